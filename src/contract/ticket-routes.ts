import { z } from "zod";
import {
  COMPLAINT_URGENCIES,
  PRIORITIES,
  SUPPORT_LEVELS,
  TICKET_KINDS,
  WORKING_STATES,
} from "../domain/ticket/vocabulary.ts";
import {
  BODY_CHARS_MAX,
  SUBJECT_CHARS_MAX,
  TAG_CHARS_MAX,
  TAGS_MAX,
  emailAddress,
  id,
  instant,
  language,
  name,
  pageOf,
  pageQuery,
  reason,
  ticketParams,
} from "./common.ts";
import { defineRoute } from "./route.ts";
import { clockShape, messageShape, promiseChange, ticketPage } from "./ticket-shapes.ts";

const tag = "tickets";
const RECIPIENTS_MAX = 50;
const ATTACHMENTS_MAX = 20;
const AGREEMENT_CHARS_MAX = 100;
const BULK_TICKETS_MAX = 500;

export const getTicket = defineRoute({
  id: "getTicket",
  method: "GET",
  path: "/api/v1/tickets/:ticketId",
  access: "tickets.read",
  tag,
  summary: "A ticket with its conversation, clocks, demands and trail; the id or the number",
  params: z.object({ ticketId: z.union([id, z.string().regex(/^\d{1,15}$/)]) }),
  response: ticketPage,
});

export const getEndedClocks = defineRoute({
  id: "getEndedClocks",
  method: "GET",
  path: "/api/v1/tickets/:ticketId/ended-clocks",
  access: "tickets.read",
  tag,
  summary: "Promises that are over: every broken one and the last kept one of each metric, the latest first",
  params: ticketParams,
  response: z.object({ items: z.array(clockShape) }),
});

export const getPromiseChanges = defineRoute({
  id: "getPromiseChanges",
  method: "GET",
  path: "/api/v1/tickets/:ticketId/promise-changes",
  access: "tickets.work",
  tag,
  summary: "Which promises would be due at another moment with another level, agreement or urgency; nothing is changed",
  params: ticketParams,
  query: z.object({
    level: z.enum(SUPPORT_LEVELS).optional(),
    /** Empty: without one. */
    agreement: z.string().trim().max(AGREEMENT_CHARS_MAX).optional(),
    /** `none`: not judged. */
    complaintUrgency: z.enum([...COMPLAINT_URGENCIES, "none"]).optional(),
  }),
  response: z.object({ items: z.array(promiseChange) }),
});

export const listMessages = defineRoute({
  id: "listMessages",
  method: "GET",
  path: "/api/v1/tickets/:ticketId/messages",
  access: "tickets.read",
  tag,
  summary: "Messages of a ticket, newest first",
  params: ticketParams,
  query: pageQuery,
  response: pageOf(messageShape),
});

export const createTicket = defineRoute({
  id: "createTicket",
  method: "POST",
  path: "/api/v1/tickets",
  access: "tickets.work",
  tag,
  summary: "Open a ticket for a customer",
  body: z.object({
    contact: z.union([z.object({ id }), z.object({ name, email: emailAddress })]),
    subject: z.string().trim().min(1).max(SUBJECT_CHARS_MAX),
    text: z.string().min(1).max(BODY_CHARS_MAX),
    kind: z.enum(TICKET_KINDS).default("consultation"),
    priority: z.enum(PRIORITIES).optional(),
    categoryId: z.string().max(100).optional(),
    teamId: id.optional(),
    assigneeId: id.optional(),
    tags: z.array(z.string().trim().min(1).max(TAG_CHARS_MAX)).max(TAGS_MAX).default([]),
    language: language.default("zh"),
    channel: z.enum(["api", "phone", "console"]).default("api"),
    acknowledge: z.boolean().default(true),
    /** When it arrived outside, on paper or in a post, and is entered now. */
    arrivedAt: instant.optional(),
  }),
  response: z.object({ id, number: z.number().int() }),
  status: 201,
});

export const askPlacement = defineRoute({
  id: "askPlacement",
  method: "POST",
  path: "/api/v1/tickets/:ticketId/placement-request",
  access: "tickets.work",
  tag,
  summary: "Nobody can place this case in a category: the supervisor decides",
  params: ticketParams,
  body: z.object({ reason: reason.optional() }),
  status: 204,
});

export const updateTicket = defineRoute({
  id: "updateTicket",
  method: "PATCH",
  path: "/api/v1/tickets/:ticketId",
  access: "tickets.work",
  tag,
  summary: "Change properties; a new priority and a new level need a reason",
  params: ticketParams,
  body: z.object({
    subject: z.string().trim().min(1).max(SUBJECT_CHARS_MAX).optional(),
    kind: z.enum(TICKET_KINDS).optional(),
    priority: z.enum(PRIORITIES).optional(),
    categoryId: z.string().max(100).nullable().optional(),
    tags: z.array(z.string().trim().min(1).max(TAG_CHARS_MAX)).max(TAGS_MAX).optional(),
    contactId: id.optional(),
    level: z.enum(SUPPORT_LEVELS).optional(),
    /** Id of the customer's service agreement. */
    agreement: z.string().trim().min(1).max(AGREEMENT_CHARS_MAX).nullable().optional(),
    complaintUrgency: z.enum(COMPLAINT_URGENCIES).nullable().optional(),
    reason: reason.optional(),
  }),
});

export const setTicketState = defineRoute({
  id: "setTicketState",
  method: "PUT",
  path: "/api/v1/tickets/:ticketId/state",
  access: "tickets.work",
  tag,
  summary: "Take up, or wait for the customer, another department or a third party",
  params: ticketParams,
  body: z.object({
    state: z.enum(WORKING_STATES),
    reason: reason.optional(),
  }),
});

export const assignTicket = defineRoute({
  id: "assignTicket",
  method: "PUT",
  path: "/api/v1/tickets/:ticketId/assignment",
  access: "tickets.work",
  tag,
  summary: "Give to a team, a person, or both; a handover from another person needs a reason",
  params: ticketParams,
  body: z.object({ teamId: id.nullable(), assigneeId: id.nullable(), reason: reason.optional() }),
});

export const sendMessage = defineRoute({
  id: "sendMessage",
  method: "POST",
  path: "/api/v1/tickets/:ticketId/messages",
  access: "tickets.reply",
  tag,
  summary: "Send a reply or progress update to the customer; it can be taken back until `sendAt`",
  params: ticketParams,
  body: z.object({
    kind: z.enum(["reply", "progress_update"]).default("reply"),
    html: z.string().min(1).max(BODY_CHARS_MAX),
    to: z.array(emailAddress).max(RECIPIENTS_MAX).optional(),
    cc: z.array(emailAddress).max(RECIPIENTS_MAX).default([]),
    attachmentIds: z.array(id).max(ATTACHMENTS_MAX).default([]),
    /** Later than now: send then. Absent: after the time for undo. */
    sendAt: instant.optional(),
    thenState: z.enum(WORKING_STATES).optional(),
    /** `seq` of the page that was read; a newer customer message or reply refuses with `unseen_messages`. */
    seenSeq: z.number().int().optional(),
  }),
  response: z.object({ messageId: id, sendAt: instant }),
  status: 201,
});

export const withdrawMessage = defineRoute({
  id: "withdrawMessage",
  method: "DELETE",
  path: "/api/v1/tickets/:ticketId/messages/:messageId",
  access: "tickets.reply",
  tag,
  summary: "Take back a message that has not gone out; answers its content for the composer",
  params: ticketParams.extend({ messageId: id }),
  response: z.object({ html: z.string(), kind: z.string(), attachmentIds: z.array(id) }),
});

export const addNote = defineRoute({
  id: "addNote",
  method: "POST",
  path: "/api/v1/tickets/:ticketId/notes",
  access: "tickets.note",
  tag,
  summary: "Add an internal note; mentioned people are told and may see the ticket",
  params: ticketParams,
  body: z.object({
    html: z.string().min(1).max(BODY_CHARS_MAX),
    mentions: z.array(id).max(RECIPIENTS_MAX).default([]),
    attachmentIds: z.array(id).max(ATTACHMENTS_MAX).default([]),
  }),
  response: z.object({ messageId: id }),
  status: 201,
});

export const submitForm = defineRoute({
  id: "submitForm",
  method: "POST",
  path: "/api/v1/tickets/:ticketId/forms/:formId",
  access: "tickets.work",
  tag,
  summary: "Fill in a form of the procedure",
  params: ticketParams.extend({ formId: z.string().max(100) }),
  body: z.object({ content: z.record(z.string().max(100), z.unknown()) }),
  response: z.object({ submissionId: id }),
  status: 201,
});

export const solveTicket = defineRoute({
  id: "solveTicket",
  method: "POST",
  path: "/api/v1/tickets/:ticketId/solution",
  access: "tickets.work",
  tag,
  summary: "Solve: the gates demand the result notice and service summary; the customer gets the notice",
  params: ticketParams,
  body: z.object({
    overrideReason: reason.optional(),
    /** `seq` of the page that was read; a customer's message newer than it refuses with `unseen_messages`. */
    seenSeq: z.number().int().optional(),
  }),
});

export const closeTicket = defineRoute({
  id: "closeTicket",
  method: "POST",
  path: "/api/v1/tickets/:ticketId/closure",
  access: "tickets.work",
  tag,
  summary: "Close; without the customer's confirmation a supervisor gives a reason",
  params: ticketParams,
  body: z.object({ confirmedByPhone: z.boolean().default(false), overrideReason: reason.optional() }),
});

export const reopenTicket = defineRoute({
  id: "reopenTicket",
  method: "DELETE",
  path: "/api/v1/tickets/:ticketId/closure",
  access: "tickets.work",
  tag,
  summary: "Reopen a solved or closed ticket",
  params: ticketParams,
  body: z.object({ reason }),
});

export const snoozeTicket = defineRoute({
  id: "snoozeTicket",
  method: "PUT",
  path: "/api/v1/tickets/:ticketId/snooze",
  access: "tickets.work",
  tag,
  summary: "Put out of sight until a moment; promises keep running; null brings it back",
  params: ticketParams,
  body: z.object({ until: instant.nullable() }),
});

export const followTicket = defineRoute({
  id: "followTicket",
  method: "PUT",
  path: "/api/v1/tickets/:ticketId/followers/me",
  access: "tickets.read",
  tag,
  summary: "Follow",
  params: ticketParams,
});

export const unfollowTicket = defineRoute({
  id: "unfollowTicket",
  method: "DELETE",
  path: "/api/v1/tickets/:ticketId/followers/me",
  access: "tickets.read",
  tag,
  summary: "Stop following",
  params: ticketParams,
});

export const markSeen = defineRoute({
  id: "markSeen",
  method: "PUT",
  path: "/api/v1/tickets/:ticketId/seen",
  access: "tickets.read",
  tag,
  summary: "This person has read up to this event",
  params: ticketParams,
  body: z.object({ seq: z.number().int().min(0) }),
});

export const changeTickets = defineRoute({
  id: "changeTickets",
  method: "POST",
  path: "/api/v1/ticket-changes",
  access: "tickets.bulk",
  tag,
  inParts: true,
  summary:
    "The same change to many tickets, kept in batches of 25 one after another; answers which were refused and why",
  body: z.object({
    ticketIds: z.array(id).min(1).max(BULK_TICKETS_MAX),
    change: z.union([
      z.object({ assign: z.object({ teamId: id.nullable(), assigneeId: id.nullable() }) }),
      z.object({ priority: z.enum(PRIORITIES), reason }),
      z.object({ state: z.enum(WORKING_STATES) }),
      z.object({ addTags: z.array(z.string().trim().min(1).max(TAG_CHARS_MAX)).min(1).max(TAGS_MAX) }),
      z.object({ removeTags: z.array(z.string().trim().min(1).max(TAG_CHARS_MAX)).min(1).max(TAGS_MAX) }),
      z.object({ snoozeUntil: instant.nullable() }),
    ]),
    reason: reason.optional(),
  }),
  response: z.object({
    changed: z.array(id),
    refused: z.array(
      z.object({ ticketId: id, number: z.number().int().nullable(), code: z.string(), detail: z.string() }),
    ),
  }),
});
