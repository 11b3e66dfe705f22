import fc from "fast-check";
import { METRICS, type ClockEvent, type Metric, type PromiseLine } from "../../src/domain/clocks/index.ts";
import type { TicketFacts } from "../../src/domain/ticket/ticket-facts.ts";
import { alwaysOpen, MINUTE_MS, type WorkingCalendar } from "../../src/domain/time/index.ts";
import { arbitraryCalendar } from "./arbitrary-calendar.ts";
import { plainFacts } from "./plain-facts.ts";

/** A story of one ticket, the promises on it, and the calendars `a` and `b` by which they count. */
export type ClockScene = {
  metric: Metric;
  lines: readonly PromiseLine[];
  calendars: ReadonlyMap<string, WorkingCalendar>;
  events: readonly ClockEvent[];
  start: number;
  now: number;
};

export const WALKED_MINUTES = 4_000;
const WEEK_MINUTES = 7 * 1_440;

/** Quiet days, and those on which New York skips an hour or repeats one, and Lord Howe repeats half of one. */
const STARTS = ["2026-07-15T02:00Z", "2026-03-06T02:00Z", "2026-10-30T02:00Z", "2026-04-03T10:00Z"].map((text) =>
  Date.parse(text),
);

type Make = (at: number) => ClockEvent;
type Plain = Extract<ClockEvent, { at: number; type: string }>["type"];

const changes =
  (given: Partial<TicketFacts>): Make =>
  (at) => ({ at, type: "facts_changed", changes: given });
const plain =
  <T extends Plain>(type: T): Make =>
  (at) =>
    ({ at, type }) as ClockEvent;
const form =
  (formId: string): Make =>
  (at) => ({ at, type: "form_submitted", formId });
const answer =
  (kind: "reply" | "progress_update" | "result_notice"): Make =>
  (at) => ({ at, type: "answered", kind });

const ANY: readonly Make[] = [
  changes({ state: "open" }),
  changes({ state: "waiting_customer" }),
  changes({ state: "waiting_department" }),
  changes({ priority: "P1" }),
  changes({ priority: "P2" }),
  changes({ tier: "strategic" }),
  changes({ tier: "basic", tags: ["vip"] }),
  changes({ categoryId: "fault.outage", tags: [] }),
  plain("solved"),
  plain("reopened"),
  plain("not_solved"),
  plain("closed"),
  plain("merged"),
  plain("unmerged"),
  answer("reply"),
  plain("acknowledged"),
];
const transfers = ["x1", "x2"].flatMap((subject) =>
  (["transfer_sent", "transfer_accepted", "transfer_returned", "transfer_answered", "transfer_withdrawn"] as const).map(
    (type): Make =>
      (at) => ({ at, type, subject }),
  ),
);
/** What a metric lives on, so that its stories are not empty. */
const OWN: Partial<Record<Metric, readonly Make[]>> = {
  transfer_response: transfers,
  transfer_result: transfers,
  taken_up: [plain("taken_up")],
  // It takes an answer and a message after it.
  next_response: [
    answer("reply"),
    answer("reply"),
    answer("reply"),
    ...Array.from({ length: 4 }, () => plain("customer_message")),
  ],
  diagnosis: [form("diagnosis"), form("analysis_report")],
  analysis: [plain("taken_up"), plain("taken_up"), form("analysis_report")],
  workaround: [form("workaround"), form("other")],
  progress_update: [answer("progress_update"), answer("result_notice")],
  idle: [plain("taken_up"), plain("progressed"), form("other"), plain("remedy_planned")],
  supplement: [plain("supplement_asked"), plain("supplement_received")],
  watch: [plain("solved"), plain("not_solved")],
  confirmation: [plain("solved"), plain("confirmed")],
  survey: [plain("solved"), plain("survey_sent")],
  remedy_plan: [plain("follow_up_opened"), plain("follow_up_opened"), plain("remedy_planned")],
  call_back: [
    (at) => ({ at, type: "call_back_planned", plannedFor: at + 90 * MINUTE_MS }),
    (at) => ({ at, type: "call_back_planned", plannedFor: at }),
    plain("call_back_done"),
    plain("call_back_dropped"),
  ],
};

type Pace = { gapMinutesMax: number; walkedMinutes: number; target: fc.Arbitrary<PromiseLine["target"]> };

/** Minutes rise by at least one, so that the walker sees one event a minute. */
const storyOf = (metric: Metric, start: number, gapMinutesMax: number): fc.Arbitrary<ClockEvent[]> => {
  const own = OWN[metric] ?? [];
  return fc
    .record({
      waitedMinutes: fc.integer({ min: 1, max: 900 }),
      happenings: fc.array(
        fc.tuple(fc.integer({ min: 1, max: gapMinutesMax }), fc.constantFrom(...ANY, ...own, ...own, ...own)),
        { maxLength: 10 },
      ),
    })
    .map(({ waitedMinutes, happenings }) => {
      let at = start;
      const list: ClockEvent[] = metric === "channel_import" ? [{ at, type: "arrived", facts: plainFacts }] : [];
      if (metric === "channel_import") at += waitedMinutes * MINUTE_MS;
      list.push({ at, type: "opened", facts: plainFacts });
      for (const [gap, make] of happenings) list.push(make((at += gap * MINUTE_MS)));
      return withoutChangesWhileMerged(list);
    });
};

/** Nobody changes a ticket that is merged into another. */
function withoutChangesWhileMerged(list: readonly ClockEvent[]): ClockEvent[] {
  let merged = false;
  return list.filter(({ type }) => {
    if (type === "merged" || type === "unmerged") merged = type === "merged";
    return !merged || type !== "facts_changed";
  });
}

const whens = fc.constantFrom<PromiseLine["when"]>(
  [],
  [],
  [{ priority: ["P1"] }],
  [{ priority: ["P2"] }],
  [{ tier: ["strategic"] }],
  [{ category: ["fault"] }, { tag: ["vip"] }],
);
const pauses = fc.subarray(["waiting_customer" as const, "waiting_department" as const]);

const lineOf = (id: string, metric: Metric, target: fc.Arbitrary<PromiseLine["target"]>) =>
  fc.record({ when: whens, pauses, target, calendar: fc.constantFrom("a", "b") }).map((given): PromiseLine => ({
    id,
    metric,
    title: { zh: "时限", en: "Promise" },
    warn: [],
    onWarn: [],
    onBreach: [],
    via: [],
    source: "test",
    ...given,
  }));

/** Hours of the day, and what the clocks skip and repeat. */
const minuteOfDay = fc.oneof(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 60, max: 180 }));
const target = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 900 }).map(asTarget("within")) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 900 }).map(asTarget("every")) },
  { weight: 2, arbitrary: minuteOfDay.map((minute): PromiseLine["target"] => ({ type: "daily", minute })) },
);
const weekly = fc.constantFrom(WEEK_MINUTES, WEEK_MINUTES, WEEK_MINUTES / 3).map(asTarget("every"));

function asTarget(type: "within" | "every") {
  return (minutes: number): PromiseLine["target"] => ({ type, ms: minutes * MINUTE_MS });
}

const once = (metric: Metric) => fc.constant<PromiseLine["target"]>({ type: "once_before", metric });

/** Two promises of the metric, so that there is a strictest, at times with one that must come before another. */
const linesOf = (metric: Metric, pace: Pace): fc.Arbitrary<PromiseLine[]> => {
  const pair = fc.tuple(lineOf("one", metric, pace.target), lineOf("two", metric, pace.target));
  if (metric === "watch") return pair;
  const before = fc
    .constantFrom<Metric>("resolution", "resolution", "first_response", "watch", metric)
    .chain((anchor) =>
      fc.tuple(
        lineOf("once", metric, once(anchor)),
        lineOf("anchor", anchor, pace.target),
        lineOf("other", anchor, pace.target),
      ),
    );
  return metric === "progress_update" ? fc.oneof(pair, before) : fc.oneof({ weight: 3, arbitrary: pair }, before);
};

const sceneAt = (metrics: readonly Metric[], pace: Pace) =>
  fc.tuple(fc.constantFrom(...metrics), fc.constantFrom(...STARTS)).chain(([metric, start]) =>
    fc
      .record({
        lines: linesOf(metric, pace),
        a: fc.oneof(fc.constant(alwaysOpen("America/New_York", "any")), arbitraryCalendar(start)),
        b: arbitraryCalendar(start),
        events: storyOf(metric, start, pace.gapMinutesMax),
        nowMinute: fc.integer({ min: 0, max: pace.walkedMinutes }),
      })
      .map(({ lines, a, b, events, nowMinute }): ClockScene => ({
        metric,
        lines,
        calendars: new Map([
          ["a", a],
          ["b", b],
        ]),
        events,
        start,
        now: start + nowMinute * MINUTE_MS,
      })),
  );

/** Some days of a ticket under promises of hours, of an hour of the day, and of something before something else. */
export const clockScene = sceneAt(METRICS, { gapMinutesMax: 700, walkedMinutes: WALKED_MINUTES, target });

/** Three weeks of a ticket under weekly promises. */
export const weeklyScene = sceneAt(["progress_update", "idle", "call_back"], {
  gapMinutesMax: 6_000,
  walkedMinutes: 3 * WEEK_MINUTES,
  target: weekly,
});
