import { createAdapter as onPostgres } from "@socket.io/postgres-adapter";
import { createAdapter as onRedis } from "@socket.io/redis-streams-adapter";
import type pg from "pg";
import { createClient } from "redis";
import type { Server } from "socket.io";

/** How the processes of a desk tell each other's browsers: over Redis where there is one, else over PostgreSQL. */
export type FanOut = { adapter: Parameters<Server["adapter"]>[0]; close(): Promise<void> };

const REDIS_CONNECT_TIMEOUT_MS = 5_000;

/** @throws when Redis is named and cannot be reached */
export async function openFanOut(given: {
  pool: pg.Pool;
  redisUrl: string | null;
  onError(error: Error): void;
}): Promise<FanOut> {
  if (given.redisUrl === null)
    return { adapter: overPostgres(given.pool, given.onError), close: async () => undefined };
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
 * The adapter takes a connection of the pool when it is made and gives it back when its server closes; so it is made
 * when a server asks for it. Socket.IO calls this with `new`.
 */
function overPostgres(pool: pg.Pool, onError: (error: Error) => void): FanOut["adapter"] {
  let made: ReturnType<typeof onPostgres> | null = null;
  return function (this: unknown, namespace: unknown) {
    made ??= onPostgres(pool, { errorHandler: onError });
    return made(namespace);
  } as unknown as FanOut["adapter"];
}
