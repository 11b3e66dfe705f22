import { CodedError } from "../../contract/coded-error.ts";
import {
  changeTicket,
  isForgedAlone,
  newestSubmission,
  requireSight,
  sendMessage,
  UNDO_MS,
} from "../../core/tickets/index.ts";
import { missingFields, type MissingField, type Pack } from "../../domain/sop/index.ts";
import { foldTicket, receiveSupplement as decideReceived, type Ticket } from "../../domain/ticket/index.ts";
import { htmlToText } from "../../platform/html/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { readCorrespondence, readSopVersion } from "./conversation-store.ts";
import { requestBy, type ByPerson, type TicketDeskDeps } from "./deps.ts";
import { replySubject, sendReply } from "./send-reply.ts";
import { supplementLetter } from "./supplement-letter.ts";
import { readTrail } from "./trail-store.ts";

const INTAKE_RECORD = "intake_record";

/** What the category wants to know, what of it is missing, and what was asked for and has not come. REQ: IN-10 */
export async function readSupplement(deps: TicketDeskDeps, by: ByPerson, ticketId: string) {
  await requireSight(by.tx, by.session.viewer, ticketId);
  const { pack, ticket, missing } = await stand(deps, by.tx, ticketId);
  return {
    fields: pack.supplements.map(({ id, label, question }) => ({
      id,
      label,
      question,
      missing: missing.some((field) => field.id === id),
    })),
    asked: [...(ticket.supplement?.missing ?? [])],
  };
}

export type Asked = {
  fields?: readonly string[] | undefined;
  html?: string | undefined;
  seenSeq?: number | undefined;
};

/**
 * Asks the customer for the fields given, else for all that is missing, in one polite mail; the ticket waits for him.
 * @throws CodedError not_found, invalid_input for an unknown field, nothing_missing, and what a reply refuses
 */
export async function askSupplement(deps: TicketDeskDeps, by: ByPerson, ticketId: string, asked: Asked) {
  await requireSight(by.tx, by.session.viewer, ticketId);
  const { pack, missing } = await stand(deps, by.tx, ticketId);
  const about = await readCorrespondence(by.tx, ticketId);
  if (!about) throw new CodedError("not_found");
  const fields = asked.fields ? asked.fields.map((id) => fieldOf(pack, id)) : missing;
  if (fields.length === 0) throw new CodedError("nothing_missing");
  return sendReply(deps, by, ticketId, {
    kind: "reply",
    html: asked.html ?? supplementLetter(fields, about.language),
    cc: [],
    attachmentIds: [],
    seenSeq: asked.seenSeq,
    missing: fields.map(({ label }) => label[about.language]),
  });
}

/** A promise line asks by itself. Nothing happens when nothing is missing, it was asked already, or there is no address. */
export async function askSupplementByRule(
  deps: TicketDeskDeps,
  tx: Tx,
  { ticketId, lineId, now }: { ticketId: string; lineId: string; now: number },
): Promise<void> {
  const { ticket, missing } = await stand(deps, tx, ticketId);
  const about = await readCorrespondence(tx, ticketId);
  const [address] = about?.emails ?? [];
  if (!about || !address || missing.length === 0 || ticket.supplement) return;
  if (ticket.facts.state === "solved" || ticket.facts.state === "closed") return;
  if (await isForgedAlone(tx, ticketId)) return;
  const html = supplementLetter(missing, about.language);
  await sendMessage(
    deps.desk,
    tx,
    { ticketId, actor: { kind: "rule", id: lineId }, now },
    {
      kind: "reminder",
      text: htmlToText(html),
      html,
      to: [address],
      cc: [],
      subject: replySubject(about.subject),
      language: about.language,
      channel: "email",
      authorStaffId: null,
      fromName: "",
      fromAddress: "",
      attachmentIds: [],
      sendAt: now + UNDO_MS,
      thenState: "waiting_customer",
      seenSeq: null,
      missing: missing.map(({ label }) => label[about.language]),
    },
  );
}

/** @throws CodedError not_found, nothing_asked */
export async function receiveSupplement(deps: TicketDeskDeps, by: ByPerson, ticketId: string): Promise<void> {
  await requireSight(by.tx, by.session.viewer, ticketId);
  await changeTicket(deps.desk, by.tx, requestBy(by, ticketId), decideReceived);
}

type Standing = { pack: Pack; ticket: Ticket; missing: MissingField[] };

async function stand(deps: TicketDeskDeps, tx: Tx, ticketId: string): Promise<Standing> {
  const sopVersionId = await readSopVersion(tx, ticketId);
  if (sopVersionId === null) throw new CodedError("not_found");
  const { pack } = await deps.desk.procedures.version(tx, sopVersionId);
  const ticket = foldTicket(
    ticketId,
    (await readTrail(tx, ticketId)).map(({ event }) => event),
  );
  const record = await newestSubmission(tx, ticketId, INTAKE_RECORD);
  const given = (record?.content ?? {}) as Record<string, unknown>;
  return { pack, ticket, missing: missingFields(pack, ticket.facts.categoryId, given) };
}

function fieldOf({ supplements }: Pack, id: string): MissingField {
  const found = supplements.find((supplement) => supplement.id === id);
  if (!found) throw new CodedError("invalid_input", { issues: "fields" });
  return found;
}
