import { expect, test } from "vitest";
import type { EventShape, MessageShape } from "../../../../../src/contract/ticket-shapes.ts";
import { joinMessages, timelineOf } from "./timeline.ts";

const message = (id: string, createdAt: string) => ({ id, createdAt }) as MessageShape;
const event = (seq: number, at: string, type: string) => ({ seq, at, type, body: {} }) as EventShape;
const dayOf = (at: string) => at.slice(0, 10);
const at = (minute: number) => `2026-03-02T08:${String(minute).padStart(2, "0")}:00.000Z`;

test("messages and events stand in their order; neighbouring events stand together, what a message says itself is not said twice", () => {
  const entries = timelineOf(
    [message("a", at(1)), message("b", at(9))],
    [
      event(1, at(0), "opened"),
      event(2, at(1), "customer_message"),
      event(3, at(3), "assigned"),
      event(4, at(4), "facts_changed"),
      event(5, at(9), "message_sent"),
      event(6, at(10), "solved"),
    ],
    { fromStart: true, dayOf },
  );
  expect(entries.map((entry) => (entry.kind === "events" ? entry.events.map(({ seq }) => seq) : entry.key))).toEqual([
    "day-event-1",
    [1],
    "a",
    [3, 4],
    "b",
    [6],
  ]);
});

test("a line stands where a new day begins", () => {
  const entries = timelineOf([message("a", at(1)), message("b", "2026-03-03T01:00:00.000Z")], [], {
    fromStart: true,
    dayOf,
  });
  expect(entries.map(({ kind }) => kind)).toEqual(["day", "message", "day", "message"]);
});

test("events before the first loaded message wait for the older messages", () => {
  const events = [event(1, at(0), "opened"), event(2, at(5), "assigned")];
  const loaded = timelineOf([message("b", at(4))], events, { fromStart: false, dayOf });
  expect(loaded.flatMap((entry) => (entry.kind === "events" ? entry.events.map(({ seq }) => seq) : []))).toEqual([2]);
});

test("a new answer keeps the older messages that were loaded, and drops them over a gap", () => {
  const [a, b, c, d] = [message("a", at(1)), message("b", at(2)), message("c", at(3)), message("d", at(4))];
  expect(joinMessages([a!, b!, c!], [c!, d!], false)).toEqual([a, b, c, d]);
  expect(joinMessages([a!, b!], [d!], false)).toEqual([d]);
  expect(joinMessages([a!, b!, c!], [c!, d!], true)).toEqual([c, d]);
});
