import { changeTicket, lockMessage, setDelivery } from "../../core/tickets/index.ts";
import type { Bounce, InboundMessage } from "../../domain/channel/inbound-message.ts";
import type { TakenIn } from "../../domain/channel/taken-in.ts";
import { normaliseEmail } from "../../domain/contact/index.ts";
import { accepted } from "../../domain/result.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { IntakeDeps } from "./intake-deps.ts";
import { findMail, newestSentTo } from "./intake-store.ts";

type Returned = NonNullable<Awaited<ReturnType<typeof lockMessage>>>;

/**
 * A report that a message of ours did not arrive: marks that message, tells of it on the ticket, and gives up an address
 * that does not exist. Opens no ticket and gets no answer; what belongs to none of our messages changes nothing.
 */
export async function takeBounce(deps: IntakeDeps, tx: Tx, message: InboundMessage, bounce: Bounce): Promise<TakenIn> {
  const messageId = await returnedMessage(tx, message, bounce);
  const returned = messageId === null ? undefined : await lockMessage(tx, messageId);
  if (!returned || returned.direction !== "out") return { outcome: "bounce", ticketId: null, messageId: null };
  if (bounce.kind === "delayed") await noteDelay(tx, returned, bounce);
  else if (returned.delivery_state !== "bounced") await markReturned(deps, tx, returned, bounce);
  return { outcome: "bounce", ticketId: returned.ticket_id, messageId: returned.id };
}

async function returnedMessage(tx: Tx, message: InboundMessage, bounce: Bounce): Promise<string | null> {
  const named = bounce.originalMessageId === null ? [] : [bounce.originalMessageId];
  const hit = await findMail(tx, [...named, ...message.references]);
  if (hit) return hit.id;
  const recipient = bounce.recipient === null ? null : normaliseEmail(bounce.recipient);
  if (message.signedTicketId === null || recipient === null) return null;
  return newestSentTo(tx, message.signedTicketId, recipient);
}

async function noteDelay(tx: Tx, returned: Returned, bounce: Bounce): Promise<void> {
  if (returned.delivery_state !== "sent") return;
  await setDelivery(tx, returned.id, { state: "sent", detail: `投递延迟 / Delayed: ${diagnosisOf(bounce)}` });
}

async function markReturned(deps: IntakeDeps, tx: Tx, returned: Returned, bounce: Bounce): Promise<void> {
  const status = bounce.status ?? bounce.kind;
  const detail = `退信 / Returned: ${diagnosisOf(bounce)}`;
  await setDelivery(tx, returned.id, { state: "bounced", detail });
  const request = { ticketId: returned.ticket_id, actor: { kind: "system" as const }, now: deps.now() };
  await changeTicket(deps.desk, tx, request, () =>
    accepted([{ type: "delivery_failed", messageId: returned.id, status }]),
  );
  const recipients = returned.recipients as { to: string[]; cc: string[] };
  const given = bounce.recipient === null ? null : normaliseEmail(bounce.recipient);
  const ours = [...recipients.to, ...recipients.cc].map((address) => normaliseEmail(address));
  const gone = bounce.kind === "hard" || bounce.kind === "complaint";
  if (gone && given !== null && ours.includes(given)) await deps.markUndeliverable(tx, given, deps.now());
}

const diagnosisOf = (bounce: Bounce) =>
  [bounce.recipient, bounce.status, bounce.diagnostic].filter((part) => part !== null && part !== "").join(" · ") ||
  bounce.kind;
