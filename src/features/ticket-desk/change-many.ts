import { CodedError, problemOf } from "../../contract/coded-error.ts";
import type { InputOf, ResponseOf } from "../../contract/route.ts";
import type { changeTickets } from "../../contract/ticket-routes.ts";
import { TAGS_MAX } from "../../contract/common.ts";
import type { Procedure } from "../../core/sop/index.ts";
import { changeTicket, requireSight, inSavepoint } from "../../core/tickets/index.ts";
import type { Viewer } from "../../domain/permission/index.ts";
import { refused } from "../../domain/result.ts";
import { changeFacts, setState, type Ticket } from "../../domain/ticket/index.ts";
import { assignTicket } from "./assign-ticket.ts";
import { changeProperties } from "./change-properties.ts";
import { requestBy, type ByPerson, type TicketDeskDeps } from "./deps.ts";
import { placeCategory } from "./place-category.ts";
import { numbersOf } from "./numbers-store.ts";
import { snoozeTicket } from "./snooze-ticket.ts";

type Many = InputOf<typeof changeTickets>["body"];
type Outcome = ResponseOf<typeof changeTickets>;

/** One transaction holds no more, so that nobody waits for the locks of many. */
const BATCH_TICKETS_MAX = 25;
/** Each keeps the call's own connection while its batches use others: as many as the pool has would wait for each other. */
const LARGE_CALLS_AT_ONCE_MAX = 4;

let largeCalls = 0;

/**
 * The same change to many tickets, each for itself, in batches that are committed one after another: what one refuses
 * leaves the others as they are, and what was done stays done. The person's browsers hear how far it is by
 * `bulk.progress` { done, total }.
 * @throws CodedError too_many_requests while several others change more than one batch
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
  const refusals =
    ids.length <= BATCH_TICKETS_MAX ? await changeEach(deps, by, ids, many) : await inBatches(deps, by, ids, many);
  const refused = [...refusals].map(([ticketId, { code, params }]) => ({
    ticketId,
    number: numbers.get(ticketId) ?? null,
    code,
    detail: problemOf(code, params, language).detail,
  }));
  return { changed: ids.filter((id) => !refusals.has(id)), refused };
}

type Refusals = ReadonlyMap<string, CodedError>;

async function inBatches(deps: TicketDeskDeps, by: ByPerson, ids: readonly string[], many: Many): Promise<Refusals> {
  if (largeCalls >= LARGE_CALLS_AT_ONCE_MAX) throw new CodedError("too_many_requests");
  largeCalls += 1;
  const refusals = new Map<string, CodedError>();
  try {
    for (let from = 0; from < ids.length; from += BATCH_TICKETS_MAX) {
      const batch = ids.slice(from, from + BATCH_TICKETS_MAX);
      for (const [id, refusal] of await changeBatch(deps, by, batch, many)) refusals.set(id, refusal);
      const done = from + batch.length;
      if (done < ids.length) tellProgress(deps, by, { done, total: ids.length });
    }
  } finally {
    largeCalls -= 1;
  }
  return refusals;
}

const tellProgress = (deps: TicketDeskDeps, by: ByPerson, progress: { done: number; total: number }) =>
  deps.desk.publish([`person:${by.session.staffId}`], "bulk.progress", progress);

async function changeBatch(deps: TicketDeskDeps, by: ByPerson, ids: readonly string[], many: Many): Promise<Refusals> {
  try {
    return await deps.db.inTransaction((tx) => changeEach(deps, { ...by, tx }, ids, many));
  } catch (error) {
    const fault = deps.faultOf(error);
    return new Map(ids.map((id) => [id, fault]));
  }
}

async function changeEach(deps: TicketDeskDeps, by: ByPerson, ids: readonly string[], many: Many): Promise<Refusals> {
  const refusals = new Map<string, CodedError>();
  for (const id of ids) {
    try {
      await inSavepoint(by.tx, () => apply(deps, by, id, many));
    } catch (error) {
      refusals.set(id, deps.faultOf(error));
    }
  }
  return refusals;
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
  await changeTicket(deps.desk, by.tx, requestBy(by, ticketId), (ticket, procedure) =>
    "state" in change
      ? setState(ticket, change.state, many.reason ?? null)
      : changeTags(ticket, procedure, change, by.session.viewer),
  );
}

type TagChange = { addTags: string[] } | { removeTags: string[] };

function changeTags(ticket: Ticket, procedure: Procedure, change: TagChange, viewer: Viewer) {
  const known = ticket.facts.tags;
  const tags =
    "addTags" in change
      ? [...new Set([...known, ...change.addTags])]
      : known.filter((tag) => !change.removeTags.includes(tag));
  const placed = placeCategory(ticket, procedure, { wanted: {}, tags, viewer, language: "zh" });
  if (!placed.ok) return placed;
  return tags.length > TAGS_MAX
    ? refused("invalid_input", { issues: `tags > ${TAGS_MAX}` })
    : changeFacts(ticket, { tags }, null);
}
