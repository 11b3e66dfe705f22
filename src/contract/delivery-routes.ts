import { id, ticketParams } from "./common.ts";
import { defineRoute } from "./route.ts";

export const sendMessageAgain = defineRoute({
  id: "sendMessageAgain",
  method: "PUT",
  path: "/api/v1/tickets/:ticketId/messages/:messageId/delivery",
  access: "tickets.reply",
  tag: "tickets",
  summary: "Send a message again that could not be delivered, once what stood in its way is put right",
  params: ticketParams.extend({ messageId: id }),
});
