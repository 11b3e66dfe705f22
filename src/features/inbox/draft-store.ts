import { sql } from "kysely";
import type { DraftShape } from "../../contract/inbox-routes.ts";
import { whereSeen } from "../../core/tickets/index.ts";
import { sightOf, type Viewer } from "../../domain/permission/index.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

const DRAFTS_LISTED_MAX = 200;

export type DraftKey = { ticketId: string; staffId: string; tab: DraftShape["tab"] };
export type KeptDraft = Omit<DraftShape, "files">;
export type DraftContent = Omit<KeptDraft, "tab" | "updatedAt">;

export async function draftsOn(tx: Tx, ticketId: string, staffId: string): Promise<KeptDraft[]> {
  const rows = await queries(tx)
    .selectFrom("message_draft")
    .selectAll()
    .where("ticket_id", "=", ticketId)
    .where("staff_id", "=", staffId)
    .orderBy("tab")
    .execute();
  return rows.map((row) => {
    const recipients = row.recipients as { to: string[]; cc: string[] };
    return {
      tab: row.tab as DraftShape["tab"],
      html: row.html,
      to: recipients.to,
      cc: recipients.cc,
      attachmentIds: row.attachment_ids,
      updatedAt: row.updated_at.toISOString(),
    };
  });
}

/** Where a person has drafts, on tickets that he still sees. */
export async function ownDrafts(tx: Tx, viewer: Viewer) {
  const rows = await queries(tx)
    .selectFrom("message_draft as d")
    .innerJoin("ticket as t", "t.id", "d.ticket_id")
    .select(["d.ticket_id", "d.tab", "d.updated_at"])
    .where("d.staff_id", "=", viewer.staffId)
    .where(whereSeen(sightOf(viewer), "t"))
    .orderBy("d.updated_at", "desc")
    .limit(DRAFTS_LISTED_MAX)
    .execute();
  return rows.map((row) => ({
    ticketId: row.ticket_id,
    tab: row.tab as DraftShape["tab"],
    updatedAt: row.updated_at.toISOString(),
  }));
}

/** Keeps the newest content; the device that wrote last wins. */
export async function writeDraft(tx: Tx, key: DraftKey, draft: DraftContent, now: number): Promise<void> {
  const content = {
    html: draft.html.replaceAll("\0", ""),
    recipients: JSON.stringify({ to: draft.to, cc: draft.cc }),
    attachment_ids: draft.attachmentIds,
    updated_at: new Date(now),
  };
  await queries(tx)
    .insertInto("message_draft")
    .values({ ticket_id: key.ticketId, staff_id: key.staffId, tab: key.tab, ...content })
    .onConflict((conflict) => conflict.columns(["ticket_id", "staff_id", "tab"]).doUpdateSet(content))
    .execute();
}

export async function removeDraft(tx: Tx, key: DraftKey): Promise<void> {
  await sql`delete from message_draft
    where ticket_id = ${key.ticketId} and staff_id = ${key.staffId} and tab = ${key.tab}`.execute(queries(tx));
}
