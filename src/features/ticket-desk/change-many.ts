import { CodedError, problemOf } from "../../contract/coded-error.ts";
import type { InputOf, ResponseOf } from "../../contract/route.ts";
import type { changeTickets } from "../../contract/ticket-routes.ts";
import { TAGS_MAX } from "../../contract/common.ts";
import { changeTicket, requireSight } from "../../core/tickets/index.ts";
import { refused } from "../../domain/result.ts";
import { changeFacts, setState, type Ticket } from "../../domain/ticket/index.ts";
import { assignTicket } from "./assign-ticket.ts";
import { changeProperties } from "./change-properties.ts";
import { requestBy, type ByPerson, type TicketDeskDeps } from "./deps.ts";
import { numbersOf } from "./numbers-store.ts";
import { inSavepoint } from "./savepoint-store.ts";
import { snoozeTicket } from "./snooze-ticket.ts";

type Many = InputOf<typeof changeTickets>["body"];
type Outcome = ResponseOf<typeof changeTickets>;

const PROGRESS_EVERY_TICKETS = 25;

/**
 * The same change to many tickets, each for itself: what one refuses leaves the others as they are. The person's
 * browsers hear how far it is by `bulk.progress` { done, total }.
 */
export async function changeMany(
  deps: TicketDeskDeps,
  by: ByPerson,
  many: Many,
  language: "zh" | "en",
): Promise<Outcome> {
  // In the order of ids, so that two bulk changes at once cannot wait for each other.
  const ids = [...new Set(many.ticketIds)].toSorted();
  const numbers = await numbersOf(by.tx, by.session.viewer, ids);
  const outcome: Outcome = { changed: [], refused: [] };
  for (const [at, ticketId] of ids.entries()) {
    const refusal = await changeOne(deps, by, ticketId, many);
    if (refusal === null) outcome.changed.push(ticketId);
    else {
      const { detail } = problemOf(refusal.code, refusal.params, language);
      outcome.refused.push({ ticketId, number: numbers.get(ticketId) ?? null, code: refusal.code, detail });
    }
    if ((at + 1) % PROGRESS_EVERY_TICKETS === 0) tellProgress(deps, by, { done: at + 1, total: ids.length });
  }
  return outcome;
}

const tellProgress = (deps: TicketDeskDeps, by: ByPerson, progress: { done: number; total: number }) =>
  deps.desk.publish([`person:${by.session.staffId}`], "bulk.progress", progress);

async function changeOne(deps: TicketDeskDeps, by: ByPerson, ticketId: string, many: Many): Promise<CodedError | null> {
  try {
    await inSavepoint(by.tx, () => apply(deps, by, ticketId, many));
    return null;
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
}

async function apply(deps: TicketDeskDeps, by: ByPerson, ticketId: string, many: Many): Promise<void> {
  const { change } = many;
  if ("assign" in change) return assignTicket(deps, by, ticketId, { ...change.assign, reason: many.reason ?? null });
  if ("priority" in change) return changeProperties(deps, by, ticketId, change);
  if ("snoozeUntil" in change) {
    const until = change.snoozeUntil === null ? null : Date.parse(change.snoozeUntil);
    return snoozeTicket(deps, by, ticketId, until);
  }
  await requireSight(by.tx, by.session.viewer, ticketId);
  await changeTicket(deps.desk, by.tx, requestBy(by, ticketId), (ticket) =>
    "state" in change ? setState(ticket, change.state, many.reason ?? null) : changeTags(ticket, change),
  );
}

function changeTags(ticket: Ticket, change: { addTags: string[] } | { removeTags: string[] }) {
  const known = ticket.facts.tags;
  const tags =
    "addTags" in change
      ? [...new Set([...known, ...change.addTags])]
      : known.filter((tag) => !change.removeTags.includes(tag));
  return tags.length > TAGS_MAX
    ? refused("invalid_input", { issues: `tags > ${TAGS_MAX}` })
    : changeFacts(ticket, { tags }, null);
}
