import { CodedError } from "../../contract/coded-error.ts";
import type { ClockShape } from "../../contract/ticket-shapes.ts";
import type { Clock } from "../../domain/clocks/index.ts";
import type { ByPerson, TicketDeskDeps } from "./deps.ts";
import { readHead } from "./page-head-store.ts";
import { presentClocks } from "./present-clock.ts";
import { readTrail } from "./trail-store.ts";

const ENDED_CLOCKS_MAX = 30;

/** Promises that are over: every broken one, and the last kept one of each metric; the latest first, ENDED_CLOCKS_MAX. */
export function endedClocks(clocks: readonly Clock[]): Clock[] {
  const byEnd = (a: Clock, b: Clock) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0);
  const kept = new Map<string, Clock>();
  for (const clock of clocks.filter(({ state }) => state === "met").toSorted(byEnd))
    if (!kept.has(clock.metric)) kept.set(clock.metric, clock);
  const missed = clocks.filter(({ state }) => state === "missed");
  return [...missed, ...kept.values()].toSorted(byEnd).slice(0, ENDED_CLOCKS_MAX);
}

/** @throws CodedError not_found also for what the person may not see */
export async function readEndedClocks(
  deps: TicketDeskDeps,
  { tx, session, now }: ByPerson,
  ticketId: string,
): Promise<{ items: ClockShape[] }> {
  const head = await readHead(tx, session.viewer, ticketId);
  if (!head) throw new CodedError("not_found");
  const trail = await readTrail(tx, head.id);
  const procedure = await deps.desk.procedures.version(tx, head.sop_version_id);
  const clocks = procedure.explainedClocks(
    trail.map(({ event }) => event),
    now,
  );
  return { items: presentClocks(endedClocks(clocks), procedure) };
}
