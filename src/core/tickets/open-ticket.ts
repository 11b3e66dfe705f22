import {
  evolve,
  factsFrom,
  type Actor,
  type Channel,
  type CustomerTier,
  type Priority,
  type SupportLevel,
  type Ticket,
  type TicketEvent,
  type TicketEventBody,
  type TicketFacts,
  type TicketKind,
} from "../../domain/ticket/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { PriorityDecision } from "../sop/index.ts";
import { insertClocks } from "./clock-store.ts";
import { dueOf, tell, timersOf, type TicketChange, type TicketDesk } from "./change-ticket.ts";
import { digestText } from "./digest-text.ts";
import { appendEvents, CHAIN_START, chainEvents } from "./event-store.ts";
import { drawNumber, insertTicket, type LastMessage } from "./ticket-store.ts";

export type Opening = {
  /** As drawn by `drawNumber` together with what the caller asked; else it is drawn here, which is one more way to the database. */
  number?: number;
  subject: string;
  /** What priority is decided from, besides the subject; not kept by this command. */
  text: string;
  kind: TicketKind;
  /** null: by the procedure's matrix. A given one needs its reason. */
  priority: { value: Priority; reason: string } | null;
  categoryId: string | null;
  tags: readonly string[];
  channel: Channel;
  tier: CustomerTier;
  contactId: string;
  /** He was looked up for this ticket, which is refused where he was merged or erased meanwhile. */
  isForStanding?: boolean;
  organisationId: string | null;
  language: "zh" | "en";
  teamId: string;
  assigneeId: string | null;
  level?: SupportLevel;
  /** What the procedure says of its priority, where it was asked to place it; else it is asked here. */
  decided?: PriorityDecision;
  mailboxId: string | null;
  /** When it arrived outside, in epoch ms, where it is entered later. */
  arrivedAt?: number;
  /** Events of the first message and the like, in the same transaction. */
  first: (ticketId: string) => readonly TicketEventBody[];
  /** When the customer's first message was written, where the caller writes one with it. */
  messageAt?: number;
  /** The acknowledgement that the customer gets with it, in epoch ms; the caller writes its message. */
  acknowledgement?: { messageId: string; at: number } | null;
};

/** Opens a ticket under the published procedure: numbered, with its team, its promises running. */
export async function openTicket(
  desk: TicketDesk,
  tx: Tx,
  opening: Opening,
  by: { actor: Actor; now: number },
): Promise<TicketChange> {
  const procedure = await desk.procedures.published(tx);
  const id = newId(by.now);
  const { acknowledgement } = opening;
  // A mail may have waited: it is acknowledged when it is, not when it came.
  const now = Math.max(by.now, acknowledgement?.at ?? 0);
  const { subject, text, kind, tier } = opening;
  const decided = opening.decided ?? procedure.priority({ text: `${subject}\n${text}`, kind, tier });
  const facts = factsFrom({
    kind: opening.kind,
    categoryId: opening.categoryId,
    priority: opening.priority?.value ?? decided.priority,
    tier: opening.tier,
    channel: opening.channel,
    state: "new",
    tags: [...opening.tags],
    ...(opening.level ? { level: opening.level } : {}),
  });
  const events = openingEvents(opening, { id, facts, now }, by);
  const ticket = events.reduce<Ticket | null>((state, event) => evolve(state, id, event), null)!;
  const clocks = procedure.clocks(events, now);
  const head = {
    number: opening.number ?? (await drawNumber(tx)),
    subject: opening.subject,
    sopVersionId: procedure.sopVersionId,
    isForStanding: opening.isForStanding ?? false,
    organisationId: opening.organisationId,
    language: opening.language,
    mailboxId: opening.mailboxId,
    priorityReasons: opening.priority
      ? [{ zh: opening.priority.reason, en: opening.priority.reason }]
      : decided.reasons,
  };
  const chained = chainEvents(CHAIN_START, id, events);
  const write = { ticket, hash: chained.hash, due: dueOf(ticket, clocks, now), now, message: messageOf(opening) };
  await insertTicket(tx, head, write);
  await appendEvents(tx, [chained]);
  await insertClocks(tx, { ticketId: id, clocks, timers: timersOf(ticket, clocks) });
  return tell(desk, tx, {
    before: null,
    ticket,
    head,
    events,
    clocks,
    actor: by.actor,
    now,
  });
}

/** The acknowledgement comes last and at its own moment. */
function openingEvents(
  opening: Opening,
  { id, facts, now }: { id: string; facts: TicketFacts; now: number },
  by: { actor: Actor; now: number },
): TicketEvent[] {
  const { arrivedAt, acknowledgement } = opening;
  const bodies: TicketEventBody[] = [
    {
      type: "opened",
      facts,
      contactId: opening.contactId,
      subjectDigest: digestText(opening.subject),
      ...(arrivedAt === undefined ? {} : { arrivedAt }),
    },
    { type: "assigned", teamId: opening.teamId, assigneeId: opening.assigneeId, reason: null },
    ...opening.first(id),
  ];
  const events = bodies.map((body, at) => ({ seq: at + 1, at: by.now, actor: actorOf(body, by.actor), body }));
  return acknowledgement ? [...events, acknowledged(acknowledgement, events.length + 1, now)] : events;
}

const acknowledged = ({ messageId }: { messageId: string }, seq: number, at: number): TicketEvent => ({
  seq,
  at,
  actor: { kind: "rule", id: "acknowledgement" },
  body: { type: "message_sent", messageId, kind: "acknowledgement" },
});

function messageOf({ messageAt, acknowledgement }: Opening): LastMessage | undefined {
  if (acknowledgement) return { from: "system", at: acknowledgement.at };
  return messageAt === undefined ? undefined : { from: "customer", at: messageAt };
}

/** A customer writes; it is the desk that routes what he wrote, and that lets somebody follow what he opens elsewhere. */
function actorOf({ type }: TicketEventBody, by: Actor): Actor {
  if (type === "follower_added" || (type === "assigned" && by.kind === "contact")) return { kind: "system" };
  return by;
}
