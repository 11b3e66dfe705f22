import type { TicketPage } from "../../../../../src/contract/ticket-shapes.ts";
import { handshakeChange, NO_HANDSHAKES, type Handshakes } from "../../../../../src/domain/ticket/handshakes.ts";
import type { TicketEvent, TicketEventBody } from "../../../../../src/domain/ticket/ticket-event.ts";

/** What the ticket waits for, as its events tell: the same fold as on the server. */
export function openAsks({ events }: Pick<TicketPage, "events">): Handshakes {
  let known = NO_HANDSHAKES;
  for (const { seq, at, body: raw } of events) {
    const body = raw as TicketEventBody;
    const event: TicketEvent = { seq, at: Date.parse(at), actor: { kind: "system" }, body };
    known = { ...known, ...handshakeChange(known, event) };
    if (body.type === "message_withdrawn" && known.supplement?.messageId === body.messageId)
      known = { ...known, supplement: null };
  }
  return known;
}
