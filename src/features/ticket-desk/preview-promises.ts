import { CodedError } from "../../contract/coded-error.ts";
import type { PromiseChange } from "../../contract/ticket-shapes.ts";
import { changedPromises, METRIC_RULES, type Clock } from "../../domain/clocks/index.ts";
import { foldTicket, type TicketEvent, type TicketFacts } from "../../domain/ticket/index.ts";
import { byPerson, type ByPerson, type TicketDeskDeps } from "./deps.ts";
import { readHead } from "./page-head-store.ts";
import { readTrail } from "./trail-store.ts";

export type Supposed = Partial<Pick<TicketFacts, "level" | "agreement" | "complaintUrgency">>;

/**
 * Which of a ticket's promises would be due at another moment if it had another level, agreement or urgency; nothing is written.
 * @throws CodedError not_found also for what the person may not see
 */
export async function previewPromises(
  deps: Pick<TicketDeskDeps, "desk">,
  by: ByPerson,
  ticketId: string,
  supposed: Supposed,
): Promise<{ items: PromiseChange[] }> {
  const { tx, session, now } = byPerson(by);
  const head = await readHead(tx, session.viewer, ticketId);
  if (!head) throw new CodedError("not_found");
  const events = (await readTrail(tx, head.id)).map(({ event }) => event);
  const procedure = await deps.desk.procedures.version(tx, head.sop_version_id);
  const { facts, seq } = foldTicket(head.id, events);
  const changes = Object.fromEntries(
    Object.entries(supposed).filter(([key, value]) => value !== undefined && facts[key as keyof Supposed] !== value),
  ) as Supposed;
  if (Object.keys(changes).length === 0) return { items: [] };
  const actor = { kind: "staff" as const, id: session.staffId };
  const change: TicketEvent = { seq: seq + 1, at: now, actor, body: { type: "facts_changed", changes, reason: null } };
  const changed = changedPromises(procedure.clocks(events, now), procedure.clocks([...events, change], now));
  return {
    items: changed.map(({ metric, was, is }) => ({
      metric,
      title: procedure.line((is ?? was)?.lineId ?? "")?.title ?? METRIC_RULES[metric].title,
      before: dueOf(was),
      after: dueOf(is),
    })),
  };
}

const dueOf = (clock: Clock | null): string | null =>
  clock === null || clock.dueAt === null ? null : new Date(clock.dueAt).toISOString();
