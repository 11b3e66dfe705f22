import type { AuditAction } from "../../contract/audit-actions.ts";
import { CodedError } from "../../contract/coded-error.ts";
import type { Language } from "../../contract/common.ts";
import type { Role } from "../../domain/permission/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";
import { recordAudit } from "./audit-store.ts";
import { insertInvitation, renewInvitation, revokeInvitations, type Invitation } from "./invitation-store.ts";
import { digestOf, newSecret } from "./secrets.ts";
import type { SignedIn } from "./session.ts";
import { invitationMail, type SendStaffMail } from "./staff-mails.ts";
import { findStaffByEmail } from "./staff-store.ts";
import { refuseUnknownTeams } from "./teams.ts";

const DAY_MS = 86_400_000;
const INVITATION_DAYS_MAX = 7;

export type Inviting = { tx: Tx; by: SignedIn; ip: string; now: number; publicUrl: string; sendMail: SendStaffMail };

/** `link` is what was mailed, for a desk that cannot send mail yet; it is kept nowhere. */
type Sent = { invitation: Invitation; link: string };

export const invitationLink = (publicUrl: string, token: string): string => `${publicUrl}/invitation/${token}`;

/**
 * Invites somebody by mail. An earlier open invitation to the same address ends.
 * @throws CodedError email_taken, team_unknown
 */
export async function invite(
  at: Inviting,
  whom: { email: string; role: Role; teamIds: string[]; language: Language },
): Promise<Sent> {
  const email = whom.email.toLowerCase();
  if (await findStaffByEmail(at.tx, email)) throw new CodedError("email_taken");
  await refuseUnknownTeams(at.tx, whom.teamIds);
  await revokeInvitations(at.tx, { email }, at.now);
  const token = newSecret();
  const invitation: Invitation = {
    ...whom,
    id: newId(at.now),
    email,
    invitedBy: at.by.staffId,
    createdAt: new Date(at.now),
    expiresAt: new Date(at.now + INVITATION_DAYS_MAX * DAY_MS),
    acceptedAt: null,
    revokedAt: null,
  };
  await insertInvitation(at.tx, invitation, digestOf(token));
  const link = await send(at, invitation, token);
  await audit(at, invitation, "invitation.sent");
  return { invitation, link };
}

/** Sends a new link; the earlier one ends. @throws CodedError not_found */
export async function sendInvitationAgain(at: Inviting, invitationId: string): Promise<Sent> {
  const token = newSecret();
  const expiresAt = new Date(at.now + INVITATION_DAYS_MAX * DAY_MS);
  const invitation = await renewInvitation(at.tx, invitationId, { tokenDigest: digestOf(token), expiresAt });
  if (!invitation) throw new CodedError("not_found");
  const link = await send(at, invitation, token);
  await audit(at, invitation, "invitation.sent_again");
  return { invitation, link };
}

/** Takes an invitation back. @throws CodedError not_found */
export async function revokeInvitation(at: Omit<Inviting, "publicUrl" | "sendMail">, id: string): Promise<void> {
  const [invitation] = await revokeInvitations(at.tx, { id }, at.now);
  if (!invitation) throw new CodedError("not_found");
  await audit(at, invitation, "invitation.revoked");
}

async function send(at: Inviting, invitation: Invitation, token: string): Promise<string> {
  const { role, language, email } = invitation;
  if (!email) throw new Error("an invitation without an address is not sent by mail");
  const facts = { role, language, invitedBy: at.by.name, days: INVITATION_DAYS_MAX };
  const link = invitationLink(at.publicUrl, token);
  await at.sendMail(at.tx, invitationMail(email, link, facts));
  return link;
}

async function audit(at: Pick<Inviting, "tx" | "by" | "ip" | "now">, invitation: Invitation, action: AuditAction) {
  const target = { kind: "invitation", id: invitation.id, name: invitation.email ?? "" } as const;
  const facts = { role: invitation.role, teamIds: invitation.teamIds };
  await recordAudit(at.tx, { actor: at.by, ip: at.ip, action, target, facts }, at.now);
}
