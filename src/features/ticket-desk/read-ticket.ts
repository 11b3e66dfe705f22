import { CodedError } from "../../contract/coded-error.ts";
import type { TicketPage } from "../../contract/ticket-shapes.ts";
import { asTicketRow } from "../../core/tickets/index.ts";
import { maskEmail, maskPhone } from "../../domain/contact/index.ts";
import { viewerHas, type Viewer } from "../../domain/permission/index.ts";
import { foldTicket, isOpen, type Ticket } from "../../domain/ticket/index.ts";
import { endedClocks } from "./ended-clocks.ts";
import type { Tx } from "../../platform/transaction.ts";
import { readerFor, type ByPerson, type TicketDeskDeps } from "./deps.ts";
import { readContactCard, readHead, readRelations, type HeadRecord, type RelationsRecord } from "./page-head-store.ts";
import { horizonOf, presentClocks } from "./present-clock.ts";
import { messagePage } from "./read-messages.ts";
import { namesOf, readTrail, type TrailEntry } from "./trail-store.ts";

const MESSAGES_SHOWN_MAX = 50;
/** Ids of people, teams and tickets that an event may name. */
const NAMING_FIELDS = ["teamId", "assigneeId", "staffId", "ownerId", "contactId", "ticketId"];

/**
 * The whole page of a ticket, by id or number, in a fixed number of queries and three ways to the database.
 * @throws CodedError not_found also for what the person may not see
 */
export const readTicket = (deps: TicketDeskDeps, by: ByPerson, idOrNumber: string): Promise<TicketPage> =>
  deps.db.readTogether((tx) => readPage(deps, { ...by, tx }, idOrNumber));

async function readPage(deps: TicketDeskDeps, by: ByPerson, idOrNumber: string): Promise<TicketPage> {
  const { tx, session, now } = by;
  const { viewer } = session;
  const head = await readHead(tx, viewer, idOrNumber);
  if (!head) throw new CodedError("not_found");
  const reader = await readerFor(deps, by);
  const [{ trail, names }, messages, relations, contactCard] = await Promise.all([
    namedTrail(tx, viewer, head.id),
    messagePage(tx, head.id, { cursor: undefined, limit: MESSAGES_SHOWN_MAX, reader }),
    readRelations(tx, viewer, head.id),
    cardOf(by, head, reader.masked),
  ]);
  const events = trail.map(({ event }) => event);
  const ticket = foldTicket(head.id, events);
  const procedure = await deps.desk.procedures.version(tx, head.sop_version_id);
  const clocks = procedure.explainedClocks(events, now);
  const live = clocks.filter(({ state }) => state === "running" || state === "paused");
  const horizon = horizonOf(live, now);
  return {
    ...asTicketRow(head),
    language: head.language,
    priorityReasons: head.priority_reasons,
    solvedAt: head.solved_at?.toISOString() ?? null,
    closedAt: head.closed_at?.toISOString() ?? null,
    level: ticket.facts.level,
    agreement: ticket.facts.agreement,
    complaintUrgency: ticket.facts.complaintUrgency,
    mergedInto: head.merged_into_id === null ? null : { id: head.merged_into_id, number: head.merged_into_number ?? 0 },
    contactCard,
    messages: messages.items.toReversed(),
    messagesBefore: messages.nextCursor !== null,
    messagesCursor: messages.nextCursor,
    clocks: presentClocks(live, procedure, {
      now,
      later: horizon === null ? [] : procedure.explainedClocks(events, horizon),
    }),
    clocksEnded: endedClocks(clocks).length,
    demands: [...demandsOf(ticket, (transition) => procedure.demands(transition, ticket, { now }))],
    ...relationsOf(relations, viewer, ticket),
    events: trail.map(presentEvent),
    names,
    survey: surveyOf(trail, relations),
    may: mayDo(viewer, ticket),
    seq: ticket.seq,
  };
}

async function namedTrail(tx: Tx, viewer: Viewer, ticketId: string) {
  const trail = await readTrail(tx, ticketId);
  return { trail, names: await namesOf(tx, viewer, idsIn(trail)) };
}

async function cardOf(
  { tx, session }: ByPerson,
  head: HeadRecord,
  masked: boolean,
): Promise<TicketPage["contactCard"]> {
  const card = await readContactCard(tx, session.viewer, head.contact_id);
  return {
    id: head.contact_id,
    name: head.contact_name,
    title: head.contact_title,
    language: head.contact_language,
    emails: masked ? card.emails.map(maskEmail) : card.emails,
    phones: card.phones.map(maskPhone),
    note: head.contact_note,
    openTickets: card.open_tickets,
    ticketsTotal: card.tickets_total,
    recent: (card.recent ?? []).map(({ opened_at, state, ...row }) => ({
      ...row,
      state: state as TicketPage["state"],
      openedAt: new Date(opened_at).toISOString(),
    })),
  };
}

/** What stands before solving while it is not solved, then before closing. */
function demandsOf(
  ticket: Ticket,
  demands: (transition: "solve" | "close") => readonly TicketPage["demands"][number][],
) {
  if (!isOpen(ticket)) return [];
  return demands(ticket.facts.state === "solved" ? "close" : "solve");
}

function relationsOf(relations: RelationsRecord, viewer: Viewer, ticket: Ticket) {
  return {
    followers: relations.followers ?? [],
    following: ticket.followers.includes(viewer.staffId),
    forms: (relations.forms ?? []).map((form) => ({
      id: form.id,
      formId: form.form_id,
      content: form.content,
      submittedBy: form.submitted_by,
      createdAt: new Date(form.created_at).toISOString(),
    })),
    links: (relations.links ?? []).map((link) => ({ ...link, state: link.state as TicketPage["state"] })),
    mergedFrom: relations.merged_from ?? [],
  };
}

const presentEvent = ({ event, actorName, hash }: TrailEntry): TicketPage["events"][number] => ({
  seq: event.seq,
  at: new Date(event.at).toISOString(),
  actor: { kind: event.actor.kind, name: actorName },
  type: event.body.type,
  body: event.body,
  hash,
});

function idsIn(trail: readonly TrailEntry[]): string[] {
  const ids = trail.flatMap(({ event }) => {
    const body = event.body as Record<string, unknown>;
    return NAMING_FIELDS.map((field) => body[field]).filter((id) => typeof id === "string");
  });
  return [...new Set(ids)];
}

function surveyOf(trail: readonly TrailEntry[], { survey }: RelationsRecord): TicketPage["survey"] {
  const sent = trail.findLast(({ event }) => event.body.type === "survey_sent");
  if (!sent) return null;
  const answered = survey && new Date(survey.answered_at).getTime() >= sent.event.at ? survey : null;
  return {
    sentAt: new Date(sent.event.at).toISOString(),
    answeredAt: answered ? new Date(answered.answered_at).toISOString() : null,
    satisfaction: answered?.satisfaction ?? null,
    comment: answered?.comment ?? null,
  };
}

function mayDo(viewer: Viewer, ticket: Ticket): TicketPage["may"] {
  return {
    reply: viewerHas(viewer, "tickets.reply") && isOpen(ticket),
    note: viewerHas(viewer, "tickets.note"),
    work: viewerHas(viewer, "tickets.work") && ticket.mergedInto === null,
    override: viewerHas(viewer, "tickets.override"),
  };
}
