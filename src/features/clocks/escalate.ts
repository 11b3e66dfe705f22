import type { Person, Team } from "../../core/staff/index.ts";
import { idAfter, type Effect } from "../../domain/clocks/index.ts";
import { firstContact } from "../../domain/sop/index.ts";
import { roleHas } from "../../domain/permission/index.ts";
import type { Ticket, TicketEventBody } from "../../domain/ticket/index.ts";
import type { Planning, Step } from "./plan.ts";
import { whoLeads } from "./who-leads.ts";

type Escalation = Extract<Effect, { do: "escalate" }>;

/**
 * To a level: the ticket goes, with all that is on it, to whoever has duty there, else to the level's team, else to who
 * answers for it now; its owner follows it from then on. A level that it has reached already changes nothing. To leader
 * or supervisor: it stays where it is and is theirs as well.
 */
export async function escalate(effect: Escalation, given: Planning): Promise<Step> {
  const { ticket, staffing } = given;
  if (effect.to === "leader" || effect.to === "supervisor") {
    const [answers] = effect.to === "leader" ? whoLeads(given) : staffing.supervisors(ticket.teamId);
    if (!answers || ticket.followers.includes(answers.id)) return { tell: answers ? [answers.id] : [] };
    return { events: [{ type: "follower_added", staffId: answers.id }], tell: [answers.id] };
  }
  if (ticket.facts.level >= effect.to) return {};
  const raised: TicketEventBody = { type: "facts_changed", changes: { level: effect.to }, reason: given.lineId };
  const step = handOver(given, await whereTo(effect, given));
  const contact = firstContact(given.pack, { rosterId: effect.onCall ?? null, teamId: effect.team ?? null });
  return {
    ...step,
    events: [raised, ...(step.events ?? [])],
    ...(contact ? { outward: [{ do: "call_contact" as const, contact }] } : {}),
  };
}

/** To the leader, or into the queue of a team; its owner follows it from then on. */
export function reassign(effect: Extract<Effect, { do: "reassign" }>, given: Planning): Step {
  const { ticket, pack, staffing } = given;
  const id = idAfter("team", effect.to);
  const team = id === null ? null : staffing.team(pack, id);
  if (team) return handOver(given, { team, person: null });
  return handOver(given, { team: null, person: staffing.answerable(ticket.teamId)[0] ?? null });
}

type Place = { team: Team | null; person: Person | null };

async function whereTo({ to, team: named, onCall }: Escalation, { ticket, pack, staffing }: Planning): Promise<Place> {
  const level = to.toLowerCase();
  const ofTeam = pack.onCall.find((list) => list.team === named)?.id;
  const list = await staffing.onCall(pack, onCall ?? ofTeam ?? level);
  const team = staffing.team(pack, named ?? level) ?? list.team;
  // A list may hold people of other departments, who are told of a case and do not work on it.
  const person = list.people.find(({ role }) => roleHas(role, "tickets.work"));
  if (person) return { team, person };
  if (team && team.id !== ticket.teamId) return { team, person: null };
  return { team, person: staffing.answerable(ticket.teamId)[0] ?? null };
}

function handOver({ ticket, staffing, lineId }: Planning, { team, person }: Place): Step {
  const teamId = team?.id ?? ticket.teamId;
  const assigneeId = person?.id ?? null;
  const queueLeaders = assigneeId === null ? staffing.answerable(teamId).map(({ id }) => id) : [];
  if (teamId === ticket.teamId && assigneeId === ticket.assigneeId)
    return { tell: assigneeId ? [assigneeId] : queueLeaders };
  return {
    events: [...ownerFollows(ticket, assigneeId), { type: "assigned", teamId, assigneeId, reason: lineId }],
    tell: queueLeaders,
  };
}

/** Whoever had it still sees it and hears of it. */
const ownerFollows = ({ assigneeId, granted }: Ticket, nextId: string | null): TicketEventBody[] =>
  assigneeId === null || assigneeId === nextId || granted.includes(assigneeId)
    ? []
    : [{ type: "follower_added", staffId: assigneeId }];
