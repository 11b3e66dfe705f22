import { sql } from "kysely";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

/** Stands in `ticket_standing` for tickets of no team. */
export const NO_TEAM_ID = "00000000-0000-0000-0000-000000000000";

/** The open tickets that stand alike, as `ticket_standing` keeps them and as they are. */
export type WrongCount = {
  /** Null: of no team. */
  team: string | null;
  state: string;
  promiseState: string;
  assigned: boolean;
  snoozed: boolean;
  kept: number;
  counted: number;
};

const counted = sql`
  select coalesce(team_id, ${NO_TEAM_ID}) as team_id, state, promise_state, assignee_id is not null as assigned,
         snoozed_until is not null as snoozed, count(*) as tickets
    from ticket where state <> 'closed' group by 1, 2, 3, 4, 5`;

/** Kept counts that are not what the open tickets come to: all are counted, by one statement and so of one moment. */
export async function wrongCounts(tx: Tx, limit: number): Promise<WrongCount[]> {
  const found = await sql<WrongCount>`
    select m.name as team, state, promise_state as "promiseState", assigned, snoozed,
           coalesce(k.tickets, 0) as kept, coalesce(c.tickets, 0) as counted
      from (select team_id, state, promise_state, assigned, snoozed, sum(tickets) as tickets from ticket_standing group by 1, 2, 3, 4, 5) k
      full join (${counted}) c using (team_id, state, promise_state, assigned, snoozed)
      left join team m on m.id = team_id
     where coalesce(k.tickets, 0) <> coalesce(c.tickets, 0)
     order by m.name, state, promise_state, assigned, snoozed limit ${limit}`.execute(queries(tx));
  return found.rows;
}

/** Counts the open tickets anew; nobody writes a ticket meanwhile, for a second or two at a million. */
export async function recountTickets(tx: Tx): Promise<void> {
  await sql`lock table ticket in share mode`.execute(queries(tx));
  await sql`delete from ticket_standing`.execute(queries(tx));
  await sql`insert into ticket_standing ${counted}`.execute(queries(tx));
}
