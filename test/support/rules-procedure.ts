import { promise } from "../../src/contract/pack/promises.ts";
import type { Procedures } from "../../src/core/sop/index.ts";
import { makeProcedure } from "../../src/core/sop/make-procedure.ts";
import type { Pack } from "../../src/domain/sop/index.ts";
import { alwaysOpen, compileCalendar } from "../../src/domain/time/index.ts";
import { standardPack } from "./shipped-pack.ts";

export const RULES_VERSION_ID = "01900000-0000-7000-8000-0000000e11ec";

/** A promise as a pack writes it; `always` where it names no calendar. */
export type LineInYaml = { id: string; metric: string; [more: string]: unknown };

const always = compileCalendar(alwaysOpen("Asia/Shanghai"));
if (!always.ok) throw new Error("the calendar that never closes did not compile");
const calendars = { compiled: new Map([["always", always.value]]), names: new Map() };

/** The standard procedure with these promises in place of its own. */
export function rulesProcedure(lines: readonly LineInYaml[], more: Partial<Pack> = {}): Procedures {
  const promises = lines.map((line) => promise.parse({ calendar: "always", source: "test", ...line }));
  const procedure = makeProcedure(RULES_VERSION_ID, { ...standardPack(), ...more, promises }, calendars);
  return { published: async () => procedure, version: async () => procedure };
}
