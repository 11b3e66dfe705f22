import { CodedError } from "../../contract/coded-error.ts";
import { findStaff, findTeam, type Person } from "../../core/staff/index.ts";
import { changeTicket, requireSight } from "../../core/tickets/index.ts";
import { roleHas } from "../../domain/permission/index.ts";
import { assign } from "../../domain/ticket/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { requestBy, type ByPerson, type TicketDeskDeps } from "./deps.ts";

export type Assignment = { teamId: string | null; assigneeId: string | null; reason: string | null };

/**
 * Gives a ticket to a team, a person, or both. REQ: HA-07
 * @throws CodedError not_found, team_unknown, person_unknown, assignee_cannot_work, and what the rule refuses
 */
export async function assignTicket(
  deps: TicketDeskDeps,
  by: ByPerson,
  ticketId: string,
  to: Assignment,
): Promise<void> {
  await requireSight(by.tx, by.session.viewer, ticketId);
  if (to.teamId !== null) await requireTeam(by.tx, to.teamId);
  const assignee = to.assigneeId === null ? null : await requireWorker(by.tx, to.assigneeId);
  await changeTicket(deps.desk, by.tx, requestBy(by, ticketId), (ticket) =>
    assign(ticket, to, { assigneeTeams: assignee?.teamIds ?? [], actorId: by.session.staffId }),
  );
}

/** @throws CodedError team_unknown */
export async function requireTeam(tx: Tx, teamId: string): Promise<void> {
  const team = await findTeam(tx, teamId);
  if (!team || team.archived) throw new CodedError("team_unknown");
}

/** Somebody who works here and may work on tickets. @throws CodedError person_unknown, assignee_cannot_work */
export async function requireWorker(tx: Tx, staffId: string): Promise<Person> {
  const person = await findStaff(tx, staffId);
  if (!person) throw new CodedError("person_unknown");
  if (!person.active || !roleHas(person.role, "tickets.work")) throw new CodedError("assignee_cannot_work");
  return person;
}
