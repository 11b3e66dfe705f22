import { z } from "zod";
import { id, SUBJECT_CHARS_MAX, ticketParams } from "./common.ts";
import { defineRoute } from "./route.ts";

const tag = "tickets";

export const mergeTicket = defineRoute({
  id: "mergeTicket",
  method: "PUT",
  path: "/api/v1/tickets/:ticketId/merger",
  access: "tickets.work",
  tag,
  summary: "Merge this ticket into another of the same customer; every message is kept",
  params: ticketParams,
  body: z.object({ intoTicketId: id }),
});

export const unmergeTicket = defineRoute({
  id: "unmergeTicket",
  method: "DELETE",
  path: "/api/v1/tickets/:ticketId/merger",
  access: "tickets.work",
  tag,
  summary: "Undo a merge: the messages go home",
  params: ticketParams,
});

export const splitTicket = defineRoute({
  id: "splitTicket",
  method: "POST",
  path: "/api/v1/tickets/:ticketId/splits",
  access: "tickets.work",
  tag,
  summary: "Make a linked ticket from a message that is about something else",
  params: ticketParams,
  body: z.object({ messageId: id, subject: z.string().trim().min(1).max(SUBJECT_CHARS_MAX) }),
  response: z.object({ id, number: z.number().int() }),
  status: 201,
});

export const linkTicket = defineRoute({
  id: "linkTicket",
  method: "PUT",
  path: "/api/v1/tickets/:ticketId/links/:otherId",
  access: "tickets.work",
  tag,
  summary: "Link two tickets",
  params: ticketParams.extend({ otherId: id }),
  body: z.object({ relation: z.enum(["related", "duplicate"]) }),
});

export const unlinkTicket = defineRoute({
  id: "unlinkTicket",
  method: "DELETE",
  path: "/api/v1/tickets/:ticketId/links/:otherId",
  access: "tickets.work",
  tag,
  summary: "Remove a link",
  params: ticketParams.extend({ otherId: id }),
});
