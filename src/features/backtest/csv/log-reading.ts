import type { LocalText } from "../../../domain/local-text.ts";
import { refused, accepted, type Result } from "../../../domain/result.ts";
import { factsFrom, type TicketFacts } from "../../../domain/ticket/ticket-facts.ts";
import type { EventWord } from "./event-words.ts";
import type { Encoding, FactSource, HistoryMap } from "./history-map.ts";
import { compileMomentFormat, type ReadMoment } from "./moment-format.ts";

/** How to read a file, with its columns by their place: by a map, or guessed. */
export type LogReading = {
  zone: string;
  header: boolean;
  columns: number;
  at: { case: number; activity: number; moment: number; team: number | null };
  moment: ReadMoment;
  /** Null for an activity that the map does not list. */
  meaningOf(activity: string): readonly EventWord[] | null;
  /** The columns that the facts hang on, and the facts of a row by what stands there; null for a value nobody knows. */
  factColumns: readonly number[];
  factsOf(values: readonly string[]): TicketFacts | null;
  lastRowSolves: boolean;
  /** What was guessed; filled in part while rows are read. */
  notes(): LocalText[];
};

export type FileForm = { encoding: Encoding; delimiter: string };

/** @returns the place of a column that is named, or counted from 1; null where it is not there */
export function columnIn(header: readonly string[], wanted: string | number): number | null {
  if (typeof wanted === "number") return wanted <= header.length ? wanted - 1 : null;
  const found = header.findIndex((name) => name.trim().toLowerCase() === wanted.trim().toLowerCase());
  return found < 0 ? null : found;
}

const NAMES_SHOWN_MAX = 50;
const NAME_CHARS_MAX = 60;

/** What a file's first row says, fit for a sentence: the file may be none of words. */
export const shownNames = (names: readonly string[]): string[] =>
  names.slice(0, NAMES_SHOWN_MAX).map((name) => name.slice(0, NAME_CHARS_MAX).replaceAll(/\p{C}/gu, " ").trim());

/** The map over a file's header. Refuses `backtest_columns_missing` with the columns that are not there and those that are. */
export function readingByMap(
  map: HistoryMap & { zone: string },
  header: readonly string[],
  moment: ReadMoment,
): Result<LogReading> {
  const missing: string[] = [];
  const place = (wanted: string | number): number => {
    const found = columnIn(header, wanted);
    if (found === null) missing.push(String(wanted));
    return found ?? 0;
  };
  const { columns } = map;
  const at = {
    case: place(columns.case),
    activity: place(columns.activity),
    moment: place(columns.moment),
    team: columns.team === null ? null : place(columns.team),
  };
  const sources = Object.entries(map.facts) as [keyof HistoryMap["facts"], FactSource][];
  const varying = sources.filter(([, source]) => source.column !== null);
  const factColumns = varying.map(([, { column }]) => place(column as string | number));
  if (missing.length > 0) return refused("backtest_columns_missing", { missing, found: shownNames(header) });
  const fixed = Object.fromEntries(
    sources.filter(([, source]) => source.column === null).map(([fact, source]) => [FACT[fact], source.otherwise]),
  );
  return accepted({
    zone: map.zone,
    header: map.file.header,
    columns: header.length,
    at,
    moment,
    meaningOf: (activity) =>
      Object.hasOwn(map.activities, activity) ? (map.activities[activity] ?? null) : map.other_activities,
    factColumns,
    factsOf: (values) => {
      const facts: Record<string, string> = {};
      for (const [index, [fact, source]] of varying.entries()) {
        const value = valueOf(source, values[index] ?? "");
        if (value === null) return null;
        if (value !== undefined) facts[FACT[fact]] = value;
      }
      return { ...DEFAULT_FACTS, ...fixed, ...facts };
    },
    lastRowSolves: map.last_row_solves,
    notes: () => [],
  });
}

const FACT = { kind: "kind", priority: "priority", category: "categoryId", tier: "tier", channel: "channel" } as const;

/** What a log does not say: an ordinary fault that came by mail. */
export const DEFAULT_FACTS: TicketFacts = factsFrom({
  kind: "fault",
  categoryId: null,
  priority: "P3",
  tier: "basic",
  channel: "email",
  state: "open",
  tags: [],
});

/** Undefined for an empty cell, which says nothing; null for a value that the map does not list. */
function valueOf({ values, otherwise }: FactSource, cell: string): string | null | undefined {
  if (cell === "" && otherwise === null) return undefined;
  if (values === null) return cell === "" ? (otherwise ?? undefined) : cell;
  return (Object.hasOwn(values, cell) ? values[cell] : null) ?? otherwise;
}

const READS_MOST = 0.5;

/** The formats of a map in their order, whichever reads the text first. */
export function readMoments(formats: readonly string[], zone: string): ReadMoment {
  const readers = formats.flatMap((format) => compileMomentFormat(format, zone) ?? []);
  return (text) => {
    for (const read of readers) {
      const moment = read(text);
      if (moment !== null) return moment;
    }
    return null;
  };
}

/** How moments are written where nobody says so; of two that read the same, the first. */
const COMMON_FORMATS = [
  "iso",
  "yyyy/M/d H:mm:ss.SSS",
  "yyyy/M/d H:mm:ss",
  "yyyy/M/d H:mm",
  "yyyy-M-d H:mm:ss.SSS",
  "yyyy-M-d H:mm:ss",
  "yyyy-M-d H:mm",
  "yyyy年M月d日 H:mm:ss",
  "yyyy年M月d日 H:mm",
  "yyyy年M月d日 H时mm分ss秒",
  "yyyy年M月d日 H时mm分",
  "d/M/yyyy H:mm:ss.SSS",
  "d/M/yyyy H:mm:ss",
  "d/M/yyyy H:mm",
  "M/d/yyyy H:mm:ss.SSS",
  "M/d/yyyy H:mm:ss",
  "M/d/yyyy H:mm",
  "d/M/yyyy h:mm:ss a",
  "M/d/yyyy h:mm:ss a",
  "d/M/yyyy h:mm a",
  "M/d/yyyy h:mm a",
  "d-M-yyyy H:mm:ss.SSS",
  "d-M-yyyy H:mm:ss",
  "d-M-yyyy H:mm",
  "d-M-yyyy:H.mm.ss",
  "d.M.yyyy H:mm:ss",
  "d.M.yyyy H:mm",
  "d MMM yyyy H:mm:ss",
  "d-MMM-yyyy H:mm:ss",
  "MMM d, yyyy h:mm:ss a",
  "d/M/yy H:mm:ss",
  "d/M/yy H:mm",
  "M/d/yy H:mm:ss",
  "M/d/yy H:mm",
  "M/d/yy h:mm a",
  "yyyyMMddHHmmss",
  "yyyyMMdd HH:mm:ss",
  "epoch_ms",
  "epoch_s",
  "yyyy/M/d",
  "yyyyMMdd",
  "d/M/yyyy",
  "M/d/yyyy",
  "d.M.yyyy",
] as const;

/** The format that reads most of a sample, with the share it reads; null where none reads more than `above` of it. */
export function guessMoments(
  sample: readonly string[],
  zone: string,
  above = READS_MOST,
): { format: string; share: number } | null {
  const texts = sample.filter((text) => text !== "");
  let best: { format: string; share: number } | null = null;
  for (const format of COMMON_FORMATS) {
    const read = compileMomentFormat(format, zone);
    const share = texts.filter((text) => read?.(text) != null).length / Math.max(1, texts.length);
    if (share > above && share > (best?.share ?? 0)) best = { format, share };
  }
  return best;
}
