import { ownsSop, roleHas, type Ability, type Role } from "./abilities.ts";

/** Who asks. A token's viewer has the abilities that its scopes leave over. */
export type Viewer = {
  staffId: string;
  role: Role;
  teamIds: readonly string[];
  /** null: all that the role has. */
  scopes: readonly Ability[] | null;
  /** Marked as an owner of the procedure; absent: not. */
  isSopOwner?: boolean;
};

export const viewerHas = (viewer: Viewer, ability: Ability): boolean =>
  (roleHas(viewer.role, ability) || (ability === "sop.write" && ownsSop(viewer))) &&
  (viewer.scopes === null || viewer.scopes.includes(ability));

/**
 * Which tickets a person sees, as data. It is compiled three times, and a property test holds them together:
 * into SQL for every list, count, search and export; into rooms for realtime; evaluated here for one ticket.
 */
export type TicketSight =
  | { kind: "none" }
  | { kind: "all" }
  /**
   * Tickets of the teams, tickets of no team yet (`unrouted`), those that are his own, and those granted to him or to a team
   * of his (`askedTeamIds`).
   */
  | {
      kind: "some";
      staffId: string;
      teamIds: readonly string[];
      askedTeamIds: readonly string[];
      unrouted: boolean;
    };

/** What sight depends on. `grantedTo`: mentioned people, followers by another's doing, teams to which it was transferred. */
export type SightFacts = { teamId: string | null; assigneeId: string | null; grantedTo: readonly string[] };

/** The one permission predicate of tickets. */
export function sightOf(viewer: Viewer): TicketSight {
  if (!viewerHas(viewer, "tickets.read")) return { kind: "none" };
  switch (viewer.role) {
    case "administrator":
    case "supervisor":
    case "viewer":
      return { kind: "all" };
    case "agent":
      return some(viewer, { teamIds: viewer.teamIds, unrouted: true });
    case "collaborator":
      return some(viewer, { teamIds: [], unrouted: false });
  }
}

const some = (
  { staffId, teamIds }: Viewer,
  queues: { teamIds: readonly string[]; unrouted: boolean },
): TicketSight => ({
  kind: "some",
  staffId,
  askedTeamIds: teamIds,
  ...queues,
});

export function sees(sight: TicketSight, ticket: SightFacts): boolean {
  if (sight.kind === "all") return true;
  if (sight.kind === "none") return false;
  return (
    ticket.assigneeId === sight.staffId ||
    ticket.grantedTo.some((id) => id === sight.staffId || sight.askedTeamIds.includes(id)) ||
    (ticket.teamId === null ? sight.unrouted : sight.teamIds.includes(ticket.teamId))
  );
}

/** The realtime rooms a person belongs to. */
export function roomsOf(sight: TicketSight): string[] {
  if (sight.kind === "none") return [];
  if (sight.kind === "all") return ["tickets"];
  const teams = sight.teamIds.map((id) => `team:${id}`);
  const asked = sight.askedTeamIds.map((id) => `asked:${id}`);
  return [`staff:${sight.staffId}`, ...asked, ...teams, ...(sight.unrouted ? ["team:none"] : [])];
}

/** The realtime rooms that may hear of a ticket. */
export function roomsThatSee(ticket: SightFacts): string[] {
  const team = ticket.teamId ? `team:${ticket.teamId}` : "team:none";
  const owner = ticket.assigneeId ? [`staff:${ticket.assigneeId}`] : [];
  // What is granted to an id is granted to the person or the team of that id; one of the two rooms is empty.
  return ["tickets", team, ...owner, ...ticket.grantedTo.flatMap((id) => [`staff:${id}`, `asked:${id}`])];
}
