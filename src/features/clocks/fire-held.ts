import {
  changeHeld,
  eventsOf,
  heldTickets,
  type HeldChange,
  type HeldOutcome,
  type HeldTicket,
} from "../../core/tickets/index.ts";
import { clockTimers, markTold, type Clock, type ClockTimer, type PromiseLine } from "../../domain/clocks/index.ts";
import { isOpen, type TicketEventBody } from "../../domain/ticket/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { carryOutward, newOutbox, sendOutbox } from "./carry-outward.ts";
import type { Plan } from "./plan.ts";
import { planEffects } from "./plan-effects.ts";
import type { Fired, TimerDeps } from "./ports.ts";
import { readStaffing, type Staffing } from "./staffing.ts";
import { stopAt, type Stop } from "./stop-store.ts";

/** How far effects may set each other off in one go before they are cut. */
export const EFFECT_DEPTH_MAX = 5;

type Moment = { now: number; stops: readonly Stop[] };

/** A ticket on its way through what is due on it; `depths` tells how each due moment came about: 1 is by time alone. */
type Standing = { held: HeldTicket; clocks: readonly Clock[]; depths: Map<string, number> };

type Firing = {
  at: Standing;
  timer: ClockTimer | null;
  line: PromiseLine | null;
  plan: Plan | null;
  change: HeldChange;
};

/**
 * Fires what is due of held tickets: of each the moments in their order, told as events and carried out, and what that
 * makes due at once after it. One transaction, the caller's; queries go for all tickets together.
 * @returns when each was due that fired
 */
export async function fireHeld(
  deps: TimerDeps,
  tx: Tx,
  held: readonly HeldTicket[],
  moment: Moment,
): Promise<{ ticketId: string; dueAt: number }[]> {
  const { now } = moment;
  const fired: { ticketId: string; dueAt: number }[] = [];
  const outbox = newOutbox();
  const staffing = held.length > 0 ? await readStaffing(tx, now) : null;
  let wave = held.map((one) => standing(one, new Map(), { now, depth: 1 }));
  while (wave.length > 0 && staffing) {
    const firings: Firing[] = [];
    for (const at of wave) firings.push(await firingOf(at, staffing, moment));
    const outcomes = await changeHeld(
      deps.desk,
      tx,
      firings.map(({ change }) => change),
      now,
    );
    const rewritten = new Set<string>();
    for (const [index, { timer, plan, line }] of firings.entries()) {
      const change = outcomes[index]?.change;
      if (!timer || !change) continue;
      fired.push({ ticketId: change.ticket.id, dueAt: timer.at });
      if (!line || !plan) continue;
      const story: Fired = { change, line, timer, stop: stopAt(moment.stops, timer.at) };
      if (await carryOutward(deps, tx, outbox, { plan, fired: story, staffing })) rewritten.add(change.ticket.id);
    }
    wave = await nextWave(deps, tx, { firings, outcomes, rewritten, now });
  }
  if (staffing) await sendOutbox(deps, tx, outbox, staffing);
  return fired;
}

const keyOf = ({ clockId, kind, share }: ClockTimer) => `${clockId} ${kind} ${share}`;

const dueNow = (ticket: HeldTicket["ticket"], clocks: readonly Clock[], now: number): ClockTimer[] =>
  clockTimers(clocks, isOpen(ticket)).filter(({ at }) => at <= now);

function standing(
  held: HeldTicket,
  depths: Map<string, number>,
  given: { now: number; depth: number; clocks?: readonly Clock[] },
): Standing {
  const clocks = given.clocks ?? held.procedure.clocks(held.past, given.now);
  for (const timer of dueNow(held.ticket, clocks, given.now))
    if (!depths.has(keyOf(timer))) depths.set(keyOf(timer), given.depth);
  return { held, clocks, depths };
}

/** What the first due moment of a ticket makes of it; nothing due writes its timers anew. */
async function firingOf(at: Standing, staffing: Staffing, { now, stops }: Moment): Promise<Firing> {
  const { held, clocks, depths } = at;
  const [timer] = dueNow(held.ticket, clocks, now);
  if (!timer)
    return { at, timer: null, line: null, plan: null, change: { held, actor: { kind: "system" }, bodies: [], clocks } };
  const line = held.procedure.line(timer.lineId);
  const depth = depths.get(keyOf(timer)) ?? 1;
  const isCut = depth > EFFECT_DEPTH_MAX;
  const plan = isCut || !line ? null : await planOf(held, staffing, { timer, line });
  const { clockId, lineId } = timer;
  const cut: TicketEventBody[] = isCut ? [{ type: "effects_cut", clockId, lineId, depth }] : [];
  const change = {
    held,
    actor: { kind: "rule" as const, id: lineId },
    bodies: [told(timer), ...cut, ...(plan?.events ?? [])],
  };
  const after = plan && plan.events.length > 0 ? refolded(change, now) : markTold(clocks, timer);
  const stop = stopAt(stops, timer.at);
  return { at, timer, line, plan, change: { ...change, clocks: after, ...(stop ? { stop } : {}) } };
}

const planOf = (
  { ticket, procedure: { pack } }: HeldTicket,
  staffing: Staffing,
  { timer, line }: { timer: ClockTimer; line: PromiseLine },
): Promise<Plan> =>
  planEffects(timer.kind === "warn" ? line.onWarn : line.onBreach, {
    ticket,
    pack,
    staffing,
    lineId: line.id,
    metric: line.metric,
  });

/** The tickets on which more is due, as they stand now: what was due before keeps its depth, what is new lies one deeper. */
async function nextWave(
  deps: TimerDeps,
  tx: Tx,
  given: { firings: Firing[]; outcomes: HeldOutcome[]; rewritten: ReadonlySet<string>; now: number },
): Promise<Standing[]> {
  const { firings, outcomes, rewritten, now } = given;
  const reread = new Map((await heldTickets(deps.desk, tx, [...rewritten])).map((held) => [held.ticket.id, held]));
  return firings.flatMap(({ at, timer, change }, index) => {
    const outcome = outcomes[index];
    if (!timer || !outcome) return [];
    const fresh = reread.get(outcome.held.ticket.id);
    const depth = (at.depths.get(keyOf(timer)) ?? 1) + 1;
    const next = standing(fresh ?? outcome.held, at.depths, {
      now,
      depth,
      ...(fresh ? {} : { clocks: change.clocks }),
    });
    return dueNow(next.held.ticket, next.clocks, now).length > 0 ? [next] : [];
  });
}

const refolded = (change: Pick<HeldChange, "held" | "actor" | "bodies">, now: number) =>
  change.held.procedure.clocks([...change.held.past, ...eventsOf(change, now)], now);

const told = (timer: ClockTimer): TicketEventBody =>
  timer.kind === "warn"
    ? { type: "clock_warned", clockId: timer.clockId, lineId: timer.lineId, share: timer.share }
    : { type: "clock_breached", clockId: timer.clockId, lineId: timer.lineId };
