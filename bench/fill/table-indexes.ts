import type pg from "pg";

/** Tables that grow with tickets. */
export const BIG_TABLES = [
  "ticket",
  "ticket_event",
  "message",
  "ticket_clocks",
  "ticket_timer",
  "search_entry",
  "search_posting",
  "search_code",
  "form_submission",
  "acknowledgement",
  "contact",
  "contact_address",
] as const;

const MAINTENANCE_MEMORY = "1GB";

/**
 * Drops the indexes of the big tables, and those of their own keys that no other table refers to; answers the statements that
 * make them again.
 */
export async function dropIndexes(pool: pg.Pool): Promise<string[]> {
  const indexes = await pool.query<{ name: string; definition: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
       from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
      where t.relnamespace = 'public'::regnamespace and t.relname = any($1)
        and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
      order by pg_relation_size(t.oid), c.relname`,
    [[...BIG_TABLES]],
  );
  const keys = await pool.query<{ table: string; name: string; definition: string }>(
    `select t.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
       from pg_constraint k join pg_class t on t.oid = k.conrelid
      where t.relnamespace = 'public'::regnamespace and t.relname = any($1) and k.contype in ('p', 'u')
        and not exists (select from pg_constraint f where f.confrelid = k.conrelid and f.contype = 'f')
      order by t.relname, k.conname`,
    [[...BIG_TABLES]],
  );
  for (const { name } of indexes.rows) await pool.query(`drop index ${name}`);
  for (const { table, name } of keys.rows) await pool.query(`alter table ${table} drop constraint ${name}`);
  // The server would begin to clean the tables while their indexes are made; they are cleaned at the end.
  for (const table of BIG_TABLES) await pool.query(`alter table ${table} set (autovacuum_enabled = off)`);
  return [
    ...keys.rows.map(({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition}`),
    ...indexes.rows.map(({ definition }) => definition),
  ];
}

/** Makes keys and indexes, then brings the planner's figures and the visibility map up to date, and has all of it at rest on the disk. */
export async function remakeIndexes(pool: pg.Pool, definitions: readonly string[]): Promise<void> {
  await atOnce(pool, definitions);
  await atOnce(
    pool,
    BIG_TABLES.map((table) => `vacuum (analyze) ${table}`),
  );
  for (const table of BIG_TABLES) await pool.query(`alter table ${table} reset (autovacuum_enabled)`);
  // Else it is written for minutes beside what is measured next.
  await atOnce(pool, ["checkpoint"]);
}

/** Two at a time. */
async function atOnce(pool: pg.Pool, statements: readonly string[]): Promise<void> {
  const waiting = [...statements];
  const run = async () => {
    const client = await pool.connect();
    await client.query(
      `set statement_timeout = 0; set maintenance_work_mem = '${MAINTENANCE_MEMORY}'; set wal_compression = off`,
    );
    for (let statement = waiting.shift(); statement !== undefined; statement = waiting.shift())
      await client.query(statement);
    client.release(true);
  };
  await Promise.all([run(), run()]);
}
