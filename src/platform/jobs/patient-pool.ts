import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { passingFailure } from "../passing-failure.ts";

const LOOK_AGAIN_MS = 500;
/** What graphile-worker tries again by itself, and soon: it has no word for a lost connection. */
const TRY_AGAIN = "40001";

/**
 * The pool as graphile-worker uses it. It says how a job ended without anybody listening to whether that worked: a
 * database that is away just then would end the whole process. So it waits here until there is a connection, and
 * says a lost one again over the next.
 * @param signal ends the waiting
 */
export function patientPool(pool: pg.Pool, signal: AbortSignal): pg.Pool {
  const connect = async (): Promise<pg.PoolClient> => {
    for (;;) {
      try {
        return patientClient(await pool.connect());
      } catch (error) {
        if (signal.aborted || pool.ending || passingFailure(error) === null) throw error;
        await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  };
  const query = async (...given: unknown[]) => {
    for (;;) {
      const client = await connect();
      try {
        return await (client.query as (...asked: unknown[]) => Promise<unknown>)(...given);
      } catch (error) {
        if (signal.aborted || (error as { code?: string }).code !== TRY_AGAIN) throw error;
        await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
      } finally {
        client.release();
      }
    }
  };
  // Called with a callback, it is the connection that listens for jobs, which is found again by itself.
  const either = (callback?: unknown) =>
    typeof callback === "function" ? pool.connect(callback as Parameters<pg.Pool["connect"]>[0]) : connect();
  return withOwn(pool, { connect: either, query });
}

function patientClient(client: pg.PoolClient): pg.PoolClient {
  const ask = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>;
  const query = async (...given: unknown[]) => {
    try {
      return await ask(...given);
    } catch (error) {
      if (passingFailure(error) === null) throw error;
      throw Object.assign(new Error((error as Error).message, { cause: error }), { code: TRY_AGAIN });
    }
  };
  return withOwn(client, { query });
}

/** The same object, with some methods of ours. */
function withOwn<T extends object>(of: T, own: Record<string, unknown>): T {
  return new Proxy(of, {
    get: (target, key) => {
      if (typeof key === "string" && key in own) return own[key];
      const value = Reflect.get(target, key, target) as unknown;
      return typeof value === "function" ? (value as (...given: unknown[]) => unknown).bind(target) : value;
    },
  });
}
