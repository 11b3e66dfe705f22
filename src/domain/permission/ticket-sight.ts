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
  /** Tickets of the teams, tickets of no team yet (`unrouted`), and those that are his own or granted to him. */
  | { kind: "some"; staffId: string; teamIds: readonly string[]; unrouted: boolean };

/** What sight depends on. `grantedTo`: mentioned people, followers by another's doing, collaborators to whom it was transferred. */
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
      return { kind: "some", staffId: viewer.staffId, teamIds: viewer.teamIds, unrouted: true };
    case "collaborator":
      return { kind: "some", staffId: viewer.staffId, teamIds: [], unrouted: false };
  }
}

export function sees(sight: TicketSight, ticket: SightFacts): boolean {
  if (sight.kind === "all") return true;
  if (sight.kind === "none") return false;
  return (
    ticket.assigneeId === sight.staffId ||
    ticket.grantedTo.includes(sight.staffId) ||
    (ticket.teamId === null ? sight.unrouted : sight.teamIds.includes(ticket.teamId))
  );
}

/** The realtime rooms a person belongs to. */
export function roomsOf(sight: TicketSight): string[] {
  if (sight.kind === "none") return [];
  if (sight.kind === "all") return ["tickets"];
  const teams = sight.teamIds.map((id) => `team:${id}`);
  return [`staff:${sight.staffId}`, ...teams, ...(sight.unrouted ? ["team:none"] : [])];
}

/** The realtime rooms that may hear of a ticket. */
export function roomsThatSee(ticket: SightFacts): string[] {
  const people = [...ticket.grantedTo, ...(ticket.assigneeId ? [ticket.assigneeId] : [])];
  return ["tickets", ticket.teamId ? `team:${ticket.teamId}` : "team:none", ...people.map((id) => `staff:${id}`)];
}
