import type { Actor, Ticket, TicketEvent, TicketEventType } from "../ticket/index.ts";
import type { NotificationKind } from "./notification-kind.ts";

export type TicketStep = { before: Ticket | null; ticket: Ticket; events: readonly TicketEvent[]; actor: Actor };

/** Groups whose members the shell knows; `asked:` names a team. */
export type Group = "leaders" | "supervisors" | `asked:${string}`;

/** Who is to be told of what; `seq` is the event it is about. */
export type Hearing = { whom: { staffId: string } | { group: Group }; kind: NotificationKind; seq: number };

/** A follower hears of these; the rest is housekeeping. */
const WORTH_FOLLOWING: ReadonlySet<TicketEventType> = new Set([
  "customer_message",
  "message_sent",
  "note_added",
  "assigned",
  "facts_changed",
  "solved",
  "not_solved",
  "closed",
  "reopened",
  "follow_up_opened",
]);
const URGENT = new Set(["P0", "P1"]);

/**
 * Who hears of a change of a ticket, by the rules alone: not yet who may see it, nor by which way. Nobody hears of what
 * he did himself. Mentions are told with their note, promises by the effects of their lines.
 */
export function whoHears(step: TicketStep): Hearing[] {
  const hearings = step.events.flatMap((event) => hearingsOf(step, event));
  const followers = followerHearings(step, hearings);
  const byHimself = step.actor.kind === "staff" ? step.actor.id : null;
  return [...hearings, ...followers].filter(({ whom }) => !("staffId" in whom) || whom.staffId !== byHimself);
}

function hearingsOf(step: TicketStep, event: TicketEvent): Hearing[] {
  const { body, seq } = event;
  const owner: Hearing["whom"][] = step.ticket.assigneeId ? [{ staffId: step.ticket.assigneeId }] : [];
  const toOwner = (kind: NotificationKind) => owner.map((whom) => ({ whom, kind, seq }));
  switch (body.type) {
    case "opened":
      return URGENT.has(body.facts.priority) ? [{ whom: { group: "leaders" }, kind: "urgent_opened", seq }] : [];
    case "facts_changed":
      return becomesUrgent(step, body.changes.priority)
        ? [{ whom: { group: "leaders" }, kind: "urgent_opened", seq }]
        : [];
    case "assigned":
      return body.assigneeId && body.assigneeId !== step.before?.assigneeId
        ? [{ whom: { staffId: body.assigneeId }, kind: "assigned", seq }]
        : [];
    case "customer_message":
      return step.before && !body.automatic ? toOwner("customer_message") : [];
    case "note_added":
      return toOwner("followed_changed");
    case "delivery_failed":
      return owner.length ? toOwner("delivery_failed") : [{ whom: { group: "leaders" }, kind: "delivery_failed", seq }];
    case "transfer_sent":
      return [{ whom: { group: `asked:${body.teamId}` }, kind: "transfer_asked", seq }];
    case "transfer_returned":
    case "transfer_answered":
      return toOwner("transfer_ended");
    case "call_back_planned":
      return [{ whom: { staffId: body.ownerId }, kind: "assigned", seq }];
    case "follow_up_opened":
      return [{ whom: { group: "supervisors" }, kind: "follow_up_opened", seq }, ...toOwner("follow_up_opened")];
    case "effects_cut":
      return [{ whom: { group: "supervisors" }, kind: "rule_failed", seq }];
    case "effect_failed":
      return [{ whom: { group: "leaders" }, kind: "rule_failed", seq }];
    default:
      return [];
  }
}

function becomesUrgent(step: TicketStep, priority: string | undefined): boolean {
  return priority !== undefined && URGENT.has(priority) && !URGENT.has(step.before?.facts.priority ?? priority);
}

/** Followers hear once of a change, unless they hear of it anyway. */
function followerHearings(step: TicketStep, hearings: readonly Hearing[]): Hearing[] {
  const worth = step.events.findLast(({ body }) => WORTH_FOLLOWING.has(body.type) && !isAutomatic(body));
  const told = new Set(hearings.flatMap(({ whom }) => ("staffId" in whom ? [whom.staffId] : [])));
  const before = new Set(step.before?.followers ?? []);
  const noted = step.events.some(({ body }) => body.type === "note_added");
  return step.ticket.followers
    .filter((staffId) => !told.has(staffId) && staffId !== step.ticket.assigneeId)
    .flatMap((staffId): Hearing[] => {
      if (before.has(staffId)) return worth ? [{ whom: { staffId }, kind: "followed_changed", seq: worth.seq }] : [];
      // Whoever is named in a note is told of the mention.
      const added = step.events.find(({ body }) => body.type === "follower_added" && body.staffId === staffId);
      return added && !noted ? [{ whom: { staffId }, kind: "followed_changed", seq: added.seq }] : [];
    });
}

const isAutomatic = (body: TicketEvent["body"]) => "automatic" in body && body.automatic;
