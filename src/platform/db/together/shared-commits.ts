import { sql, type Kysely } from "kysely";
import type { RowsWritten, Sendable } from "../built-once.ts";
import { onLine } from "../line.ts";
import type { PreparingClient } from "../prepared-statements.ts";
import type { DB } from "../tables.ts";
import { inFlights, type FlightBounds } from "../../in-flights.ts";

/** What one transaction writes, in its order. */
export type Unit = readonly RowsWritten[];
type Waiting = { unit: Unit; done(): void; fail(error: unknown): void };

export type SharedCommits = {
  /** Resolves once the rows are committed; fails with the error of this unit alone. */
  commit(unit: Unit): Promise<void>;
  waiting(): number;
};

const FLIGHTS: FlightBounds = { takenMax: 50, flightsMax: 4, patienceMs: 25, lateMs: 100 };
/** One statement is no longer than about this: many large messages go a few at a time, a larger one by itself. */
const TAKEN_CHARS_MAX = 4 * 1024 * 1024;
/** Data, integrity, more than a row may be, a deadlock, a function that raised: the transaction is gone for certain, and it may be for one unit alone. */
const REFUSED = /^(2[123]|40|54|55|P0)/;
/** A row that somebody holds for longer keeps only the one who wants it waiting, and neither who is written with him nor who comes after. */
const FLIGHT_LOCK_MS_MAX = 100;

/**
 * Commits what several transactions write as one: the same statements of all of them are one statement with all rows. Where it is
 * refused, each is committed by itself, beside the flights, and only the one that is to blame fails.
 */
export function sharedCommits(connect: () => Promise<PreparingClient>, by: Kysely<DB>): SharedCommits {
  const write = async (units: readonly Unit[], begun: () => void) => {
    const client = await connect();
    begun();
    return onLine(client, async (line) => {
      if (units.length > 1) line.sendAhead(sql.raw(`set local lock_timeout = ${FLIGHT_LOCK_MS_MAX}`).compile(by));
      for (const statement of mergedStatements(units)) line.sendAhead(statement.compile(by));
    });
  };
  const writeAlone = ({ unit, done, fail }: Waiting, begun = () => {}) => write([unit], begun).then(done, fail);
  const writeAll = async (taken: readonly Waiting[], begun: () => void) => {
    try {
      await write(
        taken.map(({ unit }) => unit),
        begun,
      );
      for (const { done } of taken) done();
    } catch (error) {
      for (const one of taken)
        if (isRefused(error)) void writeAlone(one);
        else one.fail(error);
    }
  };
  const fly = (taken: readonly Waiting[], begun: () => void) =>
    taken.length === 1 ? writeAlone(taken[0]!, begun) : writeAll(taken, begun);
  const flights = inFlights(fly, FLIGHTS, { of: ({ unit }) => charsOf(unit), max: TAKEN_CHARS_MAX });
  return {
    commit: (unit) =>
      new Promise((done, fail) => {
        flights.add({ unit, done, fail });
      }),
    waiting: flights.waiting,
  };
}

const charsOf = (unit: Unit) => unit.flatMap(({ rows }) => rows).reduce((chars, row) => chars + row.length, 0);
const isRefused = (error: unknown) => REFUSED.test((error as { code?: string }).code ?? "");

/** The statements of units that write by the same statements in the same order go together; each unit keeps its own order. */
export function mergedStatements(units: readonly Unit[]): Sendable[] {
  const shapes: Unit[][] = [];
  for (const unit of units) {
    const shape = shapes.find(([first]) => isAlike(first!, unit));
    if (shape) shape.push(unit);
    else shapes.push([unit]);
  }
  return shapes.flatMap((alike) => alike[0]!.map((write, at) => write.with(alike.flatMap((unit) => unit[at]!.rows))));
}

const isAlike = (one: Unit, other: Unit) =>
  one.length === other.length && one.every((write, at) => write.statement === other[at]!.statement);
