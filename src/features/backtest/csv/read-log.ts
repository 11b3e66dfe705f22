import path from "node:path";
import { CodedError, toCodedError } from "../../../contract/coded-error.ts";
import type { MalformedRows } from "../../../domain/backtest/index.ts";
import type { LocalText } from "../../../domain/local-text.ts";
import type { TicketFacts } from "../../../domain/ticket/ticket-facts.ts";
import { decodeFile, detectEncoding } from "./decode-file.ts";
import { guessReading } from "./guess-reading.ts";
import type { HistoryMap } from "./history-map.ts";
import { columnIn, guessMoments, readingByMap, readMoments, type FileForm, type LogReading } from "./log-reading.ts";
import { countMalformed } from "./malformed-rows.ts";
import { createRowTable, type RowTable } from "./row-table.ts";
import { splitRows } from "./split-rows.ts";

const SAMPLE_ROWS_MAX = 2_000;
const DELIMITERS = [",", ";", "\t", "|", "，"];
/** Of what tells things apart: a case, an activity, a team, a fact. */
const CELL_CHARS_MAX = 500;
const FACTS_KEPT_MAX = 100_000;

/** A file read: its usable rows, and what is to know about the others. */
export type EventLog = {
  name: string;
  table: RowTable;
  zone: string;
  lastRowSolves: boolean;
  malformed: MalformedRows;
  notes: LocalText[];
};

/**
 * Reads a file of events by a map, or guesses one. `zone`: where the file's clocks hung, if no map says so.
 * @throws CodedError `backtest_file_empty`, `backtest_columns_missing`, `backtest_nothing_read`
 */
export async function readLog(
  file: string,
  given: { map: HistoryMap | null; zone: string; onBytes?: (bytes: number) => void },
): Promise<EventLog> {
  const form = await formOf(file, given.map);
  const sample = await sampleOf(file, form);
  if (sample.every((cells) => cells.every((cell) => cell.trim() === "")))
    throw new CodedError("backtest_file_empty", { file: path.basename(file) });
  const reading = readingOf(sample, given);
  const malformed = countMalformed();
  const table = createRowTable();
  const take = rowTaker(reading, table, malformed.add);
  let isHeader = reading.header;
  const splitter = splitRows(form.delimiter, {
    onRow: (line, cells) => {
      if (!isHeader) take(line, cells);
      isHeader = false;
    },
    onBroken: (line, text) => malformed.add(line, "row_unreadable", text),
  });
  for await (const piece of decodeFile(file, form.encoding, given.onBytes)) splitter.write(piece);
  splitter.end();
  if (table.rows === 0)
    throw new CodedError("backtest_nothing_read", { malformed: malformed.counted().count, file: path.basename(file) });
  const hasEnd = table.words.some((words) => words.some((word) => word === "solved" || word === "closed"));
  const solvesAtEnd = reading.lastRowSolves || (given.map === null && !hasEnd);
  return {
    name: path.basename(file),
    table,
    zone: reading.zone,
    lastRowSolves: solvesAtEnd,
    malformed: malformed.counted(),
    notes: [formNote(form), ...reading.notes(), ...(solvesAtEnd ? [LAST_ROW_NOTE] : [])],
  };
}

async function formOf(file: string, map: HistoryMap | null): Promise<FileForm> {
  const encoding = map?.file.encoding ?? (await detectEncoding(file));
  const delimiter = map?.file.delimiter ?? (await guessDelimiter(file, encoding));
  return { encoding, delimiter };
}

/** The one that stands most often in the first line that holds anything. */
async function guessDelimiter(file: string, encoding: FileForm["encoding"]): Promise<string> {
  for await (const piece of decodeFile(file, encoding)) {
    const line = piece.split("\n").find((text) => text.trim() !== "") ?? "";
    return DELIMITERS.reduce((best, sign) => (line.split(sign).length > line.split(best).length ? sign : best));
  }
  return ",";
}

async function sampleOf(file: string, { encoding, delimiter }: FileForm): Promise<string[][]> {
  const rows: string[][] = [];
  const splitter = splitRows(delimiter, { onRow: (_, cells) => rows.push(cells), onBroken: () => undefined });
  for await (const piece of decodeFile(file, encoding)) {
    splitter.write(piece);
    if (rows.length > SAMPLE_ROWS_MAX) return rows;
  }
  splitter.end();
  return rows;
}

function readingOf(rows: readonly string[][], given: { map: HistoryMap | null; zone: string }): LogReading {
  const [first = [], ...others] = rows;
  const map = given.map ? { ...given.map, zone: given.map.zone ?? given.zone } : null;
  const isHeadless = map?.file.header === false;
  const header = isHeadless ? first.map((_, index) => `#${index + 1}`) : first;
  const body = isHeadless ? rows : others;
  const reading = map
    ? readingByMap(map, header, readMoments(formatsOf(map, header, body), map.zone))
    : guessReading(rows, given.zone);
  if (!reading.ok) throw toCodedError(reading.refusal);
  return reading.value;
}

/** Those of the map, or the one that reads the sample. */
function formatsOf(
  { moments, columns, zone }: HistoryMap & { zone: string },
  header: readonly string[],
  body: readonly string[][],
): readonly string[] {
  if (moments.length > 0) return moments;
  const place = columnIn(header, columns.moment) ?? 0;
  const guessed = guessMoments(
    body.map((cells) => cells[place]?.trim() ?? ""),
    zone,
  );
  return guessed ? [guessed.format] : [];
}

/** Puts a row into the table, or tells what is wrong with it. */
function rowTaker(
  reading: LogReading,
  table: RowTable,
  onMalformed: ReturnType<typeof countMalformed>["add"],
): (line: number, cells: readonly string[]) => void {
  const { at, columns, factColumns, moment } = reading;
  const factsOf = remembered(reading);
  return (line, cells) => {
    if (cells.length !== columns && !isPadded(cells, columns))
      return onMalformed(line, "column_count", `${cells.length} ≠ ${columns}`);
    const cell = (place: number) => (cells[place] as string).trim();
    const caseId = cell(at.case);
    if (caseId === "") return onMalformed(line, "case_missing", cells.join(" "));
    const readAt = moment(cell(at.moment));
    if (readAt === null) return onMalformed(line, "moment_unreadable", cell(at.moment));
    const told = [at.case, at.activity, at.team, ...factColumns].find(
      (place) => place !== null && cell(place).length > CELL_CHARS_MAX,
    );
    if (told !== undefined) return onMalformed(line, "value_too_long", cell(told as number));
    const words = reading.meaningOf(cell(at.activity));
    if (words === null) return onMalformed(line, "activity_unknown", cell(at.activity));
    const facts = factsOf(factColumns.map(cell));
    if (facts === null) return onMalformed(line, "value_unknown", factColumns.map(cell).join(" "));
    const team = at.team === null ? "" : cell(at.team);
    table.add({ caseId, at: readAt, words, facts, team: team === "" ? null : team });
  };
}

/** Separators at the end of a line, behind which nothing stands. */
const isPadded = (cells: readonly string[], columns: number) =>
  cells.length > columns && cells.slice(columns).every((cell) => cell.trim() === "");

function remembered(reading: LogReading): (values: readonly string[]) => TicketFacts | null {
  const known = new Map<string, TicketFacts | null>();
  return (values) => {
    const key = values.join("\n");
    let facts = known.get(key);
    if (facts === undefined) {
      facts = reading.factsOf(values);
      if (known.size >= FACTS_KEPT_MAX) known.clear();
      known.set(key, facts);
    }
    return facts;
  };
}

const formNote = ({ encoding, delimiter }: FileForm): LocalText => {
  const sign = delimiter === "\t" ? "TAB" : delimiter;
  return {
    zh: `文件按 ${encoding.toUpperCase()} 读取，分隔符为 ${sign} 。`,
    en: `The file was read as ${encoding.toUpperCase()}, with ${sign} between the cells.`,
  };
};

const LAST_ROW_NOTE: LocalText = {
  zh: "文件里没有表示解决或关闭的活动：每张工单以其最后一行为解决。",
  en: "No activity says that a case is solved or closed: the last row of each case is taken for its solution.",
};
