import type { AuditAction } from "../../contract/audit-actions.ts";
import { CodedError } from "../../contract/coded-error.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";
import { recordAudit } from "./audit-store.ts";
import type { SignedIn } from "./session.ts";
import { listStaff } from "./staff-store.ts";
import type { Team } from "./team.ts";
import {
  findTeam,
  findTeamByHandle,
  insertTeam,
  listTeams,
  setTeamMembers,
  updateTeam,
  type TeamFields,
} from "./team-store.ts";

export type ByPerson = { tx: Tx; by: SignedIn; ip: string; now: number };

/** @throws CodedError team_unknown */
export async function refuseUnknownTeams(tx: Tx, teamIds: readonly string[]): Promise<void> {
  if (teamIds.length === 0) return;
  const known = new Set((await listTeams(tx)).map((team) => team.id));
  if (teamIds.some((id) => !known.has(id))) throw new CodedError("team_unknown");
}

export type TeamInput = TeamFields & { memberIds: string[] };

/** A new team; its leader is a member. @throws CodedError name_taken, handle_taken, person_unknown */
export async function makeTeam(at: ByPerson, given: TeamInput): Promise<Team> {
  const members = await checkedMembers(at.tx, given.memberIds, given.leaderId);
  await refuseTakenName(at.tx, given.name, null);
  await refuseTakenHandle(at.tx, given.handle, null);
  const id = newId(at.now);
  await insertTeam(at.tx, id, given);
  await setTeamMembers(at.tx, id, members);
  return written(at, { id, action: "team.made", before: null });
}

/** @throws CodedError not_found, conflict, name_taken, handle_taken, person_unknown */
export async function changeTeam(
  at: ByPerson,
  which: { id: string; version: number },
  change: { [Field in keyof TeamInput]?: TeamInput[Field] | undefined } & { archived?: boolean | undefined },
): Promise<Team> {
  const before = await findTeam(at.tx, which.id);
  if (!before) throw new CodedError("not_found");
  if (change.name !== undefined) await refuseTakenName(at.tx, change.name, which.id);
  // A team that comes back must not bring a handle that another has by now.
  const returns = change.archived === false && before.archived;
  const handle = change.handle ?? (returns ? before.handle : undefined);
  if (handle !== undefined) await refuseTakenHandle(at.tx, handle, which.id);
  const leaderId = change.leaderId === undefined ? before.leaderId : change.leaderId;
  const members = await checkedMembers(at.tx, change.memberIds ?? before.memberIds, leaderId);
  const { archived, memberIds: _members, ...fields } = change;
  const archivedAt = archived === undefined ? {} : { archivedAt: archived ? new Date(at.now) : null };
  if (!(await updateTeam(at.tx, which, { ...fields, ...archivedAt }))) throw new CodedError("conflict");
  await setTeamMembers(at.tx, which.id, members);
  return written(at, { id: which.id, action: archived ? "team.archived" : "team.changed", before });
}

async function written(at: ByPerson, what: { id: string; action: AuditAction; before: Team | null }): Promise<Team> {
  const after = await findTeam(at.tx, what.id);
  if (!after) throw new Error("the team that was just written is gone");
  const target = { kind: "team", id: after.id, name: after.name } as const;
  const { version: _was, ...before } = what.before ?? { version: 0 };
  const { version: _is, ...now } = after;
  await recordAudit(at.tx, { actor: at.by, ip: at.ip, action: what.action, target, before, after: now }, at.now);
  return after;
}

async function checkedMembers(tx: Tx, memberIds: readonly string[], leaderId: string | null): Promise<string[]> {
  const wanted = [...new Set([...memberIds, ...(leaderId ? [leaderId] : [])])];
  const found = await listStaff(tx, { ids: wanted });
  if (found.length !== wanted.length) throw new CodedError("person_unknown");
  return wanted;
}

async function refuseTakenHandle(tx: Tx, handle: string, ownId: string | null): Promise<void> {
  const other = handle === "" ? null : await findTeamByHandle(tx, handle);
  if (other && other.id !== ownId) throw new CodedError("handle_taken", { handle, team: other.name });
}

async function refuseTakenName(tx: Tx, name: string, ownId: string | null): Promise<void> {
  const teams = await listTeams(tx, { archived: true });
  if (teams.some((team) => team.name === name && team.id !== ownId)) throw new CodedError("name_taken");
}
