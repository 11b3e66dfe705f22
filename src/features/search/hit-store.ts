import { sql, type RawBuilder } from "kysely";
import { PLANNED_ANEW, queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { candidatesOf } from "./candidate-store.ts";
import { whereInScope } from "./scope-store.ts";
import type { SearchScope } from "./search-scope.ts";
import { whereWanted } from "./where-wanted-store.ts";
import type { Place, Wanted } from "./wanted.ts";

const TEXT_CHARS_MAX = 100_000;

export type FoundRow = {
  entry_id: string | null;
  at: Date;
  at_exact: string;
  message_id: string | null;
  direction: "in" | "out" | "note" | null;
  from_name: string | null;
  message_subject: string | null;
  text: string | null;
  ticket_id: string;
  number: number;
  subject: string;
  state: string;
  priority: string;
  tags: string[];
  last_message_at: Date;
  contact: string;
  organisation: string | null;
  assignee: string | null;
};

/** To the microsecond: what JavaScript keeps of a moment would skip or repeat rows. */
const exact = (column: string) =>
  sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const ticketColumns = sql`t.id as ticket_id, t.number, t.subject, t.state, t.priority, t.tags, t.last_message_at,
  c.name as contact, o.name as organisation, s.name as assignee`;
const ticketJoins = sql`join contact c on c.id = t.contact_id left join organisation o on o.id = t.organisation_id
  left join staff_member s on s.id = t.assignee_id`;

/**
 * The entries that match, newest first, of no more than `candidatesMax` that are looked at.
 * @param page.start where this page began: tickets that match before it were shown
 * @returns `last`: down to where all were looked at; null when that is the beginning
 */
export async function findEntries(
  tx: Tx,
  wanted: Wanted,
  scope: SearchScope,
  page: { start: Place | null; after: Place | null; candidatesMax: number; rowsMax: number },
): Promise<{ rows: FoundRow[]; last: Place | null }> {
  const found = await sql<
    FoundRow & { last_at: string | null; last_id: string | null }
  >`${planOf(wanted)}with ${candidatesOf(wanted, page)},
    hit as (
      select e.id as entry_id, e.at, ${exact("e.at")} as at_exact, e.message_id, ${ticketColumns}
        from candidate e join ticket t on t.id = e.ticket_id ${ticketJoins}
       where ${whereInScope(scope)} ${whereNew(wanted, page.start)} order by e.at desc, e.id desc limit ${page.rowsMax}),
    info as (select ${exact("l.at")} as last_at, l.id as last_id from (select 1) one left join edge l on true)
    select info.*, hit.*, m.direction, m.from_name, m.subject as message_subject, left(m.text, ${TEXT_CHARS_MAX}) as text
      from info left join hit on true left join message m on m.id = hit.message_id and m.ticket_id = hit.ticket_id
     order by hit.at desc, hit.entry_id desc`.execute(queries(tx));
  const { last_at: at, last_id: id } = found.rows[0]!;
  return {
    rows: found.rows.filter((row) => row.entry_id !== null && (row.message_id === null || row.direction !== null)),
    last: at && id ? { at, id } : null,
  };
}

/** A kept plan knows no name: after some who write often it read the whole past for one who never wrote. */
const planOf = ({ from, to }: Wanted) => (from.length + to.length > 0 ? sql.raw(PLANNED_ANEW) : sql``);

/** Tickets by their properties alone, by last message. */
export async function findTickets(
  tx: Tx,
  scope: SearchScope,
  page: { after: Place | null; rowsMax: number },
): Promise<FoundRow[]> {
  const after = page.after
    ? sql`and (t.last_message_at, t.id) < (${page.after.at}::timestamptz, ${page.after.id}::uuid)`
    : sql``;
  const found = await sql<FoundRow>`
    select null::uuid as entry_id, t.last_message_at as at, ${exact("t.last_message_at")} as at_exact, null::uuid as message_id,
           null as direction, null as from_name, null as message_subject, null as text, ${ticketColumns}
      from ticket t ${ticketJoins}
     where ${whereInScope(scope)} ${after}
     order by t.last_message_at desc, t.id desc limit ${page.rowsMax}`.execute(queries(tx));
  return found.rows;
}

/** Tickets that an earlier page showed by a newer match. A newer match without the phrase itself was not shown. */
function whereNew(wanted: Wanted, after: Place | null): RawBuilder<unknown> {
  if (!after || wanted.terms.some((term) => term.kind === "phrase")) return sql``;
  return sql`and not exists (select from search_entry n where n.ticket_id = e.ticket_id
    and (n.at, n.id) >= (${after.at}::timestamptz, ${after.id}::uuid) and ${whereWanted(wanted, "n")})`;
}
