import { idAfter, type Effect } from "../../domain/clocks/index.ts";
import type { Role } from "../../domain/permission/index.ts";
import { evolve, grantedTo, type Ticket } from "../../domain/ticket/index.ts";
import { firstContact } from "../../domain/sop/index.ts";
import { escalate, reassign } from "./escalate.ts";
import type { Plan, Planning, Step } from "./plan.ts";
import { isOfTransfer, whoLeads } from "./who-leads.ts";

/** Decides what the effects of a line do to a ticket, each on what the one before it left. */
export async function planEffects(effects: readonly Effect[], given: Planning): Promise<Plan> {
  const plan: Plan = { events: [], tell: [], outward: [] };
  let { ticket } = given;
  for (const effect of effects) {
    const step = await stepOf(effect, { ...given, ticket });
    for (const body of step.events ?? []) {
      plan.events.push(body);
      const event = { seq: ticket.seq + 1, at: 0, actor: { kind: "rule" as const, id: given.lineId }, body };
      ticket = evolve(ticket, ticket.id, event);
    }
    plan.tell.push(...(step.tell ?? []));
    plan.outward.push(...(step.outward ?? []));
  }
  return { ...plan, tell: [...new Set(plan.tell)] };
}

async function stepOf(effect: Effect, given: Planning): Promise<Step> {
  const { ticket, lineId } = given;
  switch (effect.do) {
    case "notify":
      return notify(effect, given);
    case "escalate":
      return escalate(effect, given);
    case "reassign":
      return reassign(effect, given);
    case "raise_priority":
      return ticket.facts.priority > effect.to
        ? { events: [{ type: "facts_changed", changes: { priority: effect.to }, reason: lineId }] }
        : {};
    case "open_follow_up":
      return openFollowUp(effect, given);
    case "send_survey":
      return ticket.surveySentAt === null && !ticket.surveyAnswered ? { outward: [{ do: "send_survey" }] } : {};
    case "ask_supplement":
    case "post_note":
    case "webhook":
    case "close":
      return { outward: [effect] };
  }
}

async function notify(effect: Extract<Effect, { do: "notify" }>, given: Planning): Promise<Step> {
  const { ticket, staffing } = given;
  const answerable = () => idsOf(whoLeads(given));
  const role = idAfter("role", effect.whom);
  if (role !== null) {
    const people = staffing.ofRole(role as Role, sightOfTicket(ticket));
    return { tell: people.length > 0 ? idsOf(people) : answerable() };
  }
  const roster = idAfter("on_call", effect.whom);
  if (roster !== null) return callOut(given, roster);
  switch (effect.whom) {
    case "customer":
      return effect.noticeId === null ? {} : { outward: [{ do: "customer_notice", noticeId: effect.noticeId }] };
    case "owner": {
      const owner = staffing.person(ticket.assigneeId);
      if (!owner) return { tell: answerable() };
      const isAlone = owner.availability !== "away" && !isOfTransfer(given.metric);
      return { tell: isAlone ? [owner.id] : [owner.id, ...answerable()] };
    }
    case "supervisor":
      return { tell: idsOf(staffing.supervisors(ticket.teamId)) };
    case "followers":
      return { tell: [...ticket.followers] };
    default:
      return { tell: answerable() };
  }
}

/** Whoever has duty sees the ticket from then on; with nobody on duty, who answers for the list's team, or the ticket's. */
async function callOut({ ticket, pack, staffing }: Planning, rosterId: string): Promise<Step> {
  const { people, team } = await staffing.onCall(pack, rosterId);
  const called = people.length > 0 ? people : staffing.answerable(team?.id ?? ticket.teamId);
  const strangers = called.filter((person) => !staffing.sees(person, sightOfTicket(ticket)));
  const contact = firstContact(pack, { rosterId, teamId: null });
  return {
    tell: idsOf(called),
    ...(contact ? { outward: [{ do: "call_contact" as const, contact }] } : {}),
    events: strangers.map(({ id }) => ({ type: "follower_added", staffId: id })),
  };
}

function openFollowUp(effect: Extract<Effect, { do: "open_follow_up" }>, { ticket, staffing }: Planning): Step {
  if (ticket.followUpOpen) return {};
  const [next] =
    effect.owner === "supervisor" ? staffing.supervisors(ticket.teamId) : staffing.answerable(ticket.teamId);
  const owner = effect.owner === "owner" ? (staffing.person(ticket.assigneeId) ?? next) : next;
  return { events: [{ type: "follow_up_opened", why: "rule", ownerId: owner?.id ?? null }] };
}

const idsOf = (people: readonly { id: string }[]) => people.map(({ id }) => id);

export const sightOfTicket = (ticket: Ticket) => ({
  teamId: ticket.teamId,
  assigneeId: ticket.assigneeId,
  grantedTo: grantedTo(ticket),
});
