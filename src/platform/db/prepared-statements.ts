import type { PostgresPool, PostgresPoolClient } from "kysely";
import type { Duplex } from "node:stream";
import type pg from "pg";

/** A connection keeps the plan of each; texts beyond, such as rows of an odd number, are planned each time. */
const PREPARED_TEXTS_MAX = 500;
/** A text that comes once, as with a filter that nobody else has, is not worth keeping. */
const SEEN_BEFORE_PREPARING = 2;
const COUNTED_TEXTS_MAX = 5_000;
/** Begins a text that is planned each time, because how much there is of what it asks for decides how it is best read. */
export const PLANNED_ANEW = "/* planned anew */ ";
/** "Cached plan must not change result type": a migration has changed a table below a running process. */
const PLAN_IS_STALE = "0A000";

export type PreparingClient = {
  query(text: string, values: readonly unknown[]): Promise<pg.QueryResult<never>>;
  release(destroy?: boolean): void;
};

/** pg keeps its socket there; its types leave it out. */
type Wired = pg.PoolClient & { connection: { stream: Duplex } };

/**
 * The pool as Kysely uses it: statements that come again are sent by name, so that PostgreSQL parses and plans them once for
 * each connection, and those of one turn leave in one packet. A connection whose plans a migration has made stale is closed with
 * its next release.
 */
export function preparingPool(
  pool: pg.Pool,
): Omit<PostgresPool, "connect"> & { connect(): Promise<PostgresPoolClient & PreparingClient> } {
  const nameOf = namesOfTexts();
  const known = new WeakMap<pg.PoolClient, PreparingClient & PostgresPoolClient>();
  return {
    connect: async () => {
      const client = await pool.connect();
      const wrapped = known.get(client) ?? preparing(client, nameOf);
      known.set(client, wrapped);
      return wrapped;
    },
    end: () => pool.end(),
    options: pool.options,
  };
}

function preparing(
  client: pg.PoolClient,
  nameOf: (text: string) => string | null,
): PreparingClient & PostgresPoolClient {
  let isStale = false;
  const { stream } = (client as Wired).connection;
  const query = async (text: string, values: readonly unknown[]) => {
    const name = values.length > 0 && !text.startsWith(PLANNED_ANEW) ? nameOf(text) : null;
    stream.cork();
    process.nextTick(() => stream.uncork());
    try {
      return await client.query(name === null ? { text, values: [...values] } : { name, text, values: [...values] });
    } catch (error) {
      if ((error as { code?: string }).code === PLAN_IS_STALE) isStale = true;
      throw error;
    }
  };
  const release = (destroy = false) => client.release(destroy || isStale);
  // Cursors are never asked for: the dialect is given none.
  return { query: query as unknown as PostgresPoolClient["query"] & PreparingClient["query"], release };
}

function namesOfTexts(): (text: string) => string | null {
  const names = new Map<string, string>();
  const seen = new Map<string, number>();
  return (text) => {
    const name = names.get(text);
    if (name !== undefined) return name;
    if (names.size >= PREPARED_TEXTS_MAX) return null;
    const count = (seen.get(text) ?? 0) + 1;
    if (count < SEEN_BEFORE_PREPARING) {
      if (seen.size >= COUNTED_TEXTS_MAX) seen.clear();
      seen.set(text, count);
      return null;
    }
    seen.delete(text);
    const given = `s${names.size}`;
    names.set(text, given);
    return given;
  };
}
