import { createHash } from "node:crypto";
import type { Side } from "../../domain/backtest/index.ts";
import type { Pack } from "../../domain/sop/index.ts";
import type { CompiledCalendar } from "../../domain/time/index.ts";

export type PackSides = { current: Pack; candidate: Pack; calendars: ReadonlyMap<string, CompiledCalendar> };

/** A pack made ready to judge by, known by the digest of what it says. */
export const sideOf = (pack: Pack, calendars: ReadonlyMap<string, CompiledCalendar>): Side => ({
  pack,
  digest: createHash("sha256").update(JSON.stringify(pack)).digest("hex"),
  calendars,
});
