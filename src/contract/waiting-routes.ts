import { z } from "zod";
import { bilingual, BODY_CHARS_MAX, id, instant, reason, ticketParams } from "./common.ts";
import { defineRoute } from "./route.ts";

const tag = "tickets";
const FIELDS_MAX = 50;
const FIELD_CHARS_MAX = 100;

const field = z.string().max(FIELD_CHARS_MAX);

export const getSupplement = defineRoute({
  id: "getSupplement",
  method: "GET",
  path: "/api/v1/tickets/:ticketId/supplement",
  access: "tickets.read",
  tag,
  summary: "What the category wants to know and nobody has filled in, and what could be asked for besides",
  params: ticketParams,
  response: z.object({
    fields: z.array(z.object({ id: field, label: bilingual, question: bilingual, missing: z.boolean() })),
    /** What the customer was asked for and has not sent; empty when he owes nothing. */
    asked: z.array(z.string()),
  }),
});

export const askSupplement = defineRoute({
  id: "askSupplement",
  method: "POST",
  path: "/api/v1/tickets/:ticketId/supplement",
  access: "tickets.reply",
  tag,
  summary: "Ask the customer politely for what is missing; the ticket waits for him",
  params: ticketParams,
  body: z.object({
    /** Ids of `getSupplement`; absent: all that is missing. */
    fields: z.array(field).max(FIELDS_MAX).optional(),
    /** The letter in other words; absent: the questions of the procedure. */
    html: z.string().min(1).max(BODY_CHARS_MAX).optional(),
    seenSeq: z.number().int().optional(),
  }),
  response: z.object({ messageId: id, sendAt: instant }),
  status: 201,
});

export const receiveSupplement = defineRoute({
  id: "receiveSupplement",
  method: "DELETE",
  path: "/api/v1/tickets/:ticketId/supplement",
  access: "tickets.work",
  tag,
  summary: "What was missing is known, from a call or elsewhere",
  params: ticketParams,
});

export const planCallBack = defineRoute({
  id: "planCallBack",
  method: "PUT",
  path: "/api/v1/tickets/:ticketId/call-back",
  access: "tickets.work",
  tag,
  summary: "Plan a call back, or move it; closed cases are called back too",
  params: ticketParams,
  body: z.object({
    plannedFor: instant,
    /** Who calls; absent: the owner, else who plans. */
    ownerId: id.optional(),
    purpose: reason.optional(),
  }),
});

export const finishCallBack = defineRoute({
  id: "finishCallBack",
  method: "POST",
  path: "/api/v1/tickets/:ticketId/call-back/report",
  access: "tickets.work",
  tag,
  summary: "The customer was called back; what he said stands on the ticket as a note",
  params: ticketParams,
  body: z.object({ text: z.string().trim().min(1).max(BODY_CHARS_MAX) }),
  response: z.object({ messageId: id }),
  status: 201,
});

export const dropCallBack = defineRoute({
  id: "dropCallBack",
  method: "DELETE",
  path: "/api/v1/tickets/:ticketId/call-back",
  access: "tickets.work",
  tag,
  summary: "There will be no call back, and why",
  params: ticketParams,
  body: z.object({ reason }),
});
