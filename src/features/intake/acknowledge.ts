import { writeOutgoing, type Outgoing, type TicketChange } from "../../core/tickets/index.ts";
import { mailboxOf, normaliseEmail } from "../../domain/contact/index.ts";
import { shownClocks } from "../../domain/clocks/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";
import { acknowledgementText } from "./acknowledgement-text.ts";
import type { IntakeDeps } from "./intake-deps.ts";
import { acknowledgedSince, noteAcknowledgement } from "./intake-store.ts";

/** A sender who opens more tickets than this in an hour gets no further acknowledgements: that ends loops of machines. */
export const ACKNOWLEDGEMENTS_PER_SENDER_HOUR_MAX = 5;
const HOUR_MS = 60 * 60 * 1000;

/** Whom it acknowledges, where to, and the subject of the customer's mail. */
export type AcknowledgedMail = { name: string; timeZone: string | null; to: string; subject: string };

/** An acknowledgement that goes with an opening: its id and moment are among the first events, its words follow. */
export type Acknowledgement = {
  messageId: string;
  /** In epoch ms. */
  at: number;
  /** Writes it, once the ticket is opened. */
  write(tx: Tx, change: TicketChange): Promise<void>;
};

/**
 * Tells the customer that his case is here: its number and until when he gets a first answer, in his language and time
 * zone. One a ticket, and a bound per sender and hour. REQ: IN-16
 * @returns null where none is sent
 */
export async function acknowledgementOf(
  deps: Pick<IntakeDeps, "now" | "timeZone">,
  tx: Tx,
  mail: AcknowledgedMail,
): Promise<Acknowledgement | null> {
  const at = deps.now();
  const to = normaliseEmail(mail.to);
  if (to === null) return null;
  // A machine could fill one mailbox with our acknowledgements otherwise.
  const sender = mailboxOf(to);
  const sent = await acknowledgedSince(tx, sender, at - HOUR_MS);
  if (sent >= ACKNOWLEDGEMENTS_PER_SENDER_HOUR_MAX) return null;
  const { name, timeZone } = mail;
  const messageId = newId(at);
  return {
    messageId,
    at,
    write: async (on, change) => {
      const ticketId = change.ticket.id;
      const { language, number } = change.head;
      const dueAt = shownClocks(change.clocks).find((clock) => clock.metric === "first_response")?.dueAt ?? null;
      const text = acknowledgementText({ language, name, number, dueAt, timeZone: timeZone ?? deps.timeZone });
      await noteAcknowledgement(on, ticketId, sender, at);
      await writeOutgoing(
        on,
        { messageId, ticketId, now: at },
        letter({ to, subject: mail.subject, text, language, at }),
      );
    },
  };
}

const letter = (of: { to: string; subject: string; text: string; language: "zh" | "en"; at: number }): Outgoing => ({
  kind: "acknowledgement",
  text: of.text,
  html: null,
  to: [of.to],
  cc: [],
  subject: of.subject,
  language: of.language,
  channel: "email",
  authorStaffId: null,
  fromName: "",
  fromAddress: "",
  attachmentIds: [],
  sendAt: of.at,
  thenState: null,
  seenSeq: null,
});
