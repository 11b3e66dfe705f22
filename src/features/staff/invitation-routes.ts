import { CodedError } from "../../contract/coded-error.ts";
import { invitationRoutes } from "../../contract/staff-routes.ts";
import {
  acceptInvitation,
  digestOf,
  findOpenInvitation,
  findSignInSettings,
  handle,
  handlePublic,
  invite,
  listInvitations,
  revokeInvitation,
  sendInvitationAgain,
} from "../../core/staff/index.ts";
import { byCaller, type StaffRouteDeps } from "./deps.ts";
import { presentInvitation } from "./present-staff.ts";

export const invitationHandlers = (deps: StaffRouteDeps) => [
  handle(invitationRoutes.list, async ({ tx, query }) => {
    const page = await listInvitations(tx, query);
    return { items: page.items.map(presentInvitation), nextCursor: page.nextCursor };
  }),

  handle(invitationRoutes.invite, async (call) => {
    const { invitation, link } = await invite({ ...byCaller(call), ...deps }, call.body);
    return { ...presentInvitation(invitation), link };
  }),

  handle(invitationRoutes.sendAgain, async (call) => {
    const { invitation, link } = await sendInvitationAgain({ ...byCaller(call), ...deps }, call.params.invitationId);
    return { ...presentInvitation(invitation), link };
  }),

  handle(invitationRoutes.revoke, (call) => revokeInvitation(byCaller(call), call.params.invitationId)),

  handlePublic(invitationRoutes.open, async ({ tx, params, now }) => {
    const invitation = await findOpenInvitation(tx, digestOf(params.token), now);
    if (!invitation) throw new CodedError("invitation_expired");
    const { email, role, language } = invitation;
    const { passwordCharsMin } = await findSignInSettings(tx);
    return { email, role, language, passwordCharsMin };
  }),

  handlePublic(invitationRoutes.accept, ({ tx, params, body, ip, now }) =>
    acceptInvitation({ tx, now, ip, hashPassword: deps.auth.hashPassword }, { token: params.token, ...body }),
  ),
];
