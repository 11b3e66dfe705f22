import type { TransferState } from "../../domain/ticket/index.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

const TRANSFERS_MAX = 200;

export type NewTransfer = {
  id: string;
  ticketId: string;
  teamId: string;
  submissionId: string | null;
  sentBy: string | null;
  sentAt: number;
};

export async function insertTransfer(tx: Tx, transfer: NewTransfer): Promise<void> {
  await queries(tx)
    .insertInto("ticket_transfer")
    .values({
      id: transfer.id,
      ticket_id: transfer.ticketId,
      team_id: transfer.teamId,
      submission_id: transfer.submissionId,
      state: "sent",
      sent_by: transfer.sentBy,
      sent_at: new Date(transfer.sentAt),
    })
    .execute();
}

export type TransferMove = {
  state: TransferState;
  at: number;
  reason?: string | null;
  messageId?: string;
};

export async function moveTransfer(tx: Tx, transferId: string, { state, at, reason, messageId }: TransferMove) {
  await queries(tx)
    .updateTable("ticket_transfer")
    .set({
      state,
      ...(state === "accepted" ? { accepted_at: new Date(at) } : { ended_at: new Date(at) }),
      ...(reason === undefined ? {} : { reason }),
      ...(messageId === undefined ? {} : { answer_message_id: messageId }),
    })
    .where("id", "=", transferId)
    .execute();
}

/** The version of the procedure that a ticket runs under. */
export async function readSopVersion(tx: Tx, ticketId: string): Promise<string> {
  const row = await queries(tx)
    .selectFrom("ticket")
    .select("sop_version_id")
    .where("id", "=", ticketId)
    .executeTakeFirstOrThrow();
  return row.sop_version_id;
}

/** The transfers of a ticket with their forms, oldest first. */
export const readTransfers = (tx: Tx, ticketId: string) =>
  queries(tx)
    .selectFrom("ticket_transfer as t")
    .innerJoin("team", "team.id", "t.team_id")
    .leftJoin("form_submission as f", "f.id", "t.submission_id")
    .select([
      "t.id",
      "t.team_id",
      "team.name as team_name",
      "team.leader_id",
      "t.state",
      "t.sent_at",
      "t.accepted_at",
      "t.ended_at",
      "t.reason",
      "f.content",
    ])
    .where("t.ticket_id", "=", ticketId)
    .orderBy("t.sent_at")
    .orderBy("t.id")
    .limit(TRANSFERS_MAX)
    .execute();
