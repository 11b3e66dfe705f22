import type { ResponseOf } from "../../../../../src/contract/route.ts";
import type { auditRoutes } from "../../../../../src/contract/staff-routes.ts";

export type AuditEntry = ResponseOf<typeof auditRoutes.list>["items"][number];
