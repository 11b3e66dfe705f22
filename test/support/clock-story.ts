import { expect } from "vitest";
import { clockEvents, foldClocks, type Clock, type PromiseLine } from "../../src/domain/clocks/index.ts";
import {
  alwaysOpen,
  compileCalendar,
  HOUR_MS,
  MINUTE_MS,
  type CompiledCalendar,
  type WorkingCalendar,
} from "../../src/domain/time/index.ts";
import type { TicketEvent, TicketEventBody, TicketFacts } from "../../src/domain/ticket/ticket-event.ts";
import { plainFacts } from "./plain-facts.ts";

/** Stories of one ticket for tests of the clocks: all begin on Wednesday 4 March 2026 at 10:00 in Shanghai, and name moments as `04T10:00:00`. */
export const at = (text: string) => Date.parse(`2026-03-${text}+08:00`);

const compiled = (calendar: WorkingCalendar): CompiledCalendar => {
  const answer = compileCalendar(calendar);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value;
};
const day = [
  { from: 9 * 60, to: 12 * 60 },
  { from: 13.5 * 60, to: 18 * 60 },
];
const office: WorkingCalendar = {
  id: "office",
  zone: "Asia/Shanghai",
  weekly: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] },
  exceptions: [{ from: "2026-03-09", to: "2026-03-09", shifts: [], name: { zh: "厂庆", en: "Founding day" } }],
};
const never: WorkingCalendar = {
  ...office,
  id: "never",
  weekly: { ...office.weekly, mon: [], tue: [], wed: [], thu: [], fri: [] },
  exceptions: [],
};
const calendars = new Map(
  [alwaysOpen("Asia/Shanghai"), office, never].map((calendar) => [calendar.id, compiled(calendar)]),
);

export const line = (given: Partial<PromiseLine> & { ms?: number }): PromiseLine => ({
  id: "line",
  metric: "first_response",
  title: { zh: "时限", en: "Promise" },
  when: [],
  target: { type: "within", ms: given.ms ?? 30 * MINUTE_MS },
  calendar: "always",
  pauses: [],
  warn: [0.5, 0.8],
  onWarn: [],
  onBreach: [],
  via: [],
  source: "test",
  ...given,
});

export const facts: TicketFacts = { ...plainFacts, categoryId: "fault.software.crash", state: "new" };

export type Happening = [text: string, body: TicketEventBody, actor?: TicketEvent["actor"]];
export const staff = { kind: "staff", id: "s1" } as const;

const history = (...happenings: Happening[]): TicketEvent[] =>
  [["04T10:00:00", { type: "opened", facts, contactId: "c1", subjectDigest: "" }] as Happening, ...happenings].map(
    ([text, body, actor], index) => ({ seq: index + 1, at: at(text), actor: actor ?? staff, body }),
  );

export const fold = (lines: readonly PromiseLine[], now: string, ...happenings: Happening[]): Clock[] =>
  foldClocks({ lines, calendars, events: clockEvents(history(...happenings)), now: at(now) });

/** A ticket that arrived outside at `arrivedAt`, entered when every story begins. */
export function foldArrived(lines: readonly PromiseLine[], now: string, arrivedAt: string): Clock[] {
  const [opened] = history();
  if (opened?.body.type !== "opened") return [];
  const events = [{ ...opened, body: { ...opened.body, arrivedAt: at(arrivedAt) } }];
  return foldClocks({ lines, calendars, events: clockEvents(events), now: at(now) });
}

export const only = (clocks: readonly Clock[]): Clock => {
  expect(clocks).toHaveLength(1);
  return clocks[0] as Clock;
};
export const when = (ms: number | null | undefined) =>
  ms == null ? null : new Date(ms + 8 * HOUR_MS).toISOString().slice(8, 19);

export const state = (to: TicketFacts["state"]): TicketEventBody => ({
  type: "facts_changed",
  changes: { state: to },
  reason: null,
});
export const priority = (to: TicketFacts["priority"]): TicketEventBody => ({
  type: "facts_changed",
  changes: { priority: to },
  reason: null,
});
export const sent = (
  kind: "reply" | "acknowledgement" | "progress_update" | "reminder" | "survey",
  messageId = "m1",
): TicketEventBody => ({ type: "message_sent", messageId, kind });
export const heard: TicketEventBody = { type: "customer_message", messageId: "m0", automatic: false };
export const solved: TicketEventBody = { type: "solved", resultNoticeId: "r1" };
export const notSolved: TicketEventBody = { type: "not_solved", reasonDigest: null };
