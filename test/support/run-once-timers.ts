import { fireTimers } from "../../src/features/clocks/index.ts";
import type { AssembledDesk } from "../../src/main/assemble-desk.ts";

/** Fires whatever is due now, until nothing is. */
export async function runOnceTimers(assembled: AssembledDesk): Promise<void> {
  const failures: unknown[] = [];
  const deps = { ...assembled.timers, onFailure: (_: string, error: unknown) => void failures.push(error) };
  while ((await fireTimers(deps, assembled.now())) > 0) if (failures.length > 0) throw failures[0];
}
