import {
  listStaff,
  listTeams,
  onDuty,
  whoAnswers,
  whoSupervises,
  type Person,
  type Team,
} from "../../core/staff/index.ts";
import { sees, sightOf, type Role, type SightFacts } from "../../domain/permission/index.ts";
import type { Pack } from "../../domain/sop/index.ts";
import type { Tx } from "../../platform/transaction.ts";

/** Who there is to turn to at one moment; read once for however many tickets ask. */
export type Staffing = {
  person(staffId: string | null): Person | null;
  /** The leader, or who comes next: never nobody while there is an administrator. */
  answerable(teamId: string | null): Person[];
  supervisors(teamId: string | null): Person[];
  /** Everybody of a role who is here and sees the ticket, those of its team before all others. */
  ofRole(role: Role, ticket: SightFacts): Person[];
  /** Everybody of a role in a team who is here. */
  ofTeam(role: Role, teamId: string | null): Person[];
  /** The word by which the procedure means a team of the desk; null where it has none. */
  handleOf(teamId: string): string | null;
  sees(person: Person, ticket: SightFacts): boolean;
  /** Whoever has duty on the list, else on its backup lists; with the desk's team whose list it is. */
  onCall(pack: Pick<Pack, "onCall" | "teams">, rosterId: string): Promise<{ people: Person[]; team: Team | null }>;
  /** The desk's team that the pack means by an id: the one with this handle, else one of its name in either language. */
  team(pack: Pick<Pack, "teams">, id: string): Team | null;
};

export async function readStaffing(tx: Tx, now: number): Promise<Staffing> {
  const all = await listStaff(tx);
  const teams = await listTeams(tx);
  const teamOf = (id: string | null) => teams.find((team) => team.id === id) ?? null;
  const duties = new Map<string, Promise<Person[]>>();
  const dutyOf = (rosterId: string) => {
    const known = duties.get(rosterId) ?? onDuty(tx, rosterId, now);
    duties.set(rosterId, known);
    return known;
  };
  const team: Staffing["team"] = (pack, id) => teamMeant(teams, pack, id);
  return {
    person: (staffId) => all.find(({ id }) => id === staffId) ?? null,
    answerable: (teamId) => whoAnswers(all, teamOf(teamId)),
    supervisors: (teamId) => whoSupervises(all, teamOf(teamId)),
    ofRole: (role, ticket) => peopleOfRole(all, role, ticket),
    ofTeam: (role, teamId) =>
      all.filter(
        (person) =>
          person.role === role && person.availability !== "away" && teamId !== null && person.teamIds.includes(teamId),
      ),
    handleOf: (teamId) => teamOf(teamId)?.handle || null,
    sees: seesTicket,
    team,
    onCall: async (pack, rosterId) => {
      const lists = rostersFrom(pack, rosterId);
      const named = lists[0]?.team;
      const found = named === undefined ? null : team(pack, named);
      for (const id of [rosterId, ...lists.slice(1).map((list) => list.id)]) {
        const people = await dutyOf(id);
        if (people.length > 0) return { people, team: found };
      }
      return { people: [], team: found };
    },
  };
}

const seesTicket = (person: Person, ticket: SightFacts) =>
  sees(sightOf({ staffId: person.id, role: person.role, teamIds: person.teamIds, scopes: null }), ticket);

function peopleOfRole(all: readonly Person[], role: Role, ticket: SightFacts): Person[] {
  const here = all.filter(
    (person) => person.role === role && person.availability !== "away" && seesTicket(person, ticket),
  );
  const own = here.filter((person) => ticket.teamId !== null && person.teamIds.includes(ticket.teamId));
  return own.length > 0 ? own : here;
}

/** The list, and those to turn to when nobody of it has duty, in order. */
function rostersFrom({ onCall }: Pick<Pack, "onCall">, rosterId: string): Pack["onCall"][number][] {
  const found: Pack["onCall"][number][] = [];
  for (let id: string | null = rosterId; id !== null;) {
    const roster = onCall.find((list) => list.id === id);
    if (!roster || found.includes(roster)) break;
    found.push(roster);
    id = roster.backup;
  }
  return found;
}

function teamMeant(teams: readonly Team[], pack: Pick<Pack, "teams">, id: string): Team | null {
  const meant = pack.teams.find((team) => team.id === id);
  const names = new Set([id, ...(meant ? [meant.name.zh, meant.name.en] : [])].map((name) => name.toLowerCase()));
  const byHandle = teams.find(({ handle }) => handle === id);
  return byHandle ?? teams.find(({ name }) => names.has(name.toLowerCase())) ?? null;
}
