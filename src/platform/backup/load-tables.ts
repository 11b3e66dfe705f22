import { once } from "node:events";
import type { Writable } from "node:stream";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { qualified, tablesToKeep, type KeptSequence, type KeptTable } from "./tables-to-keep.ts";

type ForeignKey = { table: string; name: string; definition: string };

const FOREIGN_KEYS = `select format('%I.%I', n.nspname, c.relname) as table, quote_ident(k.conname) as name, pg_get_constraintdef(k.oid) as definition
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
  where k.contype = 'f' and n.nspname in ('public', 'graphile_worker') and k.conparentid = 0`;

/**
 * Takes references and triggers away while rows come in table by table, and puts them back, checked. Needs only the
 * rights of the tables' owner.
 */
export async function withoutReferences(client: pg.ClientBase, load: () => Promise<void>): Promise<void> {
  const keys = (await client.query<ForeignKey>(FOREIGN_KEYS)).rows;
  const tables = (await tablesToKeep(client)).map((table) => qualified(client, table));
  for (const key of keys) await client.query(`alter table ${key.table} drop constraint ${key.name}`);
  for (const table of tables) await client.query(`alter table ${table} disable trigger user`);
  await load();
  for (const table of tables) await client.query(`alter table ${table} enable trigger user`);
  for (const key of keys) await client.query(`alter table ${key.table} add constraint ${key.name} ${key.definition}`);
}

/** Takes blocks of one table's rows until closed; then answers how many rows came. */
export type TableLoader = { write(block: Buffer): Promise<void>; close(): Promise<number> };

export function loadTable(client: pg.ClientBase, table: KeptTable): TableLoader {
  const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(", ");
  const target = client.query(copyFrom(`copy ${qualified(client, table)} (${columns}) from stdin`));
  const failed = once(target, "error").then(([error]) => Promise.reject(error as Error));
  failed.catch(() => undefined);
  return {
    write: async (block) => {
      await Promise.race([writeBlock(target, block), failed]);
    },
    close: async () => {
      target.end();
      await Promise.race([once(target, "finish"), failed]);
      return target.rowCount;
    },
  };
}

export async function writeBlock(target: Writable, block: Buffer): Promise<void> {
  if (!target.write(block)) await once(target, "drain");
}

export async function setSequences(client: pg.ClientBase, sequences: readonly KeptSequence[]): Promise<void> {
  for (const one of sequences)
    await client.query("select setval($1::regclass, $2, $3)", [qualified(client, one), one.value, one.isCalled]);
}
