import {
  approveScript,
  archiveScript,
  createScript,
  listScripts as listRoute,
  listScriptVersions,
  listTicketScripts,
  updateScript,
} from "../../contract/script-routes.ts";
import { handle, type StaffSession } from "../../core/staff/index.ts";
import { requireSight } from "../../core/tickets/index.ts";
import { SCRIPT_VARIABLES } from "../../domain/script/index.ts";
import type { HttpRoute } from "../../platform/http/index.ts";
import { addScript, approve, archive, changeScript, requireScript } from "./change-scripts.ts";
import { fillScripts, type ScriptDeps } from "./fill-scripts.ts";
import { listScripts, listVersions } from "./script-store.ts";

/** The script library 话术库 (REQ: KN-04). */
export const scriptRoutes = (deps: ScriptDeps): HttpRoute<StaffSession>[] => [
  handle(listRoute, async ({ tx, query }) => ({
    items: await listScripts(tx, query),
    variables: [...SCRIPT_VARIABLES],
  })),
  handle(createScript, async (call) => addScript(call, call.body)),
  handle(updateScript, async (call) => {
    const { version, ...change } = call.body;
    return changeScript(call, { id: call.params.scriptId, version }, change);
  }),
  handle(approveScript, async (call) => approve(call, { id: call.params.scriptId, version: call.body.version })),
  handle(archiveScript, async (call) => archive(call, call.params.scriptId)),
  handle(listScriptVersions, async ({ tx, params }) => {
    await requireScript(tx, params.scriptId);
    return { items: await listVersions(tx, params.scriptId) };
  }),
  handle(listTicketScripts, async ({ tx, session, params }) => {
    await requireSight(tx, session.viewer, params.ticketId);
    return { items: await fillScripts(tx, session, params.ticketId, deps) };
  }),
];
