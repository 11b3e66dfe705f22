import type { SendStaffMail, StaffSession } from "../../core/staff/index.ts";
import { HELD_BACK_JOB } from "../../core/sop/index.ts";
import type { TicketDesk } from "../../core/tickets/index.ts";
import type { HttpRoute } from "../../platform/http/index.ts";
import type { JobHandlers } from "../../platform/jobs/index.ts";
import { dutyRoutes } from "./duty-routes.ts";
import { moveRoutes } from "./move-routes.ts";
import { deleteRuns } from "./run-store.ts";
import { runRoutes } from "./run-routes.ts";
import { carryOutRun, RUN_DAYS_KEPT, RUN_JOB, type RunDeps } from "./runs.ts";
import { tellHeldBack } from "./tell-held-back.ts";
import { versionRoutes } from "./version-routes.ts";

export type { Act } from "./act.ts";
export { beginDraft, checkDraft, packOf, saveLayer } from "./draft.ts";
export { approve, propose, publishAtOnce } from "./publish.ts";
export type { RunHistory } from "./runs.ts";

type StudioDeps = RunDeps & { desk: TicketDesk; sendMail: SendStaffMail; publicUrl: string };

const FORGET_RUNS_JOB = "forget_sop_runs";
const DAY_MS = 86_400_000;

/** Versions of the procedure: drafted, checked, tried, approved, moved to; and who has duty when. */
export function studioFeature(deps: StudioDeps): {
  routes: HttpRoute<StaffSession>[];
  jobs: JobHandlers;
  crontab: string;
} {
  return {
    routes: [...versionRoutes(), ...runRoutes(deps), ...moveRoutes(deps), ...dutyRoutes(deps.desk.procedures)],
    jobs: {
      [RUN_JOB]: (payload, { signal }) => carryOutRun(deps, (payload as { runId: string }).runId, signal),
      [HELD_BACK_JOB]: () => deps.db.inTransaction((tx) => tellHeldBack(tx, deps)),
      [FORGET_RUNS_JOB]: () => deps.db.inTransaction((tx) => deleteRuns(tx, deps.now() - RUN_DAYS_KEPT * DAY_MS)),
    },
    crontab: `29 3 * * * ${FORGET_RUNS_JOB}`,
  };
}
