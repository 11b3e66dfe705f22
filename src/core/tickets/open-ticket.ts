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
  type TicketKind,
} from "../../domain/ticket/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";
import { writeClocks, writeTimers } from "./clock-store.ts";
import { dueOf, tell, timersOf, type TicketChange, type TicketDesk } from "./change-ticket.ts";
import { digestText } from "./digest-text.ts";
import { appendEvents, CHAIN_START, chainHash } from "./event-store.ts";
import { insertTicket, nextTicketNumber } from "./ticket-store.ts";

export type Opening = {
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
  organisationId: string | null;
  language: "zh" | "en";
  teamId: string;
  assigneeId: string | null;
  level?: SupportLevel;
  mailboxId: string | null;
  /** When it arrived outside, in epoch ms, where it is entered later. */
  arrivedAt?: number;
  /** Events of the first message and the like, in the same transaction. */
  first: (ticketId: string) => readonly TicketEventBody[];
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
  const decided = procedure.priority({
    text: `${opening.subject}\n${opening.text}`,
    kind: opening.kind,
    tier: opening.tier,
  });
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
  const bodies: TicketEventBody[] = [
    {
      type: "opened",
      facts,
      contactId: opening.contactId,
      subjectDigest: digestText(opening.subject),
      ...(opening.arrivedAt === undefined ? {} : { arrivedAt: opening.arrivedAt }),
    },
    { type: "assigned", teamId: opening.teamId, assigneeId: opening.assigneeId, reason: null },
    ...opening.first(id),
  ];
  const events: TicketEvent[] = bodies.map((body, at) => ({
    seq: at + 1,
    at: by.now,
    actor: actorOf(body, by.actor),
    body,
  }));
  const ticket = events.reduce<Ticket | null>((state, event) => evolve(state, id, event), null)!;
  const clocks = procedure.clocks(events, by.now);
  const number = await nextTicketNumber(tx);
  const head = {
    subject: opening.subject,
    sopVersionId: procedure.sopVersionId,
    organisationId: opening.organisationId,
    language: opening.language,
    mailboxId: opening.mailboxId,
    priorityReasons: opening.priority
      ? [{ zh: opening.priority.reason, en: opening.priority.reason }]
      : decided.reasons,
  };
  const hash = chainHash(CHAIN_START, id, events);
  await insertTicket(tx, number, head, { ticket, hash, due: dueOf(ticket, clocks, by.now), now: by.now });
  await appendEvents(tx, id, CHAIN_START, events);
  await writeClocks(tx, [{ ticketId: id, clocks }]);
  await writeTimers(tx, [{ ticketId: id, timers: timersOf(ticket, clocks) }]);
  return tell(desk, tx, {
    before: null,
    ticket,
    head: { ...head, number },
    events,
    clocks,
    actor: by.actor,
    now: by.now,
  });
}

/** A customer writes; it is the desk that routes what he wrote, and that lets somebody follow what he opens elsewhere. */
function actorOf({ type }: TicketEventBody, by: Actor): Actor {
  if (type === "follower_added" || (type === "assigned" && by.kind === "contact")) return { kind: "system" };
  return by;
}
