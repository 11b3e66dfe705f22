import type pg from "pg";

export type KeptTable = { schema: string; name: string; columns: string[] };
export type KeptSequence = { schema: string; name: string; value: string; isCalled: boolean };

/** Every table with rows of ours: the product's and the waiting jobs. The lists of schema changes are rebuilt, not copied. */
const TABLES = `select n.nspname as schema, c.relname as name,
    array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
  where n.nspname in ('public', 'graphile_worker') and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    and (n.nspname, c.relname) not in (('public', 'schema_migration'), ('graphile_worker', 'migrations'))
  group by 1, 2 order by 1, 2`;

const SEQUENCES = `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'graphile_worker') and c.relkind = 'S' order by 1, 2`;

export async function tablesToKeep(client: pg.ClientBase): Promise<KeptTable[]> {
  const found = await client.query<KeptTable>(TABLES);
  return found.rows;
}

export async function sequencesToKeep(client: pg.ClientBase): Promise<KeptSequence[]> {
  const found = await client.query<{ schema: string; name: string }>(SEQUENCES);
  const kept: KeptSequence[] = [];
  for (const row of found.rows) {
    const state = await client.query<{ value: string; isCalled: boolean }>(
      `select last_value::text as value, is_called as "isCalled" from ${qualified(client, row)}`,
    );
    kept.push({ ...row, ...state.rows[0]! });
  }
  return kept;
}

export function qualified(client: pg.ClientBase, table: { schema: string; name: string }): string {
  return `${client.escapeIdentifier(table.schema)}.${client.escapeIdentifier(table.name)}`;
}

/** The number of the newest schema change of the job tables. */
export async function jobsSchemaOf(client: pg.ClientBase): Promise<number> {
  const found = await client.query<{ newest: number }>(
    "select coalesce(max(id), 0)::int as newest from graphile_worker.migrations",
  );
  return found.rows[0]!.newest;
}
