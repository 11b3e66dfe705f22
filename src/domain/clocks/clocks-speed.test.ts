import { describe, expect, it } from "vitest";
import { facts, line } from "../../../test/support/clock-story.ts";
import { workMs } from "../../../test/support/work-ms.ts";
import { compiledCalendars, standardPack } from "../../../test/support/shipped-pack.ts";
import { HOUR_MS, MINUTE_MS } from "../time/index.ts";
import type { TicketEvent, TicketEventBody } from "../ticket/ticket-event.ts";
import { PRIORITIES, TICKET_KINDS } from "../ticket/vocabulary.ts";
import { clockEvents, foldClocks, type ClockEvent } from "./index.ts";

const START = Date.parse("2025-01-06T01:00Z");
const TICKETS = 6_000;
/** A fraction of what a core does in a second of its own time, so that only a fault of the fold fails it. */
const EVENTS_PER_SECOND_MIN = 60_000;

const STEPS: readonly TicketEventBody[] = [
  { type: "assigned", teamId: "t", assigneeId: "s", reason: null },
  { type: "message_sent", messageId: "m", kind: "reply" },
  { type: "customer_message", messageId: "m", automatic: false },
  { type: "facts_changed", changes: { state: "waiting_customer" }, reason: null },
  { type: "customer_message", messageId: "m", automatic: false },
  { type: "facts_changed", changes: { state: "open" }, reason: null },
  { type: "facts_changed", changes: { priority: "P1" }, reason: "x" },
  { type: "message_sent", messageId: "m", kind: "progress_update" },
  { type: "note_added", messageId: "m" },
  { type: "message_sent", messageId: "m", kind: "reply" },
];

/** A ticket of 6 to 15 events, spread over the year, solved and closed at the end. */
function ticket(number: number): TicketEvent[] {
  let at = START + ((number * 7_919) % (300 * 24)) * HOUR_MS;
  const kind = TICKET_KINDS[number % TICKET_KINDS.length] ?? "fault";
  const priority = PRIORITIES[number % PRIORITIES.length] ?? "P2";
  const bodies: TicketEventBody[] = [
    { type: "opened", facts: { ...facts, kind, priority }, contactId: "c", subjectDigest: "" },
    ...STEPS.slice(0, 1 + (number % STEPS.length)),
    { type: "solved", resultNoticeId: null },
    { type: "survey_sent", messageId: "m" },
    { type: "confirmed", by: "customer" },
    { type: "closed", by: "customer", rule: null },
  ];
  return bodies.map((body, index) => {
    at += ((number + index) % 5) * 40 * MINUTE_MS;
    return { seq: index + 1, at, actor: { kind: "staff", id: "s" }, body };
  });
}

describe("the fold is fast", () => {
  it("over typical tickets under the whole standard pack", () => {
    const { promises } = standardPack();
    const calendars = compiledCalendars();
    const tickets = Array.from({ length: TICKETS }, (_, number) => ticket(number));
    const run = () =>
      workMs(() => {
        for (const events of tickets)
          foldClocks({ lines: promises, calendars, events: clockEvents(events), now: START + 400 * 24 * HOUR_MS });
      });
    const best = Math.min(run(), run(), run());
    const rate = Math.round((tickets.flat().length / best) * 1_000);
    process.stdout.write(`${rate} events a second under ${promises.length} lines\n`);
    expect(rate).toBeGreaterThan(EVENTS_PER_SECOND_MIN);
  }, 60_000);

  it("and linear: four times the events take no more than about four times as long", () => {
    const history = (count: number): ClockEvent[] => [
      { at: START, type: "opened", facts },
      ...Array.from({ length: count }, (_, index): ClockEvent => ({
        at: START + (index + 1) * MINUTE_MS,
        ...(index % 3 === 0
          ? { type: "answered", kind: "reply" }
          : { type: "facts_changed", changes: { state: index % 2 ? "open" : "waiting_customer" } }),
      })),
    ];
    const lines = [
      line({ id: "resolution", metric: "resolution", ms: 1e12, pauses: ["waiting_customer"], calendar: "cn-office" }),
      line({ id: "news", metric: "progress_update", ms: HOUR_MS }),
    ];
    const calendars = compiledCalendars();
    const time = (events: readonly ClockEvent[]) =>
      workMs(() => void foldClocks({ lines, calendars, events, now: START + 1e13 }));
    const [few, many] = [history(10_000), history(40_000)];
    time(few);
    // Pair by pair: whatever else the machine does slows both of a pair.
    const ratio = Math.min(...Array.from({ length: 9 }, () => time(many) / time(few)));
    process.stdout.write(`four times the events took ${ratio.toFixed(1)} times as long\n`);
    expect(ratio).toBeLessThan(7);
  }, 60_000);
});
