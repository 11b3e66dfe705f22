import { Kysely, PostgresDialect, type CompiledQuery } from "kysely";
import pg from "pg";
import { Overtaken, type Database, type Tx } from "../transaction.ts";
import { boundAnswers } from "./bound-answers.ts";
import type { Sendable } from "./built-once.ts";
import { onReadingLine, type Line } from "./line.ts";
import { notifierOf, type NotifySoon } from "./notify-soon.ts";
import { preparingPool, type PreparingClient } from "./prepared-statements.ts";
import type { DB } from "./tables.ts";
import { runLoosely, type Handle } from "./together/loose-transaction.ts";
import { sharedCommits } from "./together/shared-commits.ts";
import { sharedReads, type SharedReads } from "./together/shared-reads.ts";

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

/** What stands behind a `Tx`. */
type Behind = Handle & { isTransaction: boolean; notify: NotifySoon };
const behind = new WeakMap<object, Behind>();

function behindOf(tx: Tx): Behind {
  const found = behind.get(tx);
  if (!found) throw new Error("this transaction was not opened by openDatabase");
  return found;
}

/** The typed query builder of a transaction; for `*-store.ts` files only. */
export const queries = (tx: Tx): Kysely<DB> => behindOf(tx).kysely;

/**
 * Sends a statement at once, before what is asked later; its answer may be awaited after others were sent, so that all of
 * them cost one way to the database. Await it where the next one needs it.
 */
export async function submit<R>(tx: Tx, query: Sendable): Promise<R[]> {
  return (await behindOf(tx).submit(query)).rows as R[];
}

/**
 * Sends a write of which nobody waits for the answer. When it fails, what is awaited next in the transaction fails with its
 * error, and the commit at the latest. Outside a transaction it is awaited.
 */
export async function sendAhead(tx: Tx, query: Sendable): Promise<void> {
  const { isTransaction, sendAhead: send, submit: ask } = behindOf(tx);
  if (isTransaction) send(query);
  else await ask(query);
}

/**
 * Tells who listens on a channel, moments after the commit or, outside a transaction, moments from now; of many at once only how
 * many, as `{ count }`. It may get lost: whoever listens looks by himself too.
 */
export function notifySoon(tx: Tx, channel: string): void {
  const { isTransaction, notify } = behindOf(tx);
  if (isTransaction) tx.afterCommit(() => notify(channel));
  else notify(channel);
}

export type OpenDatabase = Database & {
  readonly pool: pg.Pool;
  /** How many wait for a connection, or to go with the next who share one. */
  waiting(): number;
  /** More wait than can hope to be served soon: who asks now is better told to come again. */
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
  const connect = () => prepared.connect();
  const loose = { connect, reads: sharedReads(connect), commits: sharedCommits(connect, root) };
  const notify = notifierOf(pool);
  const waiting = () => pool.waitingCount + loose.reads.waiting() + loose.commits.waiting();
  const run = <T>(work: (tx: Tx) => Promise<T>, isFirm: boolean) =>
    withEffects(notify, (wrapped) => runLoosely(loose, isFirm, (handle) => work(wrapped(handle))));
  const reads = readerOn(root, connect, loose.reads);
  return {
    pool,
    reading: wrap({ ...reads, isTransaction: false, notify }, noCommit),
    readTogether: async (work) =>
      onReadingLine(await connect(), (line) =>
        work(wrap({ ...handleOn(line), isTransaction: false, notify }, noCommit)),
      ),
    inTransaction: (work) => run(work, true),
    writeTogether: async (work) => {
      try {
        return await run(work, false);
      } catch (error) {
        if (error instanceof Overtaken) return run(work, true);
        throw error;
      }
    },
    waiting,
    isCrowded: () => waiting() >= pool.options.max * WAITING_PER_CONNECTION_MAX,
    close: async () => {
      // Kysely ends the pool only if it has used it.
      await root.destroy();
      if (!pool.ended) await pool.end();
    },
  };
}

const noCommit = () => {
  throw new Error("afterCommit needs a transaction");
};

function handleOn({ kysely, submit: send, sendAhead: ahead }: Line): Handle {
  return {
    kysely,
    submit: (query) => send(query.compile(kysely)),
    sendAhead: (query) => ahead(query.compile(kysely)),
  };
}

function readerOn(kysely: Kysely<DB>, connect: () => Promise<PreparingClient>, reads: SharedReads): Handle {
  const alone = async ({ sql, parameters }: CompiledQuery) => {
    const client = await connect();
    try {
      return await client.query(sql, parameters);
    } finally {
      client.release();
    }
  };
  const ask: Handle["submit"] = (query) => {
    const { together } = query;
    const isShared = together !== undefined && together.kind !== "rows" && together.watched === undefined;
    return isShared ? reads.read(query.compile(kysely), together.kind) : alone(query.compile(kysely));
  };
  return { kysely, submit: ask, sendAhead: (query) => void ask(query) };
}

/** Runs work whose effects wait for its commit. */
async function withEffects<T>(notify: NotifySoon, run: (wrapped: (handle: Handle) => Tx) => Promise<T>): Promise<T> {
  const effects: (() => void)[] = [];
  const result = await run((handle) =>
    wrap({ ...handle, isTransaction: true, notify }, (effect) => effects.push(effect)),
  );
  for (const effect of effects) effect();
  return result;
}

function wrap(of: Behind, afterCommit: (effect: () => void) => void): Tx {
  const tx = { afterCommit } as Tx;
  behind.set(tx, of);
  return tx;
}
