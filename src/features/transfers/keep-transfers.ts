import type { TicketSubscriber } from "../../core/tickets/index.ts";
import { insertTransfer, moveTransfer } from "./transfer-store.ts";

/** Keeps the table of transfers as the events tell it, whoever wrote them. */
export const keepTransfers: TicketSubscriber = async (tx, { ticket, events }) => {
  for (const { body, actor, at } of events) {
    switch (body.type) {
      case "transfer_sent":
        await insertTransfer(tx, {
          id: body.transferId,
          ticketId: ticket.id,
          teamId: body.teamId,
          submissionId: body.submissionId,
          sentBy: actor.kind === "staff" ? actor.id : null,
          sentAt: at,
        });
        break;
      case "transfer_accepted":
        await moveTransfer(tx, body.transferId, { state: "accepted", at });
        break;
      case "transfer_returned":
        await moveTransfer(tx, body.transferId, { state: "returned", at, reason: body.reason });
        break;
      case "transfer_answered":
        await moveTransfer(tx, body.transferId, { state: "answered", at, messageId: body.messageId });
        break;
      case "transfer_withdrawn":
        await moveTransfer(tx, body.transferId, { state: "withdrawn", at, reason: body.reason });
        break;
      default:
        break;
    }
  }
};
