import { setTimeout as delay } from "node:timers/promises";
import { createAdapter as onPostgres } from "@socket.io/postgres-adapter";
import { createAdapter as onRedis } from "@socket.io/redis-streams-adapter";
import pg from "pg";
import { createClient } from "redis";
import type { Server } from "socket.io";
import { inOrder } from "./in-order.ts";

/** How the processes of a desk tell each other's browsers: over Redis where there is one, else over PostgreSQL. */
export type FanOut = { adapter: Parameters<Server["adapter"]>[0]; close(): Promise<void> };

const REDIS_CONNECT_TIMEOUT_MS = 5_000;
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
  const client = createClient({ url: given.redisUrl, socket: { connectTimeout: REDIS_CONNECT_TIMEOUT_MS } });
  // Lost later, it is found again by itself; unhandled, its error would end the process.
  client.on("error", given.onError);
  await client.connect();
  return {
    adapter: onRedis(client, { onlyPlaintext: true }),
    close: async () => {
      client.destroy();
    },
  };
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
    connect: () => pool.connect(),
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

async function tell(teller: pg.Pool, text: string, values: unknown[], tries = 1): Promise<pg.QueryResult> {
  try {
    return await teller.query(text, values);
  } catch (error) {
    if (tries >= TELL_TRIES_MAX || teller.ending) throw error;
    return tell(teller, text, values, tries + 1);
  }
}
