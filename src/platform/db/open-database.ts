import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Database, Tx } from "../transaction.ts";
import { boundAnswers } from "./bound-answers.ts";
import type { Sendable } from "./built-once.ts";
import { onLine, onReadingLine, type Line } from "./line.ts";
import { notifierOf, type NotifySoon } from "./notify-soon.ts";
import { preparingPool, type PreparingClient } from "./prepared-statements.ts";
import type { DB } from "./tables.ts";

const INT8 = 20;
const NUMERIC = 1700;
const POOL_CONNECTIONS_MAX = 20;
const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 30_000;
/** A process that is frozen within a transaction holds its rows no longer. */
const IDLE_IN_TRANSACTION_MS_MAX = 120_000;
const KEEP_ALIVE_AFTER_MS = 30_000;
/** So many calls may wait for each connection. */
const WAITING_PER_CONNECTION_MAX = 10;

const types = new pg.TypeOverrides();
types.setTypeParser(INT8, Number);
types.setTypeParser(NUMERIC, Number);

const kyselyOf = new WeakMap<object, Kysely<DB>>();
const lineOf = new WeakMap<object, Line>();
const submitterOf = new WeakMap<object, Line["submit"]>();
const notifierFor = new WeakMap<object, NotifySoon>();

/** The typed query builder of a transaction; for `*-store.ts` files only. */
export function queries(tx: Tx): Kysely<DB> {
  const found = kyselyOf.get(tx);
  if (!found) throw new Error("this transaction was not opened by openDatabase");
  return found;
}

/**
 * Sends a statement at once, before what is asked later; its answer may be awaited after others were sent, so that all of
 * them cost one way to the database. Await it where the next one needs it.
 */
export async function submit<R>(tx: Tx, query: Sendable): Promise<R[]> {
  const compiled = query.compile(queries(tx));
  return (await submitterOf.get(tx)!(compiled)).rows as R[];
}

/**
 * Sends a write of which nobody waits for the answer. When it fails, what is awaited next in the transaction fails with its
 * error, and the commit at the latest. Outside a transaction it is awaited.
 */
export async function sendAhead(tx: Tx, query: Sendable): Promise<void> {
  const line = lineOf.get(tx);
  if (line) line.sendAhead(query.compile(line.kysely));
  else await submit(tx, query);
}

/**
 * Tells who listens on a channel, moments after the commit or, outside a transaction, moments from now; of many at once only how
 * many, as `{ count }`. It may get lost: whoever listens looks by himself too.
 */
export function notifySoon(tx: Tx, channel: string): void {
  const notify = notifierFor.get(tx);
  if (!notify) return;
  if (lineOf.has(tx)) tx.afterCommit(() => notify(channel));
  else notify(channel);
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
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS_MAX,
    pipeline: true,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    application_name: options.applicationName ?? "bihuan",
    types,
  });
  // A dropped idle connection is replaced by the pool; unhandled, its error would end the process.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  boundAnswers(pool, options.answerMsMax);
  const prepared = preparingPool(pool);
  const root = new Kysely<DB>({ dialect: new PostgresDialect({ pool: prepared }) });
  const notify = notifierOf(pool);
  return {
    pool,
    reading: readingOn(root, prepared, notify),
    readTogether: async (work) =>
      onReadingLine(await prepared.connect(), (line) => {
        const reading = wrap(line.kysely, noCommit);
        submitterOf.set(reading, line.submit);
        return work(reading);
      }),
    inTransaction: async (work) => runTransaction(await prepared.connect(), notify, work),
    isCrowded: () => pool.waitingCount >= pool.options.max * WAITING_PER_CONNECTION_MAX,
    close: async () => {
      // Kysely ends the pool only if it has used it.
      await root.destroy();
      if (!pool.ended) await pool.end();
    },
  };
}

function readingOn(root: Kysely<DB>, prepared: { connect(): Promise<PreparingClient> }, notify: NotifySoon): Tx {
  const reading = wrap(root, noCommit);
  notifierFor.set(reading, notify);
  submitterOf.set(reading, async ({ sql, parameters }) => {
    const client = await prepared.connect();
    try {
      return await client.query(sql, parameters);
    } finally {
      client.release();
    }
  });
  return reading;
}

const noCommit = () => {
  throw new Error("afterCommit needs a transaction");
};

async function runTransaction<T>(
  client: PreparingClient,
  notify: NotifySoon,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const effects: (() => void)[] = [];
  const result = await onLine(client, (line) => {
    const tx = wrap(line.kysely, (effect) => effects.push(effect));
    lineOf.set(tx, line);
    notifierFor.set(tx, notify);
    submitterOf.set(tx, line.submit);
    return work(tx);
  });
  for (const effect of effects) effect();
  return result;
}

function wrap(kysely: Kysely<DB>, afterCommit: (effect: () => void) => void): Tx {
  const tx = { afterCommit } as Tx;
  kyselyOf.set(tx, kysely);
  return tx;
}
