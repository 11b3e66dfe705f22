import type { ClockShape, MessageShape } from "../../../../../src/contract/ticket-shapes.ts";

/** What customers were promised; the other deadlines are the desk's own. */
const TO_CUSTOMERS: ReadonlySet<string> = new Set([
  "acknowledged",
  "first_response",
  "next_response",
  "progress_update",
  "workaround",
  "resolution",
  "remedy_plan",
  "call_back",
]);

export const isInternalClock = ({ metric }: ClockShape): boolean => !TO_CUSTOMERS.has(metric);

/**
 * Messages that the sheet shows: without `internal` what the customer wrote and got, so neither notes nor what was taken
 * back, has not gone out yet or never reached him.
 */
export function messagesPrinted(messages: readonly MessageShape[], internal: boolean): MessageShape[] {
  if (internal) return [...messages];
  return messages.filter(
    ({ direction, deliveryState }) => direction === "in" || (direction === "out" && GOT.has(deliveryState)),
  );
}

const GOT: ReadonlySet<string> = new Set<MessageShape["deliveryState"]>(["none", "sent"]);

/** Promises by the moment they are due; a cancelled one promises nothing. */
export function clocksPrinted(clocks: readonly ClockShape[], internal: boolean): ClockShape[] {
  const due = ({ dueAt, startedAt }: ClockShape) => Date.parse(dueAt ?? startedAt);
  return clocks
    .filter((clock) => clock.state !== "cancelled" && (internal || !isInternalClock(clock)))
    .toSorted((a, b) => due(a) - due(b));
}

/** How a promise stands at the moment of printing: a clock that runs past its moment is missed already. */
export function standingOf(clock: ClockShape, now: number): "met" | "missed" | "paused" | "running" {
  if (clock.state === "met" || clock.state === "missed" || clock.state === "paused") return clock.state;
  return clock.dueAt !== null && Date.parse(clock.dueAt) < now ? "missed" : "running";
}
