import { teamRoutes } from "../../contract/staff-routes.ts";
import { changeTeam, handle, listTeams, makeTeam } from "../../core/staff/index.ts";
import { byCaller } from "./deps.ts";
import { presentTeam } from "./present-staff.ts";

export const teamHandlers = () => [
  handle(teamRoutes.list, async ({ tx, query }) => ({
    items: (await listTeams(tx, { archived: query.archived })).map(presentTeam),
  })),

  handle(teamRoutes.make, async (call) => presentTeam(await makeTeam(byCaller(call), call.body))),

  handle(teamRoutes.change, async (call) => {
    const { version, ...change } = call.body;
    return presentTeam(await changeTeam(byCaller(call), { id: call.params.teamId, version }, change));
  }),
];
