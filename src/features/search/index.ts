import type { StaffSession } from "../../core/staff/index.ts";
import type { TicketDesk, TicketSubscriber } from "../../core/tickets/index.ts";
import type { HttpRoute } from "../../platform/http/index.ts";
import type { JobHandlers } from "../../platform/jobs/index.ts";
import type { Database } from "../../platform/transaction.ts";
import { followTickets, indexJobs } from "./index-jobs.ts";
import { cursorSeal } from "./seal-cursor.ts";
import { searchHandlers } from "./search-handlers.ts";

export { reindex } from "./index-jobs.ts";
export { indexDirty, runIndexer } from "./run-indexer.ts";

/** Search over tickets, messages and customers: the route, the subscriber that keeps the index, its jobs. */
export const searchFeature = (
  db: Database,
  { secretKey, desk }: { secretKey: string; desk: Pick<TicketDesk, "procedures"> },
): { routes: HttpRoute<StaffSession>[]; subscribers: TicketSubscriber[]; jobs: JobHandlers } => ({
  routes: searchHandlers(desk, cursorSeal(secretKey)),
  subscribers: [followTickets],
  jobs: indexJobs(db),
});
