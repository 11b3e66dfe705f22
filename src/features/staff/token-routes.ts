import { tokenRoutes } from "../../contract/staff-routes.ts";
import { handle, listOwnTokens, makeToken, revokeOwnToken } from "../../core/staff/index.ts";
import { byCaller } from "./deps.ts";
import { presentToken } from "./present-staff.ts";

const DAY_MS = 86_400_000;

export const tokenHandlers = () => [
  handle(tokenRoutes.list, async (call) => ({ items: (await listOwnTokens(byCaller(call))).map(presentToken) })),

  handle(tokenRoutes.make, async (call) => {
    const { name, scopes, daysMax } = call.body;
    const expiresAt = new Date(call.now + daysMax * DAY_MS);
    const made = await makeToken(byCaller(call), { name, scopes, expiresAt });
    return { ...presentToken(made.token), secret: made.secret };
  }),

  handle(tokenRoutes.revoke, (call) => revokeOwnToken(byCaller(call), call.params.tokenId)),
];
