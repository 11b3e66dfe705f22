import { CodedError } from "../../contract/coded-error.ts";
import { contactCard, holdContact, type ContactCard } from "../../core/contacts/index.ts";
import type { Procedure } from "../../core/sop/index.ts";
import {
  changeTicket,
  digestText,
  requireSight,
  setOrganisation,
  setPriorityReasons,
  setSubject,
} from "../../core/tickets/index.ts";
import { accepted, refused } from "../../domain/result.ts";
import { viewerHas, type Viewer } from "../../domain/permission/index.ts";
import { allCategories, demandsInWords, leavesTo } from "../../domain/sop/index.ts";
import {
  changeFacts,
  isOpen,
  passGates,
  type ComplaintUrgency,
  type Decision,
  type Priority,
  type SupportLevel,
  type Ticket,
  type TicketEventBody,
  type TicketFacts,
  type TicketKind,
} from "../../domain/ticket/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { readCorrespondence } from "./conversation-store.ts";
import { placeCategory } from "./place-category.ts";
import { requestBy, type ByPerson, type TicketDeskDeps } from "./deps.ts";

export type Properties = {
  subject?: string | undefined;
  kind?: TicketKind | undefined;
  priority?: Priority | undefined;
  categoryId?: string | null | undefined;
  tags?: readonly string[] | undefined;
  contactId?: string | undefined;
  level?: SupportLevel | undefined;
  agreement?: string | null | undefined;
  complaintUrgency?: ComplaintUrgency | null | undefined;
  reason?: string | undefined;
  /** Of the words of a refusal; Chinese when absent. */
  language?: "zh" | "en" | undefined;
};

/** Tier of a customer without an organisation. */
const TIER_ALONE = "basic";

/**
 * Changes what a ticket is about. Another customer brings his organisation and tier; promises are matched anew.
 * @throws CodedError not_found, reason_needed, invalid_input, transition_not_allowed
 */
export async function changeProperties(
  deps: TicketDeskDeps,
  by: ByPerson,
  ticketId: string,
  wanted: Properties,
): Promise<void> {
  const { tx, session, now } = by;
  const { language = "zh" } = wanted;
  await requireSight(tx, session.viewer, ticketId);
  if (wanted.contactId) await holdContact(tx, wanted.contactId);
  const contact = wanted.contactId ? await requireContact(tx, wanted.contactId) : null;
  const subject = await newSubject(by, ticketId, wanted.subject);
  // Before the change, so that all who hear of it hear the new words; a refusal takes it back.
  if (subject !== null) await setSubject(tx, ticketId, subject);
  if (contact) await setOrganisation(tx, ticketId, contact.organisation?.id ?? null);
  const change = await changeTicket(deps.desk, tx, requestBy(by, ticketId), (ticket, procedure) =>
    decide(ticket, procedure, { wanted, contact, subject, viewer: session.viewer, language, now }),
  );
  if (wanted.priority && change && change.before?.facts.priority !== change.ticket.facts.priority) {
    const words = wanted.reason ?? "";
    await setPriorityReasons(tx, ticketId, [{ zh: words, en: words }]);
  }
}

function decide(
  ticket: Ticket,
  procedure: Procedure,
  given: {
    wanted: Properties;
    contact: ContactCard | null;
    subject: string | null;
    viewer: Viewer;
    language: "zh" | "en";
    now: number;
  },
): Decision {
  const { wanted, contact, subject } = given;
  if (!isOpen(ticket)) return refused("transition_not_allowed", { state: ticket.facts.state });
  if (wanted.categoryId && !isKnownCategory(procedure, wanted.categoryId))
    return refused("invalid_input", { issues: "categoryId" });
  const placed = placeCategory(ticket, procedure, { ...given, tags: wanted.tags });
  if (!placed.ok) return placed;
  const passed = passEscalation(ticket, procedure, given);
  if (!passed.ok) return passed;
  const changes = { ...factsOf(wanted, contact), ...placed.value };
  const facts = changeFacts(ticket, changes, wanted.reason ?? null);
  if (!facts.ok) return facts;
  const more: TicketEventBody[] = [];
  if (subject !== null) more.push({ type: "subject_changed", subjectDigest: digestText(subject) });
  if (contact && contact.id !== ticket.contactId) more.push({ type: "contact_changed", contactId: contact.id });
  return accepted([...passed.value, ...facts.value, ...more]);
}

/** To a higher level only with what the procedure wants handed over; a supervisor's reason is enough. REQ: HA-01 */
function passEscalation(
  ticket: Ticket,
  procedure: Procedure,
  { wanted, viewer, language, now }: { wanted: Properties; viewer: Viewer; language: "zh" | "en"; now: number },
): Decision {
  if (wanted.level === undefined || wanted.level <= ticket.facts.level) return accepted([]);
  const demands = demandsInWords(procedure.demands("escalate", ticket, { now }), language);
  const isPermitted = viewerHas(viewer, "tickets.override") && leavesTo(procedure.pack, "gate_override", viewer.role);
  return passGates(demands, wanted.reason && isPermitted ? { reason: wanted.reason, permitted: true } : null);
}

const isKnownCategory = (procedure: Procedure, categoryId: string) =>
  allCategories(procedure.pack.categories).some(({ id }) => id === categoryId);

function factsOf(wanted: Properties, contact: ContactCard | null): Partial<TicketFacts> {
  return {
    ...(wanted.kind === undefined ? {} : { kind: wanted.kind }),
    ...(wanted.priority === undefined ? {} : { priority: wanted.priority }),
    ...(wanted.categoryId === undefined ? {} : { categoryId: wanted.categoryId }),
    ...(wanted.tags === undefined ? {} : { tags: [...new Set(wanted.tags)] }),
    ...(wanted.level === undefined ? {} : { level: wanted.level }),
    ...(wanted.agreement === undefined ? {} : { agreement: wanted.agreement }),
    ...(wanted.complaintUrgency === undefined ? {} : { complaintUrgency: wanted.complaintUrgency }),
    ...(contact ? { tier: contact.organisation?.tier ?? TIER_ALONE } : {}),
  };
}

async function newSubject(by: ByPerson, ticketId: string, subject: string | undefined): Promise<string | null> {
  if (subject === undefined) return null;
  const known = await readCorrespondence(by.tx, ticketId);
  return known?.subject === subject ? null : subject;
}

/** A customer, or the one he was merged into. @throws CodedError not_found */
export async function requireContact(tx: Tx, contactId: string): Promise<ContactCard> {
  const found = await contactCard(tx, contactId);
  if (!found || found.erasedAt) throw new CodedError("not_found");
  return found;
}
