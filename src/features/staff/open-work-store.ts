import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

const OPEN_TICKETS_SHOWN_MAX = 100;

export type OpenWork = {
  openTickets: { id: string; number: number; subject: string }[];
  openTicketCount: number;
  /** Open tickets that no team holds: without this person nobody answers for them. */
  aloneCount: number;
};

/** The open tickets of a person, the most urgent first. */
export async function findOpenWork(tx: Tx, staffId: string): Promise<OpenWork> {
  const open = queries(tx).selectFrom("ticket").where("assignee_id", "=", staffId).where("state", "<>", "closed");
  const openTickets = await open
    .select(["id", "number", "subject"])
    .orderBy("next_due_at")
    .orderBy("id")
    .limit(OPEN_TICKETS_SHOWN_MAX)
    .execute();
  const counts = await open
    .select((of) => [
      of.fn.countAll<number>().as("all"),
      of.fn.countAll<number>().filterWhere("team_id", "is", null).as("alone"),
    ])
    .executeTakeFirstOrThrow();
  return { openTickets, openTicketCount: counts.all, aloneCount: counts.alone };
}
