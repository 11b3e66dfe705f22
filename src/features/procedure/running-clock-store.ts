import { sql } from "kysely";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

/** The versions that open tickets run under. */
export async function versionsInUse(tx: Tx): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select v.id from sop_version v
    where exists (select 1 from ticket t where t.sop_version_id = v.id and t.state <> 'closed')`.execute(queries(tx));
  return found.rows.map(({ id }) => id);
}

/** Open tickets on which a clock of some lines goes on, in order of ids, up to `limit` after one. */
export async function ticketsRunning(
  tx: Tx,
  which: { lineIds: readonly string[]; after: string | null; limit: number },
): Promise<string[]> {
  const { lineIds, after, limit } = which;
  const beyond = after === null ? sql`` : sql`and t.id > ${after}`;
  const found = await sql<{ id: string }>`
    select t.id from ticket t
    where t.state <> 'closed' ${beyond} and exists (
      select 1 from ticket_clock c
      where c.ticket_id = t.id and c.state in ('running', 'paused') and c.line_id = any(${[...lineIds]}::text[]))
    order by t.id limit ${limit}`.execute(queries(tx));
  return found.rows.map(({ id }) => id);
}
