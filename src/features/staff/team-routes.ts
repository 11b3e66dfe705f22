import { teamRoutes } from "../../contract/staff-routes.ts";
import { changeTeam, findTeam, handle, listTeams, makeTeam } from "../../core/staff/index.ts";
import { byCaller, reseat, type StaffRouteDeps } from "./deps.ts";
import { presentTeam } from "./present-staff.ts";

export const teamHandlers = (deps: StaffRouteDeps) => [
  handle(teamRoutes.list, async ({ tx, query }) => ({
    items: (await listTeams(tx, { archived: query.archived })).map(presentTeam),
  })),

  handle(teamRoutes.make, async (call) => {
    const made = await makeTeam(byCaller(call), call.body);
    for (const staffId of made.memberIds) reseat(deps, call.tx, staffId);
    return presentTeam(made);
  }),

  handle(teamRoutes.change, async (call) => {
    const { version, ...change } = call.body;
    const before = await findTeam(call.tx, call.params.teamId);
    const after = await changeTeam(byCaller(call), { id: call.params.teamId, version }, change);
    for (const staffId of changedMembers(before?.memberIds ?? [], after.memberIds)) reseat(deps, call.tx, staffId);
    return presentTeam(after);
  }),
];

const changedMembers = (before: readonly string[], after: readonly string[]) => [
  ...before.filter((id) => !after.includes(id)),
  ...after.filter((id) => !before.includes(id)),
];
