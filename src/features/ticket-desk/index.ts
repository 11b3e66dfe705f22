import { z } from "zod";
import type { StaffSession } from "../../core/staff/index.ts";
import type { HttpRoute } from "../../platform/http/index.ts";
import type { JobHandlers } from "../../platform/jobs/index.ts";
import { conversationRoutes } from "./conversation-routes.ts";
import type { TicketDeskDeps } from "./deps.ts";
import { fileRoutes } from "./file-routes.ts";
import { FORGET_UPLOADS_JOB, forgetUploads, TICKET_DESK_CRONTAB } from "./forget-uploads.ts";
import { relationRoutes } from "./relation-routes.ts";
import { WAKE_TICKET_JOB, wakeTicket } from "./snooze-ticket.ts";
import { ticketRoutes } from "./ticket-routes.ts";

export { askSupplementByRule } from "./ask-supplement.ts";
export type { TicketDeskDeps } from "./deps.ts";

const wakePayload = z.object({ ticketId: z.uuid() });

/** Everything that an agent does with one ticket, and with many at once. */
export function ticketDeskFeature(deps: TicketDeskDeps): {
  routes: HttpRoute<StaffSession>[];
  jobs: JobHandlers;
  crontab: string;
} {
  return {
    routes: [...ticketRoutes(deps), ...conversationRoutes(deps), ...relationRoutes(deps), ...fileRoutes(deps)],
    crontab: TICKET_DESK_CRONTAB,
    jobs: {
      [FORGET_UPLOADS_JOB]: () => forgetUploads(deps),
      [WAKE_TICKET_JOB]: (payload) =>
        deps.db.inTransaction((tx) => wakeTicket(deps, tx, wakePayload.parse(payload).ticketId, deps.now())),
    },
  };
}
