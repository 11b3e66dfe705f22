import { clockTimers, type Clock } from "../../src/domain/clocks/index.ts";
import type { TicketEvent } from "../../src/domain/ticket/index.ts";

const ROUNDS_MAX = 60;

/**
 * The events of an open ticket with every warning and breach told that fell due before `anchor`, as a desk that ran all
 * the while would have; and its clocks as they stand then.
 */
export function toldUntil(
  events: readonly TicketEvent[],
  clocksAt: (events: readonly TicketEvent[], now: number) => readonly Clock[],
  anchor: number,
): { events: TicketEvent[]; clocks: readonly Clock[] } {
  let told = [...events];
  let clocks = clocksAt(told, anchor);
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const due = clockTimers(clocks).filter((timer) => timer.at <= anchor);
    if (due.length === 0) break;
    const added = due.map((timer): TicketEvent => ({
      seq: 0,
      at: timer.at,
      actor: { kind: "rule", id: timer.lineId },
      body:
        timer.kind === "warn"
          ? { type: "clock_warned", clockId: timer.clockId, lineId: timer.lineId, share: timer.share }
          : { type: "clock_breached", clockId: timer.clockId, lineId: timer.lineId },
    }));
    told = [...told, ...added].toSorted((a, b) => a.at - b.at).map((event, at) => ({ ...event, seq: at + 1 }));
    clocks = clocksAt(told, anchor);
  }
  return { events: told, clocks };
}
