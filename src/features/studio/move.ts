import { CodedError, problemOf } from "../../contract/coded-error.ts";
import { draftProcedure, type Procedure, type Version } from "../../core/sop/index.ts";
import { moveTickets, readEventsOf, type TicketDesk } from "../../core/tickets/index.ts";
import type { SignedIn } from "../../core/staff/index.ts";
import { changedPromises, METRIC_RULES, type Clock } from "../../domain/clocks/index.ts";
import { sightOf } from "../../domain/permission/index.ts";
import type { TicketEvent } from "../../domain/ticket/index.ts";
import type { Database, Tx } from "../../platform/transaction.ts";
import { record, type Act } from "./act.ts";
import { packOf, versionOf } from "./draft.ts";
import { openUnderOthers, seenOf, versionNumbers, type OpenTicket } from "./move-store.ts";

/** One transaction holds no more, so that nobody waits for the locks of many. */
export const BATCH_TICKETS_MAX = 25;
/** Each keeps the call's own connection while its batches use others. */
const MOVES_AT_ONCE_MAX = 4;

type Words = { zh: string; en: string };
type Instant = string | null;
export type PromiseMove = { metric: string; title: Words; lineId: string | null; before: Instant; after: Instant };
type TicketPreview = { ticketId: string; number: string; subject: string; changes: PromiseMove[] };

/**
 * Open tickets under other versions that the viewer sees, and which of their shown promises would be due at another moment under
 * this one. A page costs the same few queries whatever its length. @throws CodedError `version_unknown`, `pack_invalid`, `cursor_invalid`
 */
export async function previewMove(
  desk: TicketDesk,
  by: { tx: Tx; session: SignedIn; now: number },
  versionId: string,
  page: { cursor: string | undefined; limit: number },
): Promise<{ items: TicketPreview[]; nextCursor: string | null }> {
  const { tx, now } = by;
  const to = await procedureOf(desk, tx, await versionOf(by, versionId));
  const which = { versionId, sight: sightOf(by.session.viewer) };
  const found = await openUnderOthers(tx, which, { after: placeOf(page.cursor), limit: page.limit + 1 });
  const tickets = found.slice(0, page.limit);
  if (tickets.length === 0) return { items: [], nextCursor: null };
  const events = await readEventsOf(
    tx,
    tickets.map(({ id }) => id),
  );
  const under = new Map<string, Procedure>();
  for (const { sopVersionId } of tickets)
    if (!under.has(sopVersionId)) under.set(sopVersionId, await desk.procedures.version(tx, sopVersionId));
  const items = tickets.map((ticket) => {
    const from = under.get(ticket.sopVersionId) ?? to;
    return previewOf(ticket, { from, to, events: events.get(ticket.id) ?? [], now });
  });
  return { items, nextCursor: found.length > page.limit ? cursorOf(tickets.at(-1)) : null };
}

/** What was published is the same on every node; a draft is read as it stands. */
const procedureOf = (desk: TicketDesk, tx: Tx, version: Version): Promise<Procedure> =>
  version.publishedAt ? desk.procedures.version(tx, version.id) : draftProcedure(tx, version.id, packOf(version));

type Compared = { from: Procedure; to: Procedure; events: readonly TicketEvent[]; now: number };

function previewOf({ id, number, subject }: OpenTicket, { from, to, events, now }: Compared): TicketPreview {
  const changed = changedPromises(from.clocks(events, now), to.clocks(events, now));
  const changes = changed.map(({ metric, was, is }) => {
    const line = is ? to.line(is.lineId) : was ? from.line(was.lineId) : null;
    const title = line?.title ?? METRIC_RULES[metric].title;
    return { metric, title, lineId: is?.lineId ?? null, before: dueOf(was), after: dueOf(is) };
  });
  return { ticketId: id, number: String(number), subject, changes };
}

const dueOf = (clock: Clock | null): Instant =>
  clock === null || clock.dueAt === null ? null : new Date(clock.dueAt).toISOString();

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const CURSOR = new RegExp(`^(${UUID})_(${UUID})$`);

const cursorOf = (last: OpenTicket | undefined) => (last ? `${last.sopVersionId}_${last.id}` : null);

function placeOf(cursor: string | undefined) {
  if (cursor === undefined) return null;
  const [, sopVersionId, id] = CURSOR.exec(cursor) ?? [];
  if (!sopVersionId || !id) throw new CodedError("cursor_invalid");
  return { sopVersionId, id };
}

type Moving = { versionId: string; ticketIds: readonly string[]; reason: string };
type Outcome = { moved: number; refused: { ticketId: string; says: Words }[] };

let movesAtOnce = 0;

/**
 * Moves open tickets to the published version, in transactions of a few: what was moved stays moved whatever becomes of the rest.
 * @throws CodedError `version_unknown`, `version_not_published`, `too_many_requests` while several others move many
 */
export async function moveToVersion(
  deps: { db: Database; desk: TicketDesk },
  act: Act & { session: SignedIn },
  moving: Moving,
): Promise<Outcome> {
  const version = await versionOf(act, moving.versionId);
  if (version.status !== "published") throw new CodedError("version_not_published");
  // In the order of ids, so that two moves at once cannot wait for each other.
  const ids = [...new Set(moving.ticketIds)].toSorted();
  const seen = await seenOf(act.tx, ids, sightOf(act.session.viewer));
  const outcome: Outcome = { moved: 0, refused: ids.filter((id) => !seen.has(id)).map(notSeen) };
  const batches = inBatches(ids.filter((id) => seen.has(id)));
  if (movesAtOnce >= MOVES_AT_ONCE_MAX) throw new CodedError("too_many_requests");
  movesAtOnce += 1;
  try {
    for (const batch of batches) {
      const one = await deps.db.inTransaction((tx) =>
        moveBatch(deps.desk, { ...act, tx }, { ...moving, ticketIds: batch }),
      );
      outcome.moved += one.moved;
      outcome.refused.push(...one.refused);
    }
  } finally {
    movesAtOnce -= 1;
  }
  if (outcome.moved > 0)
    await record(act, version, { action: "tickets_moved", reason: moving.reason, facts: { tickets: outcome.moved } });
  return outcome;
}

function inBatches(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / BATCH_TICKETS_MAX);
  return Array.from({ length: count }, (_, at) => ids.slice(at * BATCH_TICKETS_MAX, (at + 1) * BATCH_TICKETS_MAX));
}

async function moveBatch(desk: TicketDesk, act: Act & { session: SignedIn }, moving: Moving): Promise<Outcome> {
  const { tx, now, session } = act;
  const { moved, refused } = await moveTickets(desk, tx, {
    ticketIds: moving.ticketIds,
    to: await desk.procedures.version(tx, moving.versionId),
    numbers: await versionNumbers(tx),
    actor: { kind: "staff", id: session.staffId },
    reason: moving.reason,
    now,
  });
  const words = refused.map(({ ticketId, refusal: { code, params } }) => ({ ticketId, says: saying(code, params) }));
  return { moved: moved.length, refused: words };
}

const notSeen = (ticketId: string) => ({ ticketId, says: saying("not_found") });

function saying(code: string, params: Record<string, unknown> = {}): Words {
  const known = code === "transition_not_allowed" ? "transition_not_allowed" : "not_found";
  return { zh: problemOf(known, params, "zh").title, en: problemOf(known, params, "en").title };
}
