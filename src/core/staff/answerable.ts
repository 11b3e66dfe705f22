import type { Person } from "./person.ts";
import { listStaff } from "./staff-store.ts";
import { findTeam } from "./team-store.ts";
import type { Tx } from "../../platform/transaction.ts";

/**
 * Who answers for what lies in a team's queue, or in none (null): the leader; is there none or is he away, the
 * supervisors of the team, then all supervisors, then the administrators. Never empty while there is an administrator.
 */
export async function answerableFor(tx: Tx, teamId: string | null): Promise<Person[]> {
  const team = teamId === null ? null : await findTeam(tx, teamId);
  const all = await listStaff(tx);
  const here = all.filter((person) => person.availability !== "away");
  const supervisors = here.filter((person) => person.role === "supervisor");
  const choices = [
    here.filter((person) => person.id === team?.leaderId),
    supervisors.filter((person) => team !== null && person.teamIds.includes(team.id)),
    supervisors,
    here.filter((person) => person.role === "administrator"),
    all.filter((person) => person.role === "administrator"),
  ];
  return choices.find((people) => people.length > 0) ?? [];
}
