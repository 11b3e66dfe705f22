import type { AuditAction } from "../../contract/audit-actions.ts";
import { CodedError } from "../../contract/coded-error.ts";
import { recordAudit } from "./audit-store.ts";
import type { Person } from "./person.ts";
import { endSessions, renameAccount } from "./sign-in-store.ts";
import {
  findStaff,
  findStaffByEmail,
  listStaff,
  lockAdministrators,
  updateStaff,
  type StaffChange,
} from "./staff-store.ts";
import { setTeamsOfStaff, teamsLedBy } from "./team-store.ts";
import { refuseUnknownTeams, type ByPerson } from "./teams.ts";
import type { Team } from "./team.ts";
import { revokeTokens } from "./token-store.ts";

export type OwnChange = Pick<
  StaffChange,
  "name" | "language" | "timeZone" | "theme" | "signatureHtml" | "availability"
>;
export type PersonChange = Pick<
  StaffChange,
  "name" | "email" | "role" | "agentNumber" | "department" | "isSopOwner"
> & {
  teamIds?: string[] | undefined;
};

/** What a person changes about himself; nothing of it concerns what he may do. */
export async function changeOwnProfile(at: ByPerson, change: OwnChange): Promise<Person> {
  const before = await person(at, at.by.staffId);
  await updateStaff(at.tx, { id: before.id }, change, at.now);
  if (change.name) await renameAccount(at.tx, { id: before.id, name: change.name, email: before.email });
  return written(at, before, "person.changed_own_profile");
}

/**
 * What an administrator changes about a person. Nobody changes his own role; one administrator always stays.
 * @throws CodedError not_found, conflict, not_yourself, last_administrator, email_taken, agent_number_taken,
 * team_unknown
 */
export async function changePerson(
  at: ByPerson,
  which: { id: string; version: number },
  change: PersonChange,
): Promise<Person> {
  const { teamIds, ...fields } = change;
  const before = await person(at, which.id);
  if (fields.role && fields.role !== before.role) await admitRoleChange(at, before);
  await refuseTaken(at, before, fields);
  if (!(await updateStaff(at.tx, which, fields, at.now))) throw new CodedError("conflict");
  if (fields.name !== undefined || fields.email !== undefined)
    await renameAccount(at.tx, {
      id: before.id,
      name: fields.name ?? before.name,
      email: fields.email ?? before.email,
    });
  if (teamIds) {
    await refuseUnknownTeams(at.tx, teamIds);
    await setTeamsOfStaff(at.tx, before.id, teamIds);
  }
  return written(at, before, "person.changed");
}

async function admitRoleChange(at: ByPerson, before: Person): Promise<void> {
  if (before.id === at.by.staffId) throw new CodedError("not_yourself");
  if (before.role === "administrator") await refuseLastAdministrator(at, before);
}

async function refuseLastAdministrator(at: ByPerson, leaving: Person): Promise<void> {
  const others = (await lockAdministrators(at.tx)).filter((id) => id !== leaving.id);
  if (leaving.active && others.length === 0) throw new CodedError("last_administrator");
}

async function refuseTaken(at: ByPerson, before: Person, fields: Omit<PersonChange, "teamIds">): Promise<void> {
  if (fields.email && fields.email.toLowerCase() !== before.email) {
    if (await findStaffByEmail(at.tx, fields.email)) throw new CodedError("email_taken");
    fields.email = fields.email.toLowerCase();
  }
  if (!fields.agentNumber || fields.agentNumber === before.agentNumber) return;
  const all = await listStaff(at.tx, { inactive: true });
  if (all.some((other) => other.agentNumber === fields.agentNumber)) throw new CodedError("agent_number_taken");
}

/** What is left of a person who leaves, for others to take over. */
export type LeftBehind = { teamsLed: Team[]; sessionsEnded: number; tokensRevoked: string[] };

/**
 * Ends a person's access: he cannot sign in, his sessions and API tokens end now. He stays in history and in tickets.
 * @throws CodedError not_found, not_yourself, last_administrator
 */
export async function deactivatePerson(at: ByPerson, staffId: string): Promise<LeftBehind> {
  const before = await person(at, staffId);
  if (staffId === at.by.staffId) throw new CodedError("not_yourself");
  if (before.role === "administrator") await refuseLastAdministrator(at, before);
  await updateStaff(at.tx, { id: staffId }, { active: false }, at.now);
  const sessionsEnded = await endSessions(at.tx, staffId);
  const tokensRevoked = await revokeTokens(at.tx, { staffId }, at.now);
  await written(at, before, "person.deactivated");
  return { teamsLed: await teamsLedBy(at.tx, staffId), sessionsEnded, tokensRevoked };
}

/** Lets a person sign in again, with the role he had. @throws CodedError not_found */
export async function reactivatePerson(at: ByPerson, staffId: string): Promise<Person> {
  const before = await person(at, staffId);
  await updateStaff(at.tx, { id: staffId }, { active: true }, at.now);
  return written(at, before, "person.reactivated");
}

async function person(at: ByPerson, staffId: string): Promise<Person> {
  const found = await findStaff(at.tx, staffId);
  if (!found) throw new CodedError("not_found");
  return found;
}

async function written(at: ByPerson, before: Person, action: AuditAction): Promise<Person> {
  const after = await person(at, before.id);
  const target = { kind: "person", id: after.id, name: after.name } as const;
  const name = after.role === before.role ? action : "person.role_changed";
  const entry = { actor: at.by, ip: at.ip, action: name, target, before: shown(before), after: shown(after) };
  await recordAudit(at.tx, entry, at.now);
  return after;
}

const shown = ({ version: _version, createdAt: _createdAt, ...rest }: Person) => rest;
