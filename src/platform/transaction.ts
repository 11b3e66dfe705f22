/**
 * A database transaction as everybody but a store sees it: something to pass on. Only `*-store.ts` files
 * open it, through `queries()` of platform/db.
 */
export type Tx = { readonly transaction: unique symbol; afterCommit(effect: () => void): void };

/** Opens transactions. Effects registered by `afterCommit` run once the commit is durable, never on rollback. */
export type Database = {
  inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A read outside a transaction: each query stands alone. */
  readonly reading: Tx;
  close(): Promise<void>;
};
