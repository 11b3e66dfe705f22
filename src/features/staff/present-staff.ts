import type { ApiToken, AuditEntry, Invitation, Person, Team } from "../../core/staff/index.ts";
import type { PersonShape, TeamShape } from "../../contract/staff-shapes.ts";

export function presentPerson(person: Person): PersonShape {
  const { theme: _theme, signatureHtml: _signature, createdAt, ...rest } = person;
  return { ...rest, createdAt: createdAt.toISOString() };
}

export const presentTeam = (team: Team): TeamShape => team;

export const presentInvitation = (invitation: Invitation) => ({
  id: invitation.id,
  email: invitation.email ?? "",
  role: invitation.role,
  teamIds: invitation.teamIds,
  language: invitation.language,
  invitedBy: invitation.invitedBy,
  createdAt: invitation.createdAt.toISOString(),
  expiresAt: invitation.expiresAt.toISOString(),
});

export const presentToken = (token: ApiToken) => ({
  id: token.id,
  name: token.name,
  hint: token.hint,
  scopes: token.scopes,
  expiresAt: token.expiresAt.toISOString(),
  lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
  createdAt: token.createdAt.toISOString(),
});

export const presentAuditEntry = (entry: AuditEntry) => ({ ...entry, at: entry.at.toISOString() });
