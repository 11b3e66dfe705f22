import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Database, Tx } from "../transaction.ts";
import { boundAnswers } from "./bound-answers.ts";
import { preparingPool } from "./prepared-statements.ts";
import type { DB } from "./tables.ts";

const INT8 = 20;
const NUMERIC = 1700;
const POOL_CONNECTIONS_MAX = 20;
const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_AFTER_MS = 30_000;
/** So many calls may wait for each connection. */
const WAITING_PER_CONNECTION_MAX = 10;

const types = new pg.TypeOverrides();
types.setTypeParser(INT8, Number);
types.setTypeParser(NUMERIC, Number);

const kyselyOf = new WeakMap<object, Kysely<DB>>();

/** The typed query builder of a transaction; for `*-store.ts` files only. */
export function queries(tx: Tx): Kysely<DB> {
  const found = kyselyOf.get(tx);
  if (!found) throw new Error("this transaction was not opened by openDatabase");
  return found;
}

export type OpenDatabase = Database & {
  readonly pool: pg.Pool;
  /** More wait for a connection than can hope to get one soon: who asks now is better told to come again. */
  isCrowded(): boolean;
};

/**
 * Opens a pool on `url`. int8 and numeric come back as numbers: ids are uuids and no counter of ours passes 2^53.
 * @param options.connectionsMax size of the pool
 * @param options.answerMsMax how long the database may be silent, in tests
 */
export function openDatabase(
  url: string,
  options: { connectionsMax?: number; applicationName?: string; answerMsMax?: number } = {},
): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connectionsMax ?? POOL_CONNECTIONS_MAX,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    application_name: options.applicationName ?? "bihuan",
    types,
  });
  // A dropped idle connection is replaced by the pool; unhandled, its error would end the process.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  boundAnswers(pool, options.answerMsMax);
  const root = new Kysely<DB>({ dialect: new PostgresDialect({ pool: preparingPool(pool) }) });
  return {
    pool,
    reading: wrap(root, () => {
      throw new Error("afterCommit needs a transaction");
    }),
    inTransaction: (work) => runTransaction(root, work),
    isCrowded: () => pool.waitingCount >= pool.options.max * WAITING_PER_CONNECTION_MAX,
    close: async () => {
      // Kysely ends the pool only if it has used it.
      await root.destroy();
      if (!pool.ended) await pool.end();
    },
  };
}

async function runTransaction<T>(root: Kysely<DB>, work: (tx: Tx) => Promise<T>): Promise<T> {
  const effects: (() => void)[] = [];
  const result = await root.transaction().execute((trx) => work(wrap(trx, (effect) => effects.push(effect))));
  for (const effect of effects) effect();
  return result;
}

function wrap(kysely: Kysely<DB>, afterCommit: (effect: () => void) => void): Tx {
  const tx = { afterCommit } as Tx;
  kyselyOf.set(tx, kysely);
  return tx;
}
