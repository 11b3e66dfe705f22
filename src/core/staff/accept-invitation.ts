import { CodedError } from "../../contract/coded-error.ts";
import type { Language } from "../../contract/common.ts";
import type { Role } from "../../domain/permission/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";
import { recordAudit } from "./audit-store.ts";
import { revokeInvitations, takeInvitation, type Invitation } from "./invitation-store.ts";
import { digestOf } from "./secrets.ts";
import { PASSWORD_CHARS_MAX } from "./sign-in-engine.ts";
import { findSignInSettings } from "./sign-in-settings-store.ts";
import { insertAccount } from "./sign-in-store.ts";
import { findStaffByEmail, insertStaff, type NewStaff } from "./staff-store.ts";
import { listTeams, setTeamsOfStaff } from "./team-store.ts";

export type Acceptance = {
  token: string;
  name: string;
  /** Only for the first administrator's link; an invitation by mail knows the address. */
  email?: string | undefined;
  password: string;
  language?: Language | undefined;
  timeZone?: string | undefined;
};

type At = { tx: Tx; now: number; ip: string; hashPassword: (password: string) => Promise<string> };

/**
 * Makes the person whom a link invites. The link works once.
 * @throws CodedError invitation_expired (unknown, used, revoked or run out alike), password_too_weak, email_taken,
 * recipient_missing
 */
export async function acceptInvitation(at: At, given: Acceptance): Promise<{ staffId: string; email: string }> {
  const invitation = await takeInvitation(at.tx, digestOf(given.token), at.now);
  if (!invitation) throw new CodedError("invitation_expired");
  if (invitation.email === null) await revokeInvitations(at.tx, { firstRun: true }, at.now);
  const email = (invitation.email ?? given.email)?.toLowerCase();
  if (!email) throw new CodedError("recipient_missing");
  const person = {
    id: newId(at.now),
    name: given.name,
    email,
    role: invitation.role,
    language: given.language ?? invitation.language,
    timeZone: given.timeZone ?? "Asia/Shanghai",
  };
  await createStaff(at, person, given.password);
  await joinTeams(at.tx, person.id, invitation);
  const actor = { staffId: person.id, name: person.name };
  const target = { kind: "person", id: person.id, name: person.name } as const;
  const facts = { role: person.role, invitationId: invitation.id };
  await recordAudit(at.tx, { actor, ip: at.ip, action: "invitation.accepted", target, facts }, at.now);
  return { staffId: person.id, email };
}

/** A member of staff with a password. @throws CodedError password_too_weak, email_taken */
export async function createStaff(
  at: Omit<At, "ip">,
  person: NewStaff & { role: Role },
  password: string,
): Promise<void> {
  const { passwordCharsMin: min } = await findSignInSettings(at.tx);
  if (password.length < min || password.length > PASSWORD_CHARS_MAX)
    throw new CodedError("password_too_weak", { min, max: PASSWORD_CHARS_MAX });
  if (await findStaffByEmail(at.tx, person.email)) throw new CodedError("email_taken");
  await insertStaff(at.tx, person, at.now);
  await insertAccount(at.tx, person, await at.hashPassword(password), at.now);
}

/** Teams that were archived since the invitation are left out. */
async function joinTeams(tx: Tx, staffId: string, invitation: Invitation): Promise<void> {
  const current = new Set((await listTeams(tx)).map((team) => team.id));
  const teamIds = invitation.teamIds.filter((id) => current.has(id));
  await setTeamsOfStaff(tx, staffId, teamIds);
}
