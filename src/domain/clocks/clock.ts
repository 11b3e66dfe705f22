import type { LocalText } from "../local-text.ts";
import type { Refusal } from "../result.ts";
import type { Metric } from "./metrics.ts";

export type ClockState = "running" | "paused" | "met" | "missed" | "cancelled";

/** A stretch of a clock's life in epoch ms, `to` excluded. `reason`: the pausing state, `merged`, or null. `names`: closures it covers. */
export type LedgerStretch = {
  from: number;
  to: number;
  kind: "counted" | "paused" | "outside_hours";
  reason: string | null;
  names: readonly LocalText[];
};

/** One cycle of one promise line on one ticket, as it stands at the moment of the fold. Times in epoch ms. */
export type Clock = {
  /** `lineId#cycle`, the same in every fold of a growing event list. */
  id: string;
  lineId: string;
  metric: Metric;
  startedAt: number;
  /** Null while paused before its due moment, and where `problem` says that there is none. */
  dueAt: number | null;
  /** An overdue clock that nobody has stopped is still `running` (or `paused`), with `breachedAt`. */
  state: ClockState;
  stoppedAt: number | null;
  /** When the promise broke: the due moment, or later the moment at which the line came to apply. */
  breachedAt: number | null;
  /** The moments of the line's warn shares, in their order, as far as they are known. */
  warnAt: readonly number[];
  warnings: readonly { share: number; at: number }[];
  /** Working ms promised; null for daily and once_before. */
  targetMs: number | null;
  ledger: readonly LedgerStretch[];
  told: { warnedShares: readonly number[]; breached: boolean };
  problem: Refusal | null;
};

export const isLive = ({ state }: Clock): boolean => state === "running" || state === "paused";
