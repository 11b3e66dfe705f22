import { once } from "node:events";
import type pg from "pg";
import { from, type CopyStreamQuery } from "pg-copy-streams";
import { copyClient } from "../../src/platform/db/index.ts";
import { COPY_END, COPY_HEAD, type RowBytes } from "./binary-rows.ts";

export type TableWriter = {
  send(part: RowBytes): void;
  /** Resolves when the stream takes more; awaited between batches, so that memory stays bounded. */
  drained(): Promise<void>;
  end(): Promise<number>;
};

/**
 * Writes rows into one empty table by COPY, on a connection of its own, in a transaction that ends with `end`.
 * @param columns `name:kind`, as `binaryRows` takes them
 */
export async function openTable(pool: pg.Pool, table: string, columns: readonly string[]): Promise<TableWriter> {
  const client = await copyClient(pool);
  // No foreign keys and no append-only triggers while rows are brought in; they hold by construction.
  await client.query("set session_replication_role = replica; set statement_timeout = 0; begin");
  const frozen = (await isReferredTo(client, table)) ? "" : ", freeze";
  if (frozen) await client.query(`truncate ${table}`);
  const names = columns.map((column) => column.split(":")[0]!);
  const copy = from(`copy ${table} (${names.join(", ")}) from stdin with (format binary${frozen})`);
  const stream: CopyStreamQuery = client.query(copy);
  const failed = new Promise<never>((_, reject) => {
    stream.on("error", (error) => {
      void client.end();
      reject(error);
    });
  });
  failed.catch(() => undefined);
  let rows = 0;
  // A stream may have drained before anybody waits for it.
  let draining: Promise<unknown> | null = null;
  const write = (bytes: Uint8Array) => {
    if (!stream.write(bytes)) draining ??= once(stream, "drain").then(() => (draining = null));
  };
  write(COPY_HEAD);
  return {
    send: (part) => {
      rows += part.rows;
      if (part.rows > 0) write(part.bytes);
    },
    drained: async () => {
      if (draining) await Promise.race([draining, failed]);
    },
    end: async () => {
      write(COPY_END);
      stream.end();
      await Promise.race([once(stream, "finish"), failed]);
      await client.query("commit");
      await client.end();
      return rows;
    },
  };
}

/**
 * PostgreSQL writes rows as old ones, which nobody has to look at again, where the same transaction has emptied the table; it
 * empties no table alone that others refer to.
 */
async function isReferredTo(client: pg.ClientBase, table: string): Promise<boolean> {
  const found = await client.query("select from pg_constraint where contype = 'f' and confrelid = $1::regclass", [
    table,
  ]);
  return found.rows.length > 0;
}
