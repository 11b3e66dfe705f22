import { doStep, giveApproval } from "../../contract/gate-routes.ts";
import { handle, type StaffSession } from "../../core/staff/index.ts";
import { requireSight, type TicketDesk } from "../../core/tickets/index.ts";
import type { HttpRoute } from "../../platform/http/index.ts";
import { giveApproval as give } from "./give-approval.ts";
import { recordStep } from "./record-step.ts";

/** What opens a gate besides forms and the customer's yes: steps done, approvals given. */
export const gateRoutes = (deps: { desk: TicketDesk }): HttpRoute<StaffSession>[] => [
  handle(doStep, async ({ tx, session, params, body, language, now }) => {
    await requireSight(tx, session.viewer, params.ticketId);
    await recordStep(deps.desk, tx, { ticketId: params.ticketId, stepId: body.stepId, session, language, now });
  }),
  handle(giveApproval, async ({ tx, session, params, body, language, now }) => {
    await requireSight(tx, session.viewer, params.ticketId);
    await give(deps.desk, tx, { ticketId: params.ticketId, ...body, session, language, now });
  }),
];
