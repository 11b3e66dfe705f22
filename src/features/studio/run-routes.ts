import { cancelRun, getRun, startRun as startRoute } from "../../contract/studio-routes.ts";
import { handle, type StaffSession } from "../../core/staff/index.ts";
import { sightOf } from "../../domain/permission/index.ts";
import type { HttpRoute } from "../../platform/http/index.ts";
import { actOf } from "./act.ts";
import { resultInSight } from "./result-in-sight.ts";
import { presentRun, runOf, startRun, stopRun } from "./runs.ts";

/** Dry runs and back-tests: begun, watched, stopped. */
export const runRoutes = (deps: { timeZone: string }): HttpRoute<StaffSession>[] => [
  handle(startRoute, async (call) => {
    const act = { ...actOf(call), session: call.session, timeZone: deps.timeZone };
    return presentRun(await startRun(act, call.params.versionId, call.body.scope));
  }),
  handle(getRun, async ({ tx, params, now, session }) => {
    const run = await runOf(tx, params.runId, now);
    return presentRun({ ...run, result: await resultInSight(tx, run.result, sightOf(session.viewer)) });
  }),
  handle(cancelRun, (call) => stopRun(actOf(call), call.params.runId)),
];
