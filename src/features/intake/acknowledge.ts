import { findContact } from "../../core/contacts/index.ts";
import { sendMessage, type TicketChange } from "../../core/tickets/index.ts";
import { normaliseEmail } from "../../domain/contact/index.ts";
import { shownClocks } from "../../domain/clocks/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { acknowledgementText } from "./acknowledgement-text.ts";
import type { IntakeDeps } from "./intake-deps.ts";
import { acknowledgedSince, noteAcknowledgement } from "./intake-store.ts";

/** A sender who opens more tickets than this in an hour gets no further acknowledgements: that ends loops of machines. */
export const ACKNOWLEDGEMENTS_PER_SENDER_HOUR_MAX = 5;
const HOUR_MS = 60 * 60 * 1000;

/**
 * Tells the customer that his case is here: its number and until when he gets a first answer, in his language and time
 * zone. At most one a ticket, and a bound per sender and hour. REQ: IN-16
 * @param change the opening of the ticket
 * @param mail where to, and the subject of the customer's mail
 * @returns whether an acknowledgement was sent
 */
export async function acknowledge(
  deps: Pick<IntakeDeps, "desk" | "now" | "timeZone">,
  tx: Tx,
  change: TicketChange,
  mail: { to: string; subject: string },
): Promise<boolean> {
  const now = deps.now();
  const to = normaliseEmail(mail.to);
  if (to === null) return false;
  const sender = withoutTag(to);
  if ((await acknowledgedSince(tx, sender, now - HOUR_MS)) >= ACKNOWLEDGEMENTS_PER_SENDER_HOUR_MAX) return false;
  if (!(await noteAcknowledgement(tx, change.ticket.id, sender, now))) return false;
  const contact = await findContact(tx, change.ticket.contactId);
  const { language, number } = change.head;
  const dueAt = shownClocks(change.clocks).find((clock) => clock.metric === "first_response")?.dueAt ?? null;
  const timeZone = contact?.timeZone ?? deps.timeZone;
  const text = acknowledgementText({ language, name: contact?.name ?? "", number, dueAt, timeZone });
  await sendMessage(
    deps.desk,
    tx,
    { ticketId: change.ticket.id, actor: { kind: "rule", id: "acknowledgement" }, now },
    {
      kind: "acknowledgement",
      text,
      html: null,
      to: [to],
      cc: [],
      subject: mail.subject,
      language,
      channel: "email",
      authorStaffId: null,
      fromName: "",
      fromAddress: "",
      attachmentIds: [],
      sendAt: now,
      thenState: null,
      seenSeq: null,
    },
  );
  return true;
}

/** `a+1@b` and `a+2@b` are mostly one mailbox: a machine could fill it with our acknowledgements otherwise. */
const withoutTag = (address: string) => address.replace(/\+[^@]*@/, "@");
