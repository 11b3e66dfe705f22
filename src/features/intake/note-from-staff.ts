import type { Person } from "../../core/staff/index.ts";
import { changeTicket, insertAttachments, insertMessage, sightFacts } from "../../core/tickets/index.ts";
import type { InboundMessage } from "../../domain/channel/inbound-message.ts";
import { sees, sightOf, viewerHas, type Viewer } from "../../domain/permission/index.ts";
import { addNote } from "../../domain/ticket/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";
import { asIncoming, storeFiles } from "./as-incoming.ts";
import type { IntakeDeps } from "./intake-deps.ts";

/** Whether a person may write internal notes on a ticket: his role allows it and he sees the ticket. */
export async function mayNote(tx: Tx, person: Person, ticketId: string): Promise<boolean> {
  const viewer: Viewer = { staffId: person.id, role: person.role, teamIds: person.teamIds, scopes: null };
  const facts = await sightFacts(tx, ticketId);
  return facts !== null && viewerHas(viewer, "tickets.note") && sees(sightOf(viewer), facts);
}

/**
 * A member of staff answered a notification from his own mailbox: that is an internal note. It never goes to the
 * customer, because nobody should send to a customer by a slip of "reply".
 */
export async function noteFromStaff(
  deps: IntakeDeps,
  tx: Tx,
  message: InboundMessage,
  on: { ticketId: string; staffId: string; at: number; keepExternalId: boolean },
): Promise<string> {
  const id = newId(on.at);
  const files = await storeFiles(deps.storage, tx, message);
  const request = { ticketId: on.ticketId, actor: { kind: "staff" as const, id: on.staffId }, now: on.at };
  await changeTicket(deps.desk, tx, request, (ticket) => addNote(ticket, { messageId: id, mentions: [] }));
  const incoming = asIncoming(
    message,
    { ...on, id, direction: "note", contactId: null, automatic: message.automatic.isAutomatic },
    files,
  );
  await insertMessage(tx, incoming.message);
  await insertAttachments(tx, incoming.attachments);
  return id;
}
