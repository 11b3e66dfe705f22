import { setTimeout as delay } from "node:timers/promises";
import { createAdapter as onPostgres } from "@socket.io/postgres-adapter";
import pg from "pg";
import type { FanOut } from "./fan-out.ts";
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
 * What one process tells is heard in the order in which it was told: over one connection of its own, one after another,
 * because two connections of a pool overtake each other. The adapter takes its listening connection of the pool when it is
 * made and gives it back when its server closes; so it is made when a server asks for it. Socket.IO calls this with `new`.
 */
function overPostgres(pool: pg.Pool, onError: (error: Error) => void): FanOut {
  const teller = new pg.Pool({ ...pool.options, max: 1 });
  teller.on("error", () => undefined);
  const shared = {
    connect: () => connectForListening(pool),
    query: (text: string, values: unknown[]) => tell(teller, text, values),
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
    await Promise.race([turn(async () => undefined), delay(LAST_WORDS_MS_MAX, undefined, { ref: false })]);
    await teller.end();
  };
  return { adapter, close };
}

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
