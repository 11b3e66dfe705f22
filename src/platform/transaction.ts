/**
 * A database transaction as everybody but a store sees it: something to pass on. Only `*-store.ts` files
 * open it, through `queries()` of platform/db.
 */
export type Tx = { readonly transaction: unique symbol; afterCommit(effect: () => void): void };

/** Opens transactions. Effects registered by `afterCommit` run once the commit is durable, never on rollback. */
export type Database = {
  inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * As `inTransaction`, for work of which many do the same at one time: what it asks and writes by statements that can be shared goes
   * with theirs. Nothing but the database and `afterCommit` may be touched by `work`: when somebody changed first what it read, it is
   * done anew.
   */
  writeTogether<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A read outside a transaction: each query stands alone. */
  readonly reading: Tx;
  /**
   * Reads on one connection, outside a transaction: those that are sent in one turn cost one way to the database, which does
   * them one after the other. For a page that asks several short things at once.
   */
  readTogether<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** Somebody else changed first what a transaction had read without holding it: the work is to be done anew, by `writeTogether` it is once. */
export class Overtaken extends Error {}
