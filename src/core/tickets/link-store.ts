import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type Relation = "related" | "duplicate" | "follow_up" | "split";

export async function insertLink(
  tx: Tx,
  link: { ticketId: string; otherId: string; relation: Relation; staffId: string | null },
): Promise<void> {
  await queries(tx)
    .insertInto("ticket_link")
    .values({ ticket_id: link.ticketId, other_id: link.otherId, relation: link.relation, created_by: link.staffId })
    .onConflict((conflict) => conflict.columns(["ticket_id", "other_id"]).doUpdateSet({ relation: link.relation }))
    .execute();
}

export async function deleteLink(tx: Tx, ticketId: string, otherId: string): Promise<void> {
  await queries(tx)
    .deleteFrom("ticket_link")
    .where((where) =>
      where.or([
        where.and({ ticket_id: ticketId, other_id: otherId }),
        where.and({ ticket_id: otherId, other_id: ticketId }),
      ]),
    )
    .execute();
}

export async function insertFollower(
  tx: Tx,
  ticketId: string,
  staffId: string,
  why: "followed" | "mentioned" | "granted",
): Promise<void> {
  await queries(tx)
    .insertInto("ticket_follower")
    .values({ ticket_id: ticketId, staff_id: staffId, why })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function deleteFollower(tx: Tx, ticketId: string, staffId: string): Promise<void> {
  await queries(tx)
    .deleteFrom("ticket_follower")
    .where("ticket_id", "=", ticketId)
    .where("staff_id", "=", staffId)
    .execute();
}

export async function insertSubmission(
  tx: Tx,
  submission: {
    id: string;
    ticketId: string;
    formId: string;
    content: Record<string, unknown>;
    staffId: string | null;
    now: number;
  },
): Promise<void> {
  await queries(tx)
    .insertInto("form_submission")
    .values({
      id: submission.id,
      ticket_id: submission.ticketId,
      form_id: submission.formId,
      content: JSON.stringify(submission.content),
      submitted_by: submission.staffId,
      created_at: new Date(submission.now),
    })
    .execute();
}

export async function newestSubmission(tx: Tx, ticketId: string, formId: string) {
  return queries(tx)
    .selectFrom("form_submission")
    .selectAll()
    .where("ticket_id", "=", ticketId)
    .where("form_id", "=", formId)
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();
}
