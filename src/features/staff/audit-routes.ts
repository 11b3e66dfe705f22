import { auditRoutes, signInSettingsRoutes } from "../../contract/staff-routes.ts";
import { changeSignInSettings, findSignInSettings, handle, listAudit } from "../../core/staff/index.ts";
import { byCaller } from "./deps.ts";
import { presentAuditEntry } from "./present-staff.ts";

export const auditHandlers = () => [
  handle(auditRoutes.list, async ({ tx, query }) => {
    const { cursor, limit, ...filter } = query;
    const page = await listAudit(tx, filter, { cursor, limit });
    return { items: page.items.map(presentAuditEntry), nextCursor: page.nextCursor };
  }),

  handle(signInSettingsRoutes.show, ({ tx }) => findSignInSettings(tx)),

  handle(signInSettingsRoutes.change, (call) => changeSignInSettings(byCaller(call), call.body)),
];
