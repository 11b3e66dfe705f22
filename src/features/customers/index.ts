import type { StaffSession } from "../../core/staff/index.ts";
import type { HttpRoute } from "../../platform/http/index.ts";
import type { JobHandlers } from "../../platform/jobs/index.ts";
import { contactHandlers } from "./contact-handlers.ts";
import type { CustomerDeps } from "./deps.ts";
import { forgetImports } from "./import-store.ts";
import { importHandlers } from "./import-handlers.ts";
import { mergerHandlers } from "./merger-handlers.ts";
import { organisationHandlers } from "./organisation-handlers.ts";
import { retierOrganisations } from "./retier-organisations.ts";
import { IMPORT_CUSTOMERS_JOB, runImport } from "./run-import.ts";

export type { CustomerDeps } from "./deps.ts";

const IMPORTS_KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** Contacts and organisations: lists, pages, edits, mergers, reveal, import and export. */
export const customerFeature = (
  deps: CustomerDeps,
): { routes: HttpRoute<StaffSession>[]; jobs: JobHandlers; crontab: string } => ({
  routes: [...contactHandlers(deps), ...organisationHandlers(deps), ...mergerHandlers(deps), ...importHandlers()],
  jobs: {
    [IMPORT_CUSTOMERS_JOB]: (payload) => runImport(deps, (payload as { importId: string }).importId),
    retier_organisations: () => retierOrganisations(deps),
    forget_customer_imports: () => deps.db.inTransaction((tx) => forgetImports(tx, deps.now() - IMPORTS_KEPT_MS)),
  },
  crontab: "23 3 * * * forget_customer_imports\n7 0 * * * retier_organisations",
});
