import { accepted, refused, type Result } from "../result.ts";
import { isTooFarAhead } from "../time/index.ts";
import { isOpen, type Ticket } from "./ticket.ts";
import type { TicketEventBody, TicketFacts } from "./ticket-event.ts";
import { WORKING_STATES, type TicketState, type WorkingState } from "./vocabulary.ts";

export type Decision = Result<TicketEventBody[]>;

export const notWhile = (ticket: Ticket) => refused("transition_not_allowed", { state: ticket.facts.state });

/**
 * Gives a ticket to a team, a person, or both. An open ticket is never left without either, and taking it from
 * one person for another is a handover that wants a reason (REQ: HA-07).
 */
export function assign(
  ticket: Ticket,
  to: { teamId: string | null; assigneeId: string | null; reason: string | null },
  context: { assigneeTeams: readonly string[]; actorId: string | null },
): Decision {
  if (!isOpen(ticket)) return notWhile(ticket);
  if (!to.teamId && !to.assigneeId) return refused("no_owner");
  if (to.teamId && to.assigneeId && !context.assigneeTeams.includes(to.teamId)) return refused("assignee_not_in_team");
  if (to.teamId === ticket.teamId && to.assigneeId === ticket.assigneeId) return accepted([]);
  if (isHandover(ticket, to.assigneeId) && !to.reason) return refused("reason_needed");
  const events: TicketEventBody[] = [{ type: "assigned", ...to }];
  const takenUp = ticket.facts.state === "new" && to.assigneeId !== null && to.assigneeId === context.actorId;
  if (takenUp) events.push({ type: "facts_changed", changes: { state: "open" }, reason: null });
  return accepted(events);
}

const isHandover = (ticket: Ticket, assigneeId: string | null) =>
  ticket.assigneeId !== null && assigneeId !== null && ticket.assigneeId !== assigneeId;

/** Changes what promises depend on. A change of priority or level wants a reason (REQ: TR-03, HA-01). */
export function changeFacts(
  ticket: Ticket,
  changes: Partial<Omit<TicketFacts, "channel" | "state">>,
  reason: string | null,
): Decision {
  if (!isOpen(ticket)) return notWhile(ticket);
  const real = Object.fromEntries(
    Object.entries(changes).filter(([key, value]) => !same(ticket.facts[key as keyof TicketFacts], value)),
  ) as Partial<TicketFacts>;
  if (Object.keys(real).length === 0) return accepted([]);
  if ((real.priority || real.level) && !reason) return refused("reason_needed");
  return accepted([{ type: "facts_changed", changes: real, reason }]);
}

const WORKING: readonly TicketState[] = ["new", ...WORKING_STATES];

/** The one table of transitions by hand; solving, closing and reopening have commands of their own. */
export function setState(ticket: Ticket, state: WorkingState, reason: string | null): Decision {
  if (!WORKING.includes(ticket.facts.state)) return notWhile(ticket);
  if (ticket.facts.state === state) return accepted([]);
  return accepted([{ type: "facts_changed", changes: { state }, reason }]);
}

/** Out of sight until a moment; promises keep running. `null` brings it back. */
export function snooze(ticket: Ticket, until: number | null, now: number): Decision {
  if (!isOpen(ticket)) return notWhile(ticket);
  if (until === null) return accepted(ticket.snoozedUntil === null ? [] : [{ type: "woken" }]);
  if (until <= now) return refused("snooze_in_past");
  return isTooFarAhead(until, now) ? refused("too_far_ahead") : accepted([{ type: "snoozed", until }]);
}

export function follow(ticket: Ticket, staffId: string): Decision {
  return accepted(ticket.followers.includes(staffId) ? [] : [{ type: "follower_added", staffId }]);
}

export function unfollow(ticket: Ticket, staffId: string): Decision {
  return accepted(ticket.followers.includes(staffId) ? [{ type: "follower_removed", staffId }] : []);
}

function same(a: unknown, b: unknown): boolean {
  return Array.isArray(a) && Array.isArray(b)
    ? a.length === b.length && a.every((item, at) => item === b[at])
    : a === b;
}
