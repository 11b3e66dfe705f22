import { expect, test } from "vitest";
import type { ClockShape, MessageShape } from "../../../../../src/contract/ticket-shapes.ts";
import { clocksPrinted, messagesPrinted, standingOf } from "./what-is-printed.ts";

const message = (id: string, direction: MessageShape["direction"], deliveryState: MessageShape["deliveryState"]) =>
  ({ id, direction, deliveryState }) as MessageShape;
const clock = (metric: string, state: ClockShape["state"], dueAt: string) =>
  ({ id: metric, metric, state, dueAt, startedAt: dueAt }) as ClockShape;

const MESSAGES = [
  message("mail", "in", "none"),
  message("note", "note", "none"),
  message("answer", "out", "sent"),
  message("by_phone", "out", "none"),
  message("taken_back", "out", "withdrawn"),
  message("bounced", "out", "bounced"),
  message("to_come", "out", "waiting"),
];

test("without internal content stands what the customer wrote and got, and no note (CL-08)", () => {
  const shown = (internal: boolean) => messagesPrinted(MESSAGES, internal).map(({ id }) => id);
  expect(shown(false)).toEqual(["mail", "answer", "by_phone"]);
  expect(shown(true)).toEqual(MESSAGES.map(({ id }) => id));
});

test("the desk's own deadlines are internal, a cancelled promise is none, and the earlier comes first", () => {
  const clocks = [
    clock("resolution", "running", "2026-03-02T12:00:00Z"),
    clock("idle", "running", "2026-03-02T11:00:00Z"),
    clock("first_response", "met", "2026-03-02T09:00:00Z"),
    clock("next_response", "cancelled", "2026-03-02T10:00:00Z"),
  ];
  expect(clocksPrinted(clocks, false).map(({ id }) => id)).toEqual(["first_response", "resolution"]);
  expect(clocksPrinted(clocks, true).map(({ id }) => id)).toEqual(["first_response", "idle", "resolution"]);
});

test("what runs past its moment is called overdue, what is paused is not", () => {
  const now = Date.parse("2026-03-02T10:00:00Z");
  expect(standingOf(clock("resolution", "running", "2026-03-02T09:59:59Z"), now)).toBe("missed");
  expect(standingOf(clock("resolution", "running", "2026-03-02T10:00:01Z"), now)).toBe("running");
  expect(standingOf(clock("resolution", "paused", "2026-03-02T09:00:00Z"), now)).toBe("paused");
});
