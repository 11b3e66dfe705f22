import { changeTicket, inSavepoint } from "../../core/tickets/index.ts";
import { accepted } from "../../domain/result.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { Fired, TimerDeps } from "./ports.ts";

/** So long an effect that fails is tried again, with all else that is due on its ticket. */
export const GIVE_UP_AFTER_MS = 15 * 60_000;

const REASON_CHARS_MAX = 200;
/** What the database says when it is not the effect's fault: conflicts, a lock or a statement that took too long, its end. */
const PASSING = /^(40|53|55P03|57|08)/;

/**
 * Carries out one effect. One that still fails long after its moment is left undone, said on the ticket, and holds up the rest no
 * longer; until then its failure is thrown, so that all of it is tried again.
 * @returns what the work answers; true for one that was given up, which writes on the ticket
 */
export async function orGiveUp(
  deps: TimerDeps,
  tx: Tx,
  { fired, effect }: { fired: Fired; effect: string },
  work: () => Promise<boolean>,
): Promise<boolean> {
  const { change, line, timer } = fired;
  if (change.now - timer.at < GIVE_UP_AFTER_MS) return work();
  try {
    return await inSavepoint(tx, work);
  } catch (error) {
    if (PASSING.test((error as { code?: string }).code ?? "")) throw error;
    deps.onFailure(change.ticket.id, error);
    const reason = String((error as Error).message).slice(0, REASON_CHARS_MAX);
    const request = { ticketId: change.ticket.id, actor: { kind: "rule" as const, id: line.id }, now: change.now };
    await changeTicket(deps.desk, tx, request, () =>
      accepted([{ type: "effect_failed", lineId: line.id, effect, target: "", reason }]),
    );
    return true;
  }
}
