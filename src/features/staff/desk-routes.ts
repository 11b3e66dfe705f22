import { deskSettingsRoutes } from "../../contract/desk-settings-routes.ts";
import { changeDeskSettings, findDeskSettings, handle } from "../../core/staff/index.ts";
import { byCaller, type StaffRouteDeps } from "./deps.ts";

export const deskHandlers = ({ brandOf }: Pick<StaffRouteDeps, "brandOf">) => [
  handle(deskSettingsRoutes.show, async ({ tx }) => ({ ...(await findDeskSettings(tx)), shown: await brandOf(tx) })),

  handle(deskSettingsRoutes.change, (call) => changeDeskSettings(byCaller(call), call.body)),
];
