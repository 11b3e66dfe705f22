import { moveTickets, previewMove as previewRoute } from "../../contract/studio-routes.ts";
import { handle, type StaffSession } from "../../core/staff/index.ts";
import type { TicketDesk } from "../../core/tickets/index.ts";
import type { HttpRoute } from "../../platform/http/index.ts";
import type { Database } from "../../platform/transaction.ts";
import { actOf } from "./act.ts";
import { moveToVersion, previewMove } from "./move.ts";

/** Taking open tickets to the version that is published. */
export const moveRoutes = (deps: { db: Database; desk: TicketDesk }): HttpRoute<StaffSession>[] => [
  handle(previewRoute, ({ tx, session, now, params, query }) =>
    previewMove(deps.desk, { tx, session, now }, params.versionId, { cursor: query.cursor, limit: query.limit }),
  ),
  handle(moveTickets, (call) => {
    const { ticketIds, reason } = call.body;
    return moveToVersion(deps, { ...actOf(call), session: call.session }, { ...call.params, ticketIds, reason });
  }),
];
