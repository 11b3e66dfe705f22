import { z } from "zod";
import { BODY_CHARS_MAX, id, instant, reason, ticketParams } from "./common.ts";
import { defineRoute } from "./route.ts";

const tag = "transfers";
const TRANSFERS_MAX = 200;
const FIELD_CHARS_MAX = 100;

export const transferShape = z.object({
  id,
  ticketId: id,
  team: z.object({ id, name: z.string() }),
  state: z.enum(["sent", "accepted", "returned", "answered", "withdrawn"]),
  sentAt: instant,
  acceptedAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** Why it was returned or taken back. */
  reason: z.string().nullable(),
  /** The support request as it was sent; empty without a form. */
  content: z.record(z.string(), z.unknown()),
  /** Who is to be asked there and who coordinates, as the fields say that the procedure names; null where it says nobody. */
  contact: z.string().nullable(),
  coordinator: z.string().nullable(),
  /** Whether this person may accept, return and answer it. */
  mine: z.boolean(),
});
export type TransferShape = z.output<typeof transferShape>;

const transferParams = ticketParams.extend({ transferId: id });

export const listTransfers = defineRoute({
  id: "listTransfers",
  method: "GET",
  path: "/api/v1/tickets/:ticketId/transfers",
  access: "tickets.read",
  tag,
  summary: "What other teams were asked on this ticket, oldest first, and whom one can ask",
  params: ticketParams,
  response: z.object({
    items: z.array(transferShape).max(TRANSFERS_MAX),
    /** Whom one can ask, with the form that the procedure wants to go along; null for none. */
    teams: z.array(z.object({ id, name: z.string(), formId: z.string().nullable() })),
  }),
});

export const sendTransfer = defineRoute({
  id: "sendTransfer",
  method: "POST",
  path: "/api/v1/tickets/:ticketId/transfers",
  access: "tickets.work",
  tag,
  summary: "Ask another team, with the form that the procedure wants; the owner stays, the ticket waits for them",
  params: ticketParams,
  body: z.object({
    teamId: id,
    /** The fields of the form; absent where it is filled in already or none is wanted. */
    content: z.record(z.string().max(FIELD_CHARS_MAX), z.unknown()).optional(),
  }),
  response: z.object({ transferId: id }),
  status: 201,
});

export const acceptTransfer = defineRoute({
  id: "acceptTransfer",
  method: "POST",
  path: "/api/v1/tickets/:ticketId/transfers/:transferId/acceptance",
  access: "tickets.note",
  tag,
  summary: "The team that was asked takes it up",
  params: transferParams,
});

export const returnTransfer = defineRoute({
  id: "returnTransfer",
  method: "POST",
  path: "/api/v1/tickets/:ticketId/transfers/:transferId/return",
  access: "tickets.note",
  tag,
  summary: "The team that was asked gives it back and says what is missing",
  params: transferParams,
  body: z.object({ reason }),
});

export const answerTransfer = defineRoute({
  id: "answerTransfer",
  method: "POST",
  path: "/api/v1/tickets/:ticketId/transfers/:transferId/answer",
  access: "tickets.note",
  tag,
  summary: "The team that was asked answers; its answer stands on the ticket as a note",
  params: transferParams,
  body: z.object({ text: z.string().trim().min(1).max(BODY_CHARS_MAX) }),
  response: z.object({ messageId: id }),
  status: 201,
});

export const withdrawTransfer = defineRoute({
  id: "withdrawTransfer",
  method: "DELETE",
  path: "/api/v1/tickets/:ticketId/transfers/:transferId",
  access: "tickets.work",
  tag,
  summary: "Take a transfer back; the team no longer sees the ticket for it",
  params: transferParams,
  body: z.object({ reason: reason.optional() }),
});
