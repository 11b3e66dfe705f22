import type { CompiledQuery } from "kysely";
import type { SharedRead } from "../built-once.ts";
import type { PreparingClient } from "../prepared-statements.ts";
import { inFlights, type FlightBounds } from "../../in-flights.ts";

type Rows = { rows: unknown[] };
type Ask = {
  /** The same for all who ask the same. */
  key: string;
  query: CompiledQuery;
  kind: SharedRead["kind"];
  answer(rows: Rows): void;
  fail(error: unknown): void;
};

export type SharedReads = {
  read(query: CompiledQuery, kind: SharedRead["kind"]): Promise<Rows>;
  waiting(): number;
};

const FLIGHTS: FlightBounds = { takenMax: 50, flightsMax: 4, patienceMs: 25, lateMs: 100 };

/** Reads that hold nothing, for all who ask at one time on one connection: what is asked twice is asked once. */
export function sharedReads(connect: () => Promise<PreparingClient>): SharedReads {
  const fly = async (asks: Ask[], begun: () => void) => {
    let client: PreparingClient;
    try {
      client = await connect();
    } catch (error) {
      for (const ask of asks) ask.fail(error);
      return;
    }
    begun();
    await Promise.all([...alike(asks).values()].map((same) => answerAll(client, same)));
    client.release();
  };
  const flights = inFlights(fly, FLIGHTS);
  return {
    read: (query, kind) =>
      new Promise((answer, fail) => {
        flights.add({ key: keyOf(query), query, kind, answer, fail });
      }),
    waiting: flights.waiting,
  };
}

const keyOf = ({ sql, parameters }: CompiledQuery) => `${sql}\n${JSON.stringify(parameters)}`;

function alike(asks: readonly Ask[]): Map<string, Ask[]> {
  const groups = new Map<string, Ask[]>();
  for (const ask of asks) {
    const group = groups.get(ask.key);
    if (group) group.push(ask);
    else groups.set(ask.key, [ask]);
  }
  return groups;
}

async function answerAll(client: PreparingClient, asks: readonly Ask[]): Promise<void> {
  const [{ query, kind }] = asks as [Ask];
  const isDrawn = kind === "drawn";
  const values = isDrawn ? [...query.parameters.slice(0, -1), asks.length] : query.parameters;
  try {
    const { rows } = await client.query(query.sql, values);
    asks.forEach((ask, at) => ask.answer({ rows: isDrawn ? rows.slice(at, at + 1) : rows }));
  } catch (error) {
    for (const ask of asks) ask.fail(error);
  }
}
