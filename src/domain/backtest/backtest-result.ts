import type { Clock, LedgerStretch } from "../clocks/clock.ts";
import type { Effect } from "../clocks/index.ts";
import type { Metric } from "../clocks/metrics.ts";
import type { LocalText } from "../local-text.ts";
import type { Refusal } from "../result.ts";

/** What a history says under the procedure in force, and under the one that might come. Plain JSON; all times in epoch ms. */
export type BacktestResult = {
  format: 1;
  current: PackMark;
  candidate: PackMark;
  history: HistoryMark;
  /** The desk's own promises; those of the customer (his confirmation) stand under `metrics` and `lines` alone. */
  totals: Sides<Figure>;
  /** Tickets with at least one promise of the desk broken, and those that come out otherwise. */
  tickets: Sides<{ broken: number }> & { better: number; worse: number; same: number };
  figures: {
    metrics: Compared[];
    /** Promise lines by id; one that a pack does not have has an empty figure there. */
    lines: Compared[];
    /** The 500 with most promises; the others, if there are any, as one last row with the id " ". */
    teams: Compared[];
    categories: Compared[];
    /** By the local hour at which the promise began: 24 of them, `id` "00" to "23". */
    hours: Compared[];
  };
  /** What the rules would have done, most frequent first. Consequences are not played out: history stays as it was. */
  actions: CountedAction[];
  workInProgress: WorkInProgress;
  /** Those that differ most, the largest difference first. */
  differing: DifferingTicket[];
};

export type Sides<T> = { current: T; candidate: T };

/** `digest`: sha-256 of the pack as it was read, in hex. */
export type PackMark = { id: string; version: number; name: LocalText; digest: string };

export type HistoryMark = {
  source: "live" | "csv" | "dry_run";
  /** The file's name without its folder; empty for the desk's own history. */
  name: string;
  zone: string;
  /** First and last opening of the tickets that counted; null without tickets. */
  from: number | null;
  to: number | null;
  /** The end of the history: clocks that still run are judged at this moment. */
  until: number;
  tickets: number;
  /** Clock events that the tickets came to. */
  events: number;
  /** Tickets that opened outside the asked time. */
  ticketsLeftOut: number;
  malformed: MalformedRows;
  /** How the file was read: what was guessed, which columns were not found. */
  notes: LocalText[];
};

export type MalformedRows = {
  count: number;
  reasons: { reason: MalformedReason; says: LocalText; count: number }[];
  /** The first ones; `line` counts from 1, as editors do. */
  first: { line: number; reason: MalformedReason; says: LocalText; value: string }[];
};

export type MalformedReason =
  | "column_count"
  | "case_missing"
  | "moment_unreadable"
  | "activity_unknown"
  | "value_unknown"
  | "value_too_long"
  | "row_unreadable";

/** `clocks` is the sum of the other four. One that nobody stopped is missed once its due moment has passed, else running. */
export type Figure = {
  clocks: number;
  kept: number;
  missed: number;
  cancelled: number;
  running: number;
  /** kept / (kept + missed); null where neither happened. */
  keptShare: number | null;
  /** Of the missed, from the break to the stop or the end of the history: on whole seconds, exact within 0.05 %. */
  lateMs: { p50: number; p90: number; max: number } | null;
};

export type Compared = { id: string; name: LocalText } & Sides<Figure>;

/** What a rule does when a clock warns or breaks, and how often it would have. */
export type CountedAction = { do: Effect["do"]; says: LocalText; when: "warn" | "breach" } & Sides<number>;

/** The desk at the start of each step: entry `i` is the moment `from + i * stepMs`. */
export type WorkInProgress = {
  from: number;
  stepMs: number;
  /** Tickets neither solved nor closed; the same under both packs. */
  open: number[];
  /** Of all tickets those with a broken promise of the desk that nobody has stopped yet. */
  overdue: Sides<number[]>;
};

export type DifferingTicket = {
  name: string;
  team: string | null;
  openedAt: number;
  /** Lateness of the desk's promises added up. */
  lateMs: Sides<number>;
  /** What the lateness of each metric differs by, added up. */
  differenceMs: number;
  clocks: Sides<ShownClock[]>;
  /** Clocks that were left out because they are the same on both sides, or too many. */
  clocksLeftOut: Sides<number>;
};

export type ShownClock = Pick<Clock, "id" | "lineId" | "startedAt" | "dueAt" | "state" | "stoppedAt" | "breachedAt"> & {
  metric: Metric;
  title: LocalText;
  target: LocalText;
  calendar: string;
  source: string;
  lateMs: number | null;
  countedMs: number;
  pausedMs: number;
  outsideHoursMs: number;
  ledger: LedgerStretch[];
  /** Stretches beyond those of `ledger`. */
  ledgerLeftOut: number;
  problem: Refusal | null;
};
