import type { TicketHistory } from "../../../domain/backtest/index.ts";
import type { TicketFacts } from "../../../domain/ticket/ticket-facts.ts";
import { caseEvents, type CaseRow } from "./case-events.ts";
import type { EventWord } from "./event-words.ts";
import { growingFloats, growingInts } from "./growing-numbers.ts";

/** One usable row of a file. */
export type LogRow = {
  caseId: string;
  at: number;
  words: readonly EventWord[];
  facts: TicketFacts;
  team: string | null;
};

/**
 * The rows of a file in compact memory, about thirty bytes each, whatever order they came in. `words` and `facts` are kept once
 * per object: give the same object for the same meaning.
 */
export type RowTable = {
  add(row: LogRow): void;
  readonly rows: number;
  readonly cases: number;
  /** The newest moment; -Infinity without rows. */
  readonly newestAt: number;
  readonly words: readonly (readonly EventWord[])[];
  /** The cases in the order of their first rows in the file, each with its rows in order of time. */
  histories(given: HistoriesWanted): Generator<TicketHistory>;
};

/** Cases that opened outside `from` to `to` (excluded) are told to `onLeftOut`. */
export type HistoriesWanted = {
  from: number | null;
  to: number | null;
  lastRowSolves: boolean;
  onLeftOut(): void;
};

const NO_TEAM = -1;

export function createRowTable(): RowTable {
  const names = numbering<string>(ownCopy);
  const words = numbering<readonly EventWord[]>();
  const facts = numbering<TicketFacts>();
  const teams = numbering<string>(ownCopy);
  const columns = {
    case: growingInts(),
    at: growingFloats(),
    words: growingInts(),
    facts: growingInts(),
    team: growingInts(),
  };
  let newestAt = -Infinity;
  const rowAt = (row: number): CaseRow => ({
    at: columns.at.at(row),
    words: words.values[columns.words.at(row)] as readonly EventWord[],
    facts: facts.values[columns.facts.at(row)] as TicketFacts,
  });
  const teamOf = (rows: Int32Array): string | null => {
    const last = rows.findLast((row) => columns.team.at(row) !== NO_TEAM);
    return last === undefined ? null : (teams.values[columns.team.at(last)] ?? null);
  };
  return {
    add: (row) => {
      columns.case.push(names.of(row.caseId));
      columns.at.push(row.at);
      columns.words.push(words.of(row.words));
      columns.facts.push(facts.of(row.facts));
      columns.team.push(row.team === null ? NO_TEAM : teams.of(row.team));
      newestAt = Math.max(newestAt, row.at);
    },
    get rows() {
      return columns.case.length;
    },
    get cases() {
      return names.values.length;
    },
    get newestAt() {
      return newestAt;
    },
    words: words.values,
    *histories({ from, to, lastRowSolves, onLeftOut }) {
      const { starts, order } = groupedBy(columns.case, names.values.length);
      for (const [index, name] of names.values.entries()) {
        const rows = order.subarray(starts[index], starts[index + 1]);
        // Rows of one moment stay in the order of the file.
        rows.sort((a, b) => columns.at.at(a) - columns.at.at(b) || a - b);
        const openedAt = columns.at.at(rows[0] as number);
        if ((from !== null && openedAt < from) || (to !== null && openedAt >= to)) onLeftOut();
        else yield { name, team: teamOf(rows), events: caseEvents(Array.from(rows, rowAt), lastRowSolves) };
      }
    },
  };
}

/** A cell is a view into its piece of the file, and would keep all of that in memory. */
const ownCopy = (text: string) => Buffer.from(text).toString();

function numbering<T>(keep: (value: T) => T = (value) => value): { of(value: T): number; values: T[] } {
  const known = new Map<T, number>();
  const values: T[] = [];
  return {
    of: (value) => {
      const number = known.get(value);
      if (number !== undefined) return number;
      const kept = keep(value);
      known.set(kept, values.length);
      return values.push(kept) - 1;
    },
    values,
  };
}

/** Row numbers grouped by case, in one pass over the counts: those of case `c` lie from `starts[c]` to `starts[c + 1]`. */
function groupedBy(caseOf: { at(index: number): number; readonly length: number }, cases: number) {
  const starts = new Int32Array(cases + 1);
  for (let row = 0; row < caseOf.length; row++) starts[caseOf.at(row) + 1]! += 1;
  for (let index = 0; index < cases; index++) starts[index + 1]! += starts[index] as number;
  const next = starts.slice();
  const order = new Int32Array(caseOf.length);
  for (let row = 0; row < caseOf.length; row++) order[next[caseOf.at(row)]!++] = row;
  return { starts, order };
}
