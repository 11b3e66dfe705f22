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

const FLIGHTS: FlightBounds = { takenMax: 50, flightsMax: 4, patienceMs: 25 };
/** Data, integrity, a deadlock, a function that raised: the transaction is gone for certain, and the row that it was may be of one unit. */
const REFUSED = /^(22|23|40|55|P0)/;
/** A row that somebody holds for longer keeps only the one who wants it waiting, and not all who are written with him. */
const SHARED_LOCK_MS_MAX = 100;

/**
 * Commits what several transactions write as one: the same statements of all of them are one statement with all rows. Where it is
 * refused, each is committed by itself, and only the one that is to blame fails.
 */
export function sharedCommits(connect: () => Promise<PreparingClient>, by: Kysely<DB>): SharedCommits {
  const write = async (units: readonly Unit[]) =>
    onLine(await connect(), async (line) => {
      if (units.length > 1) line.sendAhead(sql.raw(`set local lock_timeout = ${SHARED_LOCK_MS_MAX}`).compile(by));
      for (const statement of mergedStatements(units)) line.sendAhead(statement.compile(by));
    });
  const fly = async (taken: Waiting[]) => {
    try {
      await write(taken.map(({ unit }) => unit));
      for (const { done } of taken) done();
    } catch (error) {
      if (taken.length > 1 && isRefused(error))
        await Promise.all(taken.map(({ unit, done, fail }) => write([unit]).then(done, fail)));
      else for (const { fail } of taken) fail(error);
    }
  };
  const flights = inFlights(fly, FLIGHTS);
  return {
    commit: (unit) =>
      new Promise((done, fail) => {
        flights.add({ unit, done, fail });
      }),
    waiting: flights.waiting,
  };
}

const isRefused = (error: unknown) => REFUSED.test((error as { code?: string }).code ?? "");

/** The statements of units that write by the same statements in the same order go together; each unit keeps its own order. */
export function mergedStatements(units: readonly Unit[]): Sendable[] {
  const shapes: Unit[][] = [];
  for (const unit of units) {
    const shape = shapes.find(([first]) => isAlike(first!, unit));
    if (shape) shape.push(unit);
    else shapes.push([unit]);
  }
  return shapes.flatMap((alike) =>
    alike[0]!.map((write, at) => write.with(alike.flatMap((unit) => unit[at]!.rows as unknown[]))),
  );
}

const isAlike = (one: Unit, other: Unit) =>
  one.length === other.length && one.every((write, at) => write.statement === other[at]!.statement);
