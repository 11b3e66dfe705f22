import type { StaffSession } from "../../core/staff/index.ts";
import type { HttpRoute } from "../../platform/http/index.ts";
import { auditHandlers } from "./audit-routes.ts";
import type { StaffRouteDeps } from "./deps.ts";
import { deskHandlers } from "./desk-routes.ts";
import { invitationHandlers } from "./invitation-routes.ts";
import { meHandlers } from "./me-routes.ts";
import { peopleHandlers } from "./people-routes.ts";
import { teamHandlers } from "./team-routes.ts";
import { tokenHandlers } from "./token-routes.ts";

export { STAFF_CRONTAB, staffJobs } from "./staff-jobs.ts";

/** People, teams, invitations, API tokens, the audit trail, sign-in and desk settings and one's own profile. */
export const staffRoutes = (deps: StaffRouteDeps): HttpRoute<StaffSession>[] => [
  ...meHandlers(),
  ...peopleHandlers(deps),
  ...teamHandlers(deps),
  ...invitationHandlers(deps),
  ...tokenHandlers(),
  ...auditHandlers(),
  ...deskHandlers(deps),
];
