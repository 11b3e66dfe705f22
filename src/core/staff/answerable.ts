import type { Person } from "./person.ts";
import { listStaff } from "./staff-store.ts";
import type { Team } from "./team.ts";
import { findTeam } from "./team-store.ts";
import type { Tx } from "../../platform/transaction.ts";

/**
 * Who answers for what lies in a team's queue, or in none (null): the leader; is there none or is he away, the
 * supervisors of the team, then all supervisors, then the administrators. Never empty while there is an administrator.
 */
export async function answerableFor(tx: Tx, teamId: string | null): Promise<Person[]> {
  const team = teamId === null ? null : await findTeam(tx, teamId);
  return whoAnswers(await listStaff(tx), team);
}

/** The same of people and a team already read. @param all everybody who has not left */
export function whoAnswers(all: readonly Person[], team: Pick<Team, "id" | "leaderId"> | null): Person[] {
  const leaders = all.filter((person) => isHere(person) && person.id === team?.leaderId);
  return leaders.length > 0 ? leaders : whoSupervises(all, team);
}

/** The next in line after the leader: never empty while there is an administrator. */
export function whoSupervises(all: readonly Person[], team: Pick<Team, "id"> | null): Person[] {
  const here = all.filter(isHere);
  const supervisors = here.filter((person) => person.role === "supervisor");
  const choices = [
    supervisors.filter((person) => team !== null && person.teamIds.includes(team.id)),
    supervisors,
    here.filter((person) => person.role === "administrator"),
    all.filter((person) => person.role === "administrator"),
  ];
  return choices.find((people) => people.length > 0) ?? [];
}

const isHere = (person: Person) => person.availability !== "away";
