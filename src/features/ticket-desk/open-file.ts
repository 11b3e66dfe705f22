import { z } from "zod";
import { CodedError } from "../../contract/coded-error.ts";
import { findStaff, type StaffSession } from "../../core/staff/index.ts";
import { findAttachment, requireSight } from "../../core/tickets/index.ts";
import type { Viewer } from "../../domain/permission/index.ts";
import { FileAnswer, inertHeaders } from "../../platform/http/index.ts";
import { openToken } from "../../platform/signing/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { findRawMail } from "./conversation-store.ts";
import type { TicketDeskDeps } from "./deps.ts";
import { mayShowInline } from "./sniff-media-type.ts";

const UNKNOWN_TYPE = "application/octet-stream";
const named = z.object({ id: z.uuid(), staffId: z.uuid() });

export type Opening = { tx: Tx; token: string; session: StaffSession; now: number };

/**
 * A file by its signed link. The link names the person it was made for, and whether he may see the file is asked again,
 * now: who lost a ticket from sight, or left, opens nothing. Somebody else's browser session opens nothing either.
 * @throws CodedError file_link_expired, not_found, file_unreachable when the row stands and this node does not see the file
 */
export async function openFile(deps: TicketDeskDeps, opening: Opening): Promise<FileAnswer> {
  const { tx, token, now } = opening;
  const attachment = named.safeParse(openToken(deps.secretKey, "attachment", token, now));
  if (attachment.success) return openAttachment(deps, tx, attachment.data.id, await holderOf(opening, attachment.data));
  const mail = named.safeParse(openToken(deps.secretKey, "raw_mail", token, now));
  if (mail.success) return openRawMail(deps, tx, mail.data.id, await holderOf(opening, mail.data));
  throw new CodedError("file_link_expired");
}

async function holderOf({ tx, session }: Opening, { staffId }: { staffId: string }): Promise<Viewer> {
  const person = await findStaff(tx, staffId);
  if (!person?.active || (session && session.staffId !== staffId)) throw new CodedError("not_found");
  return { staffId, role: person.role, teamIds: person.teamIds, scopes: null };
}

async function openAttachment(deps: TicketDeskDeps, tx: Tx, id: string, holder: Viewer): Promise<FileAnswer> {
  const file = await findAttachment(tx, id);
  if (!file) throw new CodedError("not_found");
  if (file.ticket_id !== null) await requireSight(tx, holder, file.ticket_id);
  else if (file.uploaded_by !== holder.staffId) throw new CodedError("not_found");
  if (!(await deps.storage.has(file.storage_key))) throw new CodedError("file_unreachable");
  const isInline = mayShowInline(file.media_type);
  const type = isInline ? file.media_type : UNKNOWN_TYPE;
  return new FileAnswer(await deps.storage.read(file.storage_key), {
    ...inertHeaders({ type, name: file.name, isInline }),
    "content-length": String(file.size_bytes),
  });
}

async function openRawMail(deps: TicketDeskDeps, tx: Tx, messageId: string, holder: Viewer): Promise<FileAnswer> {
  const mail = await findRawMail(tx, messageId);
  if (!mail?.rawMailId) throw new CodedError("not_found");
  await requireSight(tx, holder, mail.ticketId);
  const content = await deps.readRawMail(tx, mail.rawMailId);
  if (!content) throw new CodedError("not_found");
  return new FileAnswer(content, inertHeaders({ type: UNKNOWN_TYPE, name: `${messageId}.eml`, isInline: false }));
}
