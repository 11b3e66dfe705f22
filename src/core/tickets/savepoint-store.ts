import { sql } from "kysely";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

/** Runs work so that, when it throws, nothing of it stays, while the transaction around it goes on. */
export async function inSavepoint<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql`savepoint one_of_many`.execute(queries(tx));
  try {
    const result = await work();
    await sql`release savepoint one_of_many`.execute(queries(tx));
    return result;
  } catch (error) {
    await sql`rollback to savepoint one_of_many`.execute(queries(tx));
    throw error;
  }
}
