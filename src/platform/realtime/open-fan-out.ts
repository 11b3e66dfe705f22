import { setTimeout as delay } from "node:timers/promises";
import { createAdapter as onPostgres } from "@socket.io/postgres-adapter";
import pg from "pg";
import type { FanOut } from "./fan-out.ts";
import { inFlights, type FlightBounds } from "../in-flights.ts";
import { inOrder } from "./in-order.ts";

/** A connection that was lost meanwhile is replaced at the second try. */
const TELL_TRIES_MAX = 2;
const LAST_WORDS_MS_MAX = 2_000;

/** @throws when Redis is named and cannot be reached */
export async function openFanOut(given: {
  pool: pg.Pool;
  redisUrl: string | null;
  onError(error: Error): void;
}): Promise<FanOut> {
  if (given.redisUrl === null) return overPostgres(given.pool, given.onError);
  const { overRedis } = await import("./over-redis.ts");
  return overRedis(given.redisUrl, given.onError);
}

/**
 * What one process tells is heard in the order in which it was told: over one connection of its own, because two connections of a
 * pool overtake each other. What is told while PostgreSQL is at the last goes together. The adapter takes its listening connection of the pool when it is
 * made and gives it back when its server closes; so it is made when a server asks for it. Socket.IO calls this with `new`.
 */
function overPostgres(pool: pg.Pool, onError: (error: Error) => void): FanOut {
  const teller = new pg.Pool({ ...pool.options, max: 1 });
  teller.on("error", () => undefined);
  const notices = noticesBy(teller, onError);
  const shared = {
    connect: () => connectForListening(pool),
    query: async (text: string, values: unknown[]) => {
      if (text !== NOTIFY) return tell(teller, text, values);
      notices.add(values as Notice);
      return NOTHING_ANSWERED;
    },
  } as unknown as pg.Pool;
  const turn = inOrder((work: () => Promise<unknown>) => work());
  let made: ReturnType<typeof onPostgres> | null = null;
  const adapter = function (this: unknown, namespace: unknown) {
    made ??= onPostgres(shared, { errorHandler: onError });
    const opened = made(namespace) as unknown as { doPublish(message: unknown): Promise<unknown> };
    const publish = opened.doPublish.bind(opened);
    // A large message takes two statements: without a turn a small one comes between them.
    opened.doPublish = (message) => turn(() => publish(message));
    return opened;
  } as unknown as FanOut["adapter"];
  const close = async () => {
    const told = turn(async () => undefined).then(() => notices.landed());
    await Promise.race([told, delay(LAST_WORDS_MS_MAX, undefined, { ref: false })]);
    await teller.end();
  };
  return { adapter, close };
}

/** The adapter's own words. */
const NOTIFY = "SELECT pg_notify($1, $2)";
const NOTHING_ANSWERED = { rows: [] };
/** One flight at a time keeps the order. */
const NOTICE_FLIGHTS: FlightBounds = { takenMax: 200, flightsMax: 1, patienceMs: 0 };
type Notice = [channel: string, payload: string];

/** PostgreSQL tells them in the order of the list; two that say the same it tells once. One that it refuses keeps no other back. */
const noticesBy = (teller: pg.Pool, onError: (error: Error) => void) =>
  inFlights<Notice>(async (taken) => {
    const values = [taken.map(([channel]) => channel), taken.map(([, payload]) => payload)];
    const text = "select pg_notify(channel, payload) from unnest($1::text[], $2::text[]) as n (channel, payload)";
    try {
      await tell(teller, text, values);
    } catch {
      for (const notice of taken) await tell(teller, NOTIFY, notice).catch(onError);
    }
  }, NOTICE_FLIGHTS);

/** The adapter takes another when its connection ends, and never gives the ended one back: each would cost the pool a place. */
async function connectForListening(pool: pg.Pool): Promise<pg.PoolClient> {
  const client = await pool.connect();
  client.once("end", () => client.release(true));
  return client;
}

async function tell(teller: pg.Pool, text: string, values: unknown[], tries = 1): Promise<pg.QueryResult> {
  try {
    return await teller.query(text, values);
  } catch (error) {
    if (tries >= TELL_TRIES_MAX || teller.ending) throw error;
    return tell(teller, text, values, tries + 1);
  }
}
