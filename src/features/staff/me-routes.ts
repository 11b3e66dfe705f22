import { CodedError } from "../../contract/coded-error.ts";
import { meRoutes } from "../../contract/staff-routes.ts";
import type { MeShape } from "../../contract/staff-shapes.ts";
import {
  changeOwnProfile,
  endSessions,
  findSignInSettings,
  findStaff,
  handle,
  listSessions,
  refuseToken,
  type Person,
  type SignedIn,
} from "../../core/staff/index.ts";
import { ABILITIES, viewerHas } from "../../domain/permission/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { sanitizeHtml } from "../../platform/html/index.ts";
import { byCaller } from "./deps.ts";
import { presentPerson } from "./present-staff.ts";

/** What a person sees and changes of his own. None of these fields says what he may do. */
export const meHandlers = () => [
  handle(meRoutes.show, async ({ tx, session }) => {
    const person = await findStaff(tx, session.staffId);
    if (!person) throw new CodedError("sign_in_needed");
    return presentMe(tx, session, person);
  }),

  handle(meRoutes.change, async (call) => {
    refuseToken(call.session);
    const { signatureHtml, ...rest } = call.body;
    const signature =
      signatureHtml === undefined ? {} : { signatureHtml: sanitizeHtml(signatureHtml, { withoutImages: true }) };
    const person = await changeOwnProfile(byCaller(call), { ...rest, ...signature });
    return presentMe(call.tx, call.session, person);
  }),

  handle(meRoutes.sessions, async ({ tx, session, now }) => {
    refuseToken(session);
    const sessions = await listSessions(tx, session.staffId, now);
    return {
      items: sessions.map((one) => ({
        ...one,
        createdAt: one.createdAt.toISOString(),
        seenAt: one.seenAt.toISOString(),
        expiresAt: one.expiresAt.toISOString(),
        current: one.id === session.credentialId,
      })),
    };
  }),

  handle(meRoutes.endSession, async ({ tx, session, params }) => {
    refuseToken(session);
    const ended = await endSessions(tx, session.staffId, { only: params.sessionId });
    if (ended === 0) throw new CodedError("not_found");
  }),

  handle(meRoutes.endOtherSessions, async ({ tx, session }) => {
    refuseToken(session);
    return { ended: await endSessions(tx, session.staffId, { except: session.credentialId }) };
  }),
];

async function presentMe(tx: Tx, session: SignedIn, person: Person): Promise<MeShape> {
  const settings = await findSignInSettings(tx);
  return {
    ...presentPerson(person),
    theme: person.theme,
    signatureHtml: person.signatureHtml,
    abilities: ABILITIES.filter((ability) => viewerHas(session.viewer, ability)),
    twoFactorMissing: session.via === "cookie" && !person.twoFactor && settings.twoFactorRoles.includes(person.role),
    passwordCharsMin: settings.passwordCharsMin,
    via: session.via,
  };
}
