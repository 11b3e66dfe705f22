import type { Person } from "../../core/staff/index.ts";
import { addNote, heldTickets } from "../../core/tickets/index.ts";
import { contactAfter, type EscalationContact, type Pack } from "../../domain/sop/index.ts";
import { DESK_TIME_ZONE, momentInWords } from "../../domain/text/moment-in-words.ts";
import type { Ticket, TicketEvent } from "../../domain/ticket/index.ts";
import { addJob } from "../../platform/jobs/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { TimerDeps } from "./ports.ts";
import { readStaffing, type Staffing } from "./staffing.ts";

/** Goes up to the next contact of a chain, unless somebody has answered: `ContactCall`. */
export const CALL_NEXT_CONTACT_JOB = "call_next_contact";

/** A call that waits for its answer. `afterSeq`: what came later on the ticket may be it. */
export type ContactCall = {
  ticketId: string;
  lineId: string;
  /** The contact that the chain began with. */
  chain: string;
  contactId: string;
  staffIds: readonly string[];
  afterSeq: number;
};

export type Calling = { ticket: Ticket; pack: Pack; staffing: Staffing; lineId: string; now: number };

/**
 * Turns to a contact of the procedure: a note names who it is, until when an answer is due and who comes next, so that they hear
 * of it and see the ticket; at that moment a job looks whether anybody has. A contact whom nobody stands for is passed over.
 * REQ: HA-20
 */
export async function callContact(
  deps: TimerDeps,
  tx: Tx,
  calling: Calling,
  { contact, chain }: { contact: EscalationContact; chain: string },
): Promise<void> {
  const { ticket, pack, lineId, now } = calling;
  const seen = new Set<string>();
  let here: EscalationContact | null = contact;
  let people: readonly Person[] = [];
  while (here && !seen.has(here.id) && (people = await peopleOf(calling, here)).length === 0) {
    seen.add(here.id);
    here = contactAfter(pack, here);
  }
  if (!here || people.length === 0) return;
  const next = contactAfter(pack, here);
  const dueAt = next && here.afterMs !== null ? now + here.afterMs : null;
  const language = people[0]!.language;
  const { change } = await addNote(
    deps.desk,
    tx,
    { ticketId: ticket.id, actor: { kind: "rule", id: lineId }, now },
    {
      text: wordsOf({ contact: here, people, next, dueAt, language }),
      html: null,
      staffId: null,
      authorName: pack.promises.find(({ id }) => id === lineId)?.title[language] ?? lineId,
      mentions: people.map(({ id }) => id),
      attachmentIds: [],
    },
  );
  if (dueAt === null) return;
  const call: ContactCall = {
    ticketId: ticket.id,
    lineId,
    chain,
    contactId: here.id,
    staffIds: people.map(({ id }) => id),
    afterSeq: change.ticket.seq,
  };
  await addJob(tx, CALL_NEXT_CONTACT_JOB, call, {
    runAt: dueAt,
    key: `${CALL_NEXT_CONTACT_JOB}:${ticket.id}:${chain}`,
  });
}

/** The answer is due: whoever was called has done something, or the case goes one contact further. */
export async function callNextContact(deps: TimerDeps, tx: Tx, call: ContactCall, now: number): Promise<void> {
  const [held] = await heldTickets(deps.desk, tx, [call.ticketId]);
  if (!held || isAnswered(held.ticket, held.past, call)) return;
  const { pack } = held.procedure;
  const next = contactAfter(
    pack,
    pack.escalationContacts.find(({ id }) => id === call.contactId),
  );
  if (!next) return;
  const staffing = await readStaffing(tx, now);
  const calling = { ticket: held.ticket, pack, staffing, lineId: call.lineId, now };
  await callContact(deps, tx, calling, { contact: next, chain: call.chain });
}

/** By anything that somebody who was called did, or by anybody who took the case up, answered the customer or solved it. */
function isAnswered({ facts }: Ticket, events: readonly TicketEvent[], call: ContactCall): boolean {
  if (facts.state === "solved" || facts.state === "closed") return true;
  return events.some(
    ({ seq, actor, body }) =>
      seq > call.afterSeq && actor.kind === "staff" && (call.staffIds.includes(actor.id) || TAKES_UP.has(body.type)),
  );
}

const TAKES_UP: ReadonlySet<TicketEvent["body"]["type"]> = new Set(["assigned", "message_sent", "solved"] as const);

async function peopleOf({ ticket, pack, staffing }: Calling, { reach, team }: EscalationContact): Promise<Person[]> {
  if (reach.kind === "roster") return (await staffing.onCall(pack, reach.rosterId)).people;
  const teamId = staffing.team(pack, team)?.id ?? null;
  if (reach.role === "leader") return staffing.answerable(teamId ?? ticket.teamId).slice(0, 1);
  const ofTeam = staffing.ofTeam(reach.role, teamId);
  return ofTeam.length > 0 || reach.role !== "supervisor" ? ofTeam : staffing.supervisors(teamId ?? ticket.teamId);
}

type Call = {
  contact: EscalationContact;
  people: readonly Person[];
  next: EscalationContact | null;
  dueAt: number | null;
  language: "zh" | "en";
};

function wordsOf({ contact, people, next, dueAt, language }: Call): string {
  const names = people.map(({ name }) => name).join(language === "zh" ? "、" : ", ");
  const due = dueAt === null ? null : momentInWords(dueAt, language, DESK_TIME_ZONE);
  if (language === "zh") {
    const then = next && due ? `请在 ${due} 前在工单上回应；到时无人回应，转${next.name.zh}。` : "这是升级的最后一级。";
    return `升级联系人：${contact.name.zh}（${names}）。${then}`;
  }
  const then =
    next && due
      ? `Please answer on the ticket by ${due}; without an answer it goes to: ${next.name.en}.`
      : "This is the end of the chain.";
  return `Escalation contact: ${contact.name.en} (${names}). ${then}`;
}
