import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compiledCalendars,
  shippedDocuments,
  shippedPack,
  standardDocument,
  standardPack,
} from "../../../test/support/shipped-pack.ts";
import {
  clockEvents,
  foldClocks,
  lineMatches,
  nextDue,
  shownClocks,
  type Metric,
  type PromiseLine,
} from "../clocks/index.ts";
import type { TicketEvent, TicketEventBody, TicketFacts } from "../ticket/ticket-event.ts";
import { CUSTOMER_TIERS, PRIORITIES, TICKET_KINDS } from "../ticket/vocabulary.ts";
import { allCategories } from "./index.ts";
import { plainFacts } from "../../../test/support/plain-facts.ts";

const pack = standardPack();
const calendars = compiledCalendars();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const facts = (given: Partial<TicketFacts>): TicketFacts => ({
  ...plainFacts,
  kind: "consultation",
  categoryId: "usage.operate",
  priority: "P3",
  state: "new",
  ...given,
});

const promised = (given: Partial<TicketFacts>, metric: Metric): PromiseLine[] =>
  pack.promises.filter((line) => lineMatches(line, facts(given)) && line.metric === metric);

const within = (lines: readonly PromiseLine[]) =>
  Object.fromEntries(
    lines.map(({ id, target }) => [id, target.type === "within" || target.type === "every" ? target.ms : target]),
  );

describe("the standard pack", () => {
  // REQ: TR-04. Every promise of the sources, by its line.
  it.each<[what: string, given: Partial<TicketFacts>, metric: Metric, line: string, ms: number]>([
    ["C P0 answered", { priority: "P0" }, "first_response", "c.first-response.p0", 5 * MINUTE],
    ["C P0 worked on at once", { priority: "P0" }, "taken_up", "c.taken-up.p0", 5 * MINUTE],
    ["C P1 answered", { priority: "P1" }, "first_response", "c.first-response.p1", 30 * MINUTE],
    ["C P1 solved", { priority: "P1" }, "resolution", "c.resolution.p1", 2 * HOUR],
    ["C P2 answered", { priority: "P2" }, "first_response", "c.first-response.p2", 2 * HOUR],
    ["C P2 solved", { priority: "P2" }, "resolution", "c.resolution.p2", 24 * HOUR],
    ["C P3 answered", { priority: "P3" }, "first_response", "c.first-response.p3", 4 * HOUR],
    ["C P3 solved", { priority: "P3" }, "resolution", "c.resolution.p3", 72 * HOUR],
    ["A high", { priority: "P1" }, "first_response", "a.first-response.high", 15 * MINUTE],
    ["A normal", { priority: "P2" }, "first_response", "a.first-response.normal", 2 * HOUR],
    ["D high", { kind: "complaint", priority: "P1" }, "first_response", "d.first-response.high", 15 * MINUTE],
    ["D medium", { kind: "complaint", priority: "P2" }, "first_response", "d.first-response.medium", 30 * MINUTE],
    ["D low", { kind: "complaint", priority: "P3" }, "first_response", "d.first-response.low", HOUR],
    ["D high solved", { kind: "complaint", priority: "P0" }, "resolution", "d.resolution.high", 2 * HOUR],
    [
      "B interruption",
      { tags: ["business-interruption"] },
      "first_response",
      "b.first-response.interruption",
      30 * MINUTE,
    ],
    [
      "B interruption by category",
      { categoryId: "fault.outage" },
      "first_response",
      "b.first-response.interruption",
      30 * MINUTE,
    ],
    ["B workaround", { categoryId: "fault.outage" }, "workaround", "b.workaround.interruption", 4 * HOUR],
    ["B strategic", { tier: "strategic" }, "first_response", "b.first-response.strategic", HOUR],
    // REQ: HA-06
    ["C news P0", { priority: "P0" }, "progress_update", "c.progress.high", 2 * HOUR],
    ["C news P1", { priority: "P1" }, "progress_update", "c.progress.high", 2 * HOUR],
    ["C news complex", { tags: ["complex"] }, "progress_update", "c.progress.complex", 2 * HOUR],
    ["C news otherwise", { priority: "P3" }, "progress_update", "c.progress.normal", 4 * HOUR],
    ["D news high", { kind: "complaint", priority: "P1" }, "progress_update", "d.progress.high", 2 * HOUR],
    ["B news long-running", { tags: ["long-running"] }, "progress_update", "b.progress.long-running", 168 * HOUR],
    // REQ: HA-01, HA-03
    ["B diagnosis", { kind: "fault", priority: "P0" }, "diagnosis", "b.diagnosis.high", HOUR],
    ["B diagnosis otherwise", { kind: "fault", priority: "P2" }, "diagnosis", "b.diagnosis.normal", HOUR],
    ["C analysis", { kind: "complaint", priority: "P1" }, "analysis", "c.analysis.high", HOUR],
    ["C analysis otherwise", { kind: "fault", priority: "P3" }, "analysis", "c.analysis.normal", HOUR],
    // REQ: HA-05, HA-19, IN-04, IN-10, CL-07
    ["A transfer taken up", { priority: "P3" }, "transfer_response", "a.transfer-response", 2 * HOUR],
    ["A transfer answered, high", { priority: "P1" }, "transfer_result", "a.transfer-result.high", 2 * HOUR],
    ["A transfer answered, otherwise", { priority: "P2" }, "transfer_result", "a.transfer-result.normal", 4 * HOUR],
    ["B watch", { categoryId: "fault.outage" }, "watch", "b.watch", 24 * HOUR],
    ["D entered from outside", {}, "channel_import", "d.channel-import", 24 * HOUR],
    ["A what the customer owes", {}, "supplement", "a.supplement", 72 * HOUR],
    ["C call back", {}, "call_back", "c.call-back", 24 * HOUR],
    // REQ: HA-17, CL-01, CL-04, CL-05
    ["E without progress", {}, "idle", "e.idle", 48 * HOUR],
    ["C confirmation", {}, "confirmation", "c.confirmation", 72 * HOUR],
    ["survey", {}, "survey", "a.survey", 24 * HOUR],
    ["A remedy plan", {}, "remedy_plan", "a.remedy-plan", 2 * HOUR],
  ])("promises %s", (_, given, metric, ...[line, ms]) => {
    expect(within(promised(given, metric))).toMatchObject({ [line]: ms });
  });

  it("promises complaints of medium urgency news daily before 17:00, of low once before the end (REQ: HA-06)", () => {
    expect(within(promised({ kind: "complaint", priority: "P2" }, "progress_update"))["d.progress.medium"]).toEqual({
      type: "daily",
      minute: 1020,
    });
    expect(within(promised({ kind: "complaint", priority: "P3" }, "progress_update"))["d.progress.low"]).toEqual({
      type: "once_before",
      metric: "resolution",
    });
  });

  it("reminds of the confirmation after 24 h and closes by rule after 72 h (REQ: CL-01)", () => {
    const line = pack.promises.find(({ id }) => id === "c.confirmation");
    expect(line?.warn).toEqual([1 / 3]);
    expect([line?.onWarn, line?.onBreach]).toEqual([
      [{ do: "notify", whom: "customer", noticeId: "confirmation-reminder" }],
      [{ do: "close", noticeId: "closed-by-rule" }],
    ]);
  });

  it("names the way to reach a complaining customer and the source of every line", () => {
    const via = (id: string) => pack.promises.find((line) => line.id === id)?.via;
    expect([via("d.first-response.high"), via("d.first-response.medium"), via("d.first-response.low")]).toEqual([
      ["phone", "sms"],
      ["email", "wecom"],
      ["notification"],
    ]);
    expect(pack.promises.filter(({ source }) => source.length < 3)).toEqual([]);
  });

  it("expects an acknowledgement for what was written to the desk, not for what was said to a person", () => {
    expect(within(promised({}, "acknowledged"))).toEqual({ "d.acknowledged": 5 * MINUTE });
    expect(promised({ channel: "phone" }, "acknowledged")).toEqual([]);
  });

  it("runs only on calendars that ship", () => {
    expect(pack.promises.filter(({ calendar }) => !calendars.has(calendar)).map(({ id }) => id)).toEqual([]);
  });

  it("has three levels of categories, each with definition and every leaf with an example (REQ: TR-01)", () => {
    const categories = allCategories(pack.categories);
    const leaves = categories.filter(({ children }) => children.length === 0);
    expect(leaves.length).toBeGreaterThanOrEqual(25);
    expect(Math.max(...categories.map(({ id }) => id.split(".").length))).toBe(3);
    expect(leaves.filter(({ examples }) => examples.length === 0).map(({ id }) => id)).toEqual([]);
  });

  it("says everything in both languages", () => {
    const texts = localTexts(standardDocument(), "");
    expect(texts.length).toBeGreaterThan(200);
    expect(texts.filter(({ zh, en }) => !isChinese(zh) || !isEnglish(en))).toEqual([]);
  });
});

type Said = { place: string; zh: unknown; en: unknown };

function localTexts(value: unknown, place: string): Said[] {
  if (typeof value !== "object" || value === null) return [];
  const keys = Object.keys(value);
  const isKeywords = keys.includes("at_least") || place.endsWith("negations");
  const own =
    !isKeywords && (keys.includes("zh") || keys.includes("en"))
      ? [{ place, zh: undefined, en: undefined, ...value }]
      : [];
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => localTexts(inner, `${place}.${key}`))];
}
const isChinese = (text: unknown) => typeof text === "string" && /[\u4e00-\u9fff]/.test(text);
const isEnglish = (text: unknown) =>
  typeof text === "string" && /[a-z]{2}/i.test(text) && !/[\u4e00-\u9fff]/.test(text);

describe("a ticket under the standard pack", () => {
  const opened = Date.parse("2026-09-30T16:30:00+08:00");
  const clocksOf = (
    bodies: readonly [minutes: number, body: TicketEventBody][],
    given: Partial<TicketFacts>,
    now: number,
    lines = pack.promises,
  ) => {
    const all: [number, TicketEventBody][] = [
      [0, { type: "opened", facts: facts(given), contactId: "c", subjectDigest: "" }],
      ...bodies,
    ];
    const events = all.map(([minutes, body], index): TicketEvent => ({
      seq: index + 1,
      at: opened + minutes * MINUTE,
      actor: { kind: "staff", id: "s" },
      body,
    }));
    return foldClocks({ lines, calendars, events: clockEvents(events), now });
  };
  const due = (given: Partial<TicketFacts>, metric: Metric) => {
    const clock = shownClocks(clocksOf([], given, opened)).find((shown) => shown.metric === metric);
    return clock && [clock.lineId, new Date((clock.dueAt ?? 0) + 8 * HOUR).toISOString().slice(0, 16)];
  };

  it("opened before National Day is due by the strictest line after the holiday", () => {
    // 16:30 to 18:00 is an hour and a half; the next working day is Thursday, 8 October.
    expect(due({ priority: "P2" }, "first_response")).toEqual(["c.first-response.p2", "2026-10-08T09:30"]);
    expect(due({ priority: "P2" }, "resolution")).toEqual(["c.resolution.p2", "2026-10-08T16:30"]);
    expect(due({ priority: "P3" }, "resolution")).toEqual(["c.resolution.p3", "2026-10-10T16:30"]);
    expect(due({ priority: "P1" }, "first_response")).toEqual(["a.first-response.high", "2026-09-30T16:45"]);
    expect(due({ priority: "P2", kind: "complaint" }, "first_response")).toEqual([
      "d.first-response.medium",
      "2026-09-30T17:00",
    ]);
    expect(due({ priority: "P3", tier: "strategic" }, "first_response")).toEqual([
      "b.first-response.strategic",
      "2026-09-30T17:30",
    ]);
  });

  const body = fc.oneof<fc.Arbitrary<TicketEventBody>[]>(
    fc
      .constantFrom(
        "open" as const,
        "waiting_customer" as const,
        "waiting_department" as const,
        "waiting_third_party" as const,
      )
      .map((state) => ({ type: "facts_changed", changes: { state }, reason: null })),
    fc.constantFrom(...PRIORITIES).map((priority) => ({ type: "facts_changed", changes: { priority }, reason: null })),
    fc.constantFrom(...TICKET_KINDS).map((kind) => ({ type: "facts_changed", changes: { kind }, reason: null })),
    fc
      .constantFrom("reply" as const, "acknowledgement" as const, "progress_update" as const)
      .map((kind) => ({ type: "message_sent", messageId: "m", kind })),
    fc.constant({ type: "customer_message", messageId: "m", automatic: false }),
    fc.constant({ type: "solved", resultNoticeId: "r" }),
    fc.constant({ type: "not_solved", reasonDigest: null }),
    fc.constant({ type: "reopened", by: "customer", reason: null }),
    fc.constant({ type: "survey_sent", messageId: "m" }),
    fc.constant({ type: "closed", by: "agent", rule: null }),
  );

  it.each([...shippedDocuments().keys()])(
    "always has a next due moment while it is open, under %s",
    (id) => {
      const { promises } = shippedPack(id);
      const life = fc.array(fc.tuple(fc.integer({ min: 0, max: 3_000 }), body), { maxLength: 12 });
      const given = fc.record({
        kind: fc.constantFrom(...TICKET_KINDS),
        priority: fc.constantFrom(...PRIORITIES),
        tier: fc.constantFrom(...CUSTOMER_TIERS),
      });
      fc.assert(
        fc.property(given, life, (start, happenings) => {
          let minutes = 0;
          let state: string = "new";
          const bodies: [number, TicketEventBody][] = [];
          for (const [gap, happened] of happenings) {
            const after = stateAfter(state, happened);
            if (after === null) continue;
            state = after;
            bodies.push([(minutes += gap), happened]);
          }
          const next = nextDue(clocksOf(bodies, start, opened + minutes * MINUTE, promises));
          if (state === "closed") return;
          expect(next).not.toBeNull();
        }),
        { numRuns: 300 },
      );
    },
    60_000,
  );
});

/** The states as the ticket's own rules allow them; null where they refuse. */
function stateAfter(state: string, body: TicketEventBody): string | null {
  const isDone = state === "solved" || state === "closed";
  if (body.type === "facts_changed" && body.changes.state) return isDone ? null : body.changes.state;
  if (body.type === "solved") return isDone ? null : "solved";
  if (body.type === "closed") return state === "solved" ? "closed" : null;
  if (body.type === "not_solved" || body.type === "reopened") return isDone ? "open" : null;
  return state;
}
