import type { CompiledQuery, Kysely } from "kysely";
import type { DB } from "./tables.ts";

/** Something that becomes a statement: a query of Kysely's, a piece of `sql`, or one that was built before. */
export type Sendable = {
  compile(by: Kysely<DB>): CompiledQuery;
  /** How others who ask at the same time share it; absent: it goes alone, in a transaction of its own. */
  readonly together?: SharedRead | RowsWritten;
};

/**
 * A read that holds nothing and finds its rows by a key: whoever is behind it in the packet waits for it. `same`: who asks the same
 * gets the same answer. `drawn`: the last value is how many rows are wanted, and each who asks gets one.
 */
export type SharedRead = {
  kind: "same" | "drawn";
  /** For a statement that holds what it reads: what is read in its place without holding it, see `heldOrWatched`. */
  watched?: { read: Sendable; overtakenBy: string };
};

/** Rows that one statement writes, whoever they are of. */
export type RowsWritten = {
  kind: "rows";
  /** The same for all calls of one statement. */
  statement: object;
  /** Each as JSON. */
  rows: readonly string[];
  /** The constraint that tells that what was read for them does not hold any more: the work is done anew. */
  overtakenBy: string | null;
  /** The statement with all these rows. */
  with(rows: readonly string[]): Sendable;
};

/** Stands where a value comes that is not known yet. */
class Blank {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/**
 * A statement of a hot path whose text is built with its first call; every later call only puts its values in. `build` may
 * do nothing with a value but hand it on: what it looked at would be a blank.
 * @param together for a read that holds nothing and may be asked for several at once
 * @returns takes the values, the same names each time, and answers what `submit` and `sendAhead` take
 */
export function builtOnce<Values extends object>(
  build: (by: Kysely<DB>, values: Values) => Sendable,
  together?: SharedRead,
): (values: Values) => Sendable {
  let built: CompiledQuery | null = null;
  const textOf = (by: Kysely<DB>, values: Values) => {
    const blanks = Object.fromEntries(Object.keys(values).map((name) => [name, new Blank(name)]));
    return build(by, blanks as Values).compile(by);
  };
  return (values) => ({
    ...(together ? { together } : {}),
    compile: (by) => {
      built ??= textOf(by, values);
      const given = values as Record<string, unknown>;
      return {
        ...built,
        parameters: built.parameters.map((place) => (place instanceof Blank ? given[place.name] : place)),
      };
    },
  });
}

/**
 * Reads a row for a change. A transaction of its own holds it; one that goes together with others reads it without: that somebody was faster
 * is then told by a constraint that refuses the write, and the work is done anew, with the row held.
 * @param overtakenBy the constraint: no two can write after the same row as it was read
 */
export const heldOrWatched = (held: Sendable, read: Sendable, overtakenBy: string): Sendable => ({
  ...held,
  together: { kind: "same", watched: { read, overtakenBy } },
});

/**
 * A statement that writes rows, given to it as one JSON list: rows of several callers are written by it at once. Each becomes JSON when it is
 * given, so that one that cannot fails its caller alone.
 * @param build gets the list as the one value of the statement
 */
export function rowsWritten<Row extends object>(
  build: (by: Kysely<DB>, list: { rows: string }) => Sendable,
  { overtakenBy = null }: { overtakenBy?: string | null } = {},
): (rows: readonly Row[]) => Sendable {
  const statement = builtOnce(build);
  const of = (rows: readonly string[]): Sendable => ({
    together: { kind: "rows", statement, rows, overtakenBy, with: of },
    compile: (by) => statement({ rows: `[${rows.join(",")}]` }).compile(by),
  });
  return (rows) => of(rows.map(jsonOf));
}

/** PostgreSQL takes no half of a character that a cut left behind; JSON names it, so that it is seldom looked for. */
function jsonOf(row: object): string {
  const text = JSON.stringify(row);
  if (!text.includes("\\ud")) return text;
  return JSON.stringify(row, (_, value: unknown) => (typeof value === "string" ? value.toWellFormed() : value));
}
