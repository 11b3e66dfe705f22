import { z } from "zod";
import { id, ticketParams } from "./common.ts";
import { defineRoute } from "./route.ts";

const tag = "tickets";
const ID_CHARS_MAX = 100;

export const doStep = defineRoute({
  id: "doStep",
  method: "POST",
  path: "/api/v1/tickets/:ticketId/steps",
  access: "tickets.work",
  tag,
  summary: "Say that a step of the procedure is done",
  params: ticketParams,
  body: z.object({ stepId: z.string().max(ID_CHARS_MAX) }),
  status: 204,
});

export const giveApproval = defineRoute({
  id: "giveApproval",
  method: "POST",
  path: "/api/v1/tickets/:ticketId/approvals",
  /** The role that may is the procedure's to say. */
  access: "tickets.note",
  tag,
  summary: "Approve what the procedure wants approved, such as a compensation",
  params: ticketParams,
  body: z.object({
    authorityId: z.string().max(ID_CHARS_MAX),
    /** The submission that was read: another one filled in meanwhile is not approved unseen. */
    submissionId: id.nullable().optional(),
  }),
  status: 204,
});
