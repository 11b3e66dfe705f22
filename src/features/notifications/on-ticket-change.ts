import { findStaff } from "../../core/staff/index.ts";
import { sightFacts, type TicketChange } from "../../core/tickets/index.ts";
import { whoHears, type Hearing } from "../../domain/notification/index.ts";
import { grantedTo } from "../../domain/ticket/index.ts";
import { addJob } from "../../platform/jobs/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { mentionsOf, ticketHead } from "./notification-store.ts";
import type { StopSpan } from "./notification-store.ts";
import { tellAll, tellPeople, type TellDeps, type Telling } from "./tell-people.ts";

/** Tells who was named in a note, once the note is written: `{ ticketId, messageId, seq, staffId }`. */
export const TELL_MENTIONS_JOB = "tell_mentions";

type MentionPayload = { ticketId: string; messageId: string; seq: number; staffId: string | null };

/** Tells people of a change of a ticket, in its transaction. */
export async function tellOfChange(deps: TellDeps, tx: Tx, change: TicketChange): Promise<void> {
  const staffId = change.actor.kind === "staff" ? change.actor.id : null;
  for (const { body, seq } of change.events)
    if (body.type === "note_added") {
      const payload: MentionPayload = { ticketId: change.ticket.id, messageId: body.messageId, seq, staffId };
      await addJob(tx, TELL_MENTIONS_JOB, payload);
    }
  const hearings = whoHears(change);
  if (hearings.length > 0) await tellPeople(deps, tx, await tellingOf(tx, change), hearings);
}

async function tellingOf(tx: Tx, change: TicketChange, metric?: string): Promise<Telling> {
  const { ticket, head, actor, events } = change;
  const byStaffId = actor.kind === "staff" ? actor.id : null;
  const actorName = byStaffId === null ? null : ((await findStaff(tx, byStaffId))?.name ?? null);
  const types = [...new Set(events.map((event) => event.body.type))];
  return {
    ticket: { id: ticket.id, number: head.number, subject: head.subject },
    seenBy: { teamId: ticket.teamId, assigneeId: ticket.assigneeId, grantedTo: grantedTo(ticket) },
    data: { types, actorName, ...(metric === undefined ? {} : { metric }) },
    byStaffId,
    stop: change.stop ?? null,
  };
}

/** A promise that warned or broke, as the effects of its line say whom to tell. */
export type ClockTold = {
  staffIds: readonly string[];
  fired: {
    change: TicketChange;
    line: { metric: string };
    timer: { kind: "warn" | "breach" };
    /** The stop of the desk during which it fell due. */
    stop: StopSpan | null;
  };
};

/** Tells of many promises with a few queries; what fell due in one stop of the desk comes to one notice a person. */
export async function tellOfClocks(deps: TellDeps, tx: Tx, told: readonly ClockTold[]): Promise<void> {
  const tellings: { telling: Telling; hearings: Hearing[] }[] = [];
  for (const { staffIds, fired } of told) {
    const { change, line, timer, stop } = fired;
    const kind = timer.kind === "warn" ? "promise_warned" : "promise_breached";
    const seq = change.events.at(-1)?.seq ?? change.ticket.seq;
    const telling = { ...(await tellingOf(tx, change, line.metric)), stop };
    tellings.push({ telling, hearings: staffIds.map((staffId) => ({ whom: { staffId }, kind, seq })) });
  }
  await tellAll(deps, tx, tellings);
}

export async function tellMentions(deps: TellDeps, tx: Tx, payload: MentionPayload): Promise<void> {
  const { ticketId, messageId, seq, staffId } = payload;
  const mentions = await mentionsOf(tx, messageId);
  const head = await ticketHead(tx, ticketId);
  const facts = await sightFacts(tx, ticketId);
  if (mentions.length === 0 || !head || !facts) return;
  const actorName = staffId === null ? null : ((await findStaff(tx, staffId))?.name ?? null);
  const hearings = mentions.map((id): Hearing => ({ whom: { staffId: id }, kind: "mention", seq }));
  const data = { types: ["note_added"], actorName };
  const ticket = { id: ticketId, ...head };
  await tellPeople(deps, tx, { ticket, seenBy: facts, data, byStaffId: staffId, stop: null }, hearings);
}
