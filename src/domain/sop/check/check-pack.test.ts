import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compiledCalendars, shippedDocuments, shippedPack } from "../../../../test/support/shipped-pack.ts";
import type { PromiseLine, When } from "../../clocks/index.ts";
import { CUSTOMER_TIERS, PRIORITIES, TICKET_KINDS } from "../../ticket/vocabulary.ts";
import { compileCalendar } from "../../time/index.ts";
import { checkPack, type Pack } from "../index.ts";

const NOW = Date.parse("2026-11-20T12:00:00+08:00");
const calendars = compiledCalendars();
const closedWeek = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
for (const [id, exceptions] of [
  ["shut", []],
  [
    "one-day",
    [{ from: "2026-11-23", to: "2026-11-23", shifts: [{ from: 540, to: 600 }], name: { zh: "日", en: "Day" } }],
  ],
] as const) {
  const made = compileCalendar({ id, zone: "Asia/Shanghai", weekly: closedWeek, exceptions });
  if (made.ok) calendars.set(id, made.value);
}

const standard = shippedPack("standard");
const found = (pack: Pack) => checkPack(pack, { calendars, now: NOW });
const told = (pack: Pack) => found(pack).map(({ code, place }) => `${code} ${place}`);
const withLine = (id: string, change: Partial<PromiseLine>): Pack => ({
  ...standard,
  promises: standard.promises.map((line) => (line.id === id ? { ...line, ...change } : line)),
});
const lineOf = (id: string) => standard.promises.find((line) => line.id === id) as PromiseLine;
const HOUR = 3_600_000;
const YES = { zh: "确认", en: "Yes" };
const confirmation = (orLine: string | null) => [{ kind: "confirmation" as const, orLine, label: YES }];

describe("the checker", () => {
  it.each([...shippedDocuments().keys()])("finds nothing in %s", (id) => {
    expect(told(shippedPack(id))).toEqual([]);
  });

  it.each<[expected: string, pack: Pack]>([
    ["condition_never promises[e.idle].when.state", withLine("e.idle", { when: [{ state: ["closed"] }] })],
    ["condition_always promises[e.idle].when.priority", withLine("e.idle", { when: [{ priority: PRIORITIES }] })],
    [
      "condition_always promises[e.idle].when",
      withLine("e.idle", { when: [{ priority: ["P0", "P1"] }, { priority: ["P2", "P3"] }] }),
    ],
    [
      "condition_superfluous promises[e.idle].when[1]",
      withLine("e.idle", { when: [{ category: ["fault"] }, { category: ["fault.software"], priority: ["P1"] }] }),
    ],
    [
      "condition_never gates[solve].when.state",
      { ...standard, gates: standard.gates.map((gate) => ({ ...gate, when: [{ state: ["closed" as const] }] })) },
    ],
    [
      "gate_never_opens gates[early].demands",
      {
        ...standard,
        gates: [
          ...standard.gates,
          { id: "early", transition: "solve", when: [], demands: confirmation(null), source: "x" },
        ],
      },
    ],
    [
      "gate_rule_never_closes gates[close].demands",
      {
        ...standard,
        gates: standard.gates.map((gate) =>
          gate.id === "close" ? { ...gate, demands: confirmation("e.idle") } : gate,
        ),
      },
    ],
    [
      "closing_refused promises[c.confirmation].on_breach",
      {
        ...standard,
        gates: [
          ...standard.gates,
          {
            id: "strict",
            transition: "close",
            when: [{ kind: ["complaint"] }],
            demands: confirmation(null),
            source: "x",
          },
        ],
      },
    ],
    [
      "gates_contradict gates[second].demands",
      {
        ...standard,
        promises: [...standard.promises, { ...lineOf("c.confirmation"), id: "d.confirmation" }],
        gates: [
          ...standard.gates,
          {
            id: "second",
            transition: "close",
            when: [{ kind: ["complaint"] }],
            demands: confirmation("d.confirmation"),
            source: "x",
          },
        ],
      },
    ],
    ["calendar_unknown promises[e.idle].calendar", withLine("e.idle", { calendar: "moon" })],
    ["calendar_closed promises[e.idle].calendar", withLine("e.idle", { calendar: "shut" })],
    ["target_unreachable promises[e.idle].within", withLine("e.idle", { calendar: "one-day" })],
    [
      "daily_outside_hours promises[d.progress.medium].daily",
      withLine("d.progress.medium", { target: { type: "daily", minute: 1200 } }),
    ],
    ["warnings_out_of_order promises[e.idle].warn", withLine("e.idle", { warn: [0.8, 0.5] })],
    ["warning_never_comes promises[e.idle].on_warn", withLine("e.idle", { warn: [] })],
    [
      "form_missing promises[b.workaround.interruption].metric",
      { ...standard, forms: standard.forms.filter(({ id }) => id !== "workaround") },
    ],
    ["promise_never_begins promises[a.remedy-plan].metric", { ...standard, followUps: [] }],
    [
      "once_before_nothing promises[d.progress.low].once_before",
      { ...standard, promises: standard.promises.filter(({ id }) => id !== "c.resolution.p3") },
    ],
    [
      "cadence_too_long promises[d.progress.high].every",
      withLine("d.progress.high", { target: { type: "every", ms: 3 * HOUR } }),
    ],
    [
      "raise_without_effect promises[c.resolution.p1]",
      withLine("c.resolution.p1", { onBreach: [{ do: "raise_priority", to: "P1" }] }),
    ],
    [
      "escalation_goes_back promises[e.idle].on_breach",
      withLine("e.idle", { onWarn: [{ do: "escalate", to: "L3" }], onBreach: [{ do: "escalate", to: "L2" }] }),
    ],
    [
      "category_unreached categories[usage.operate]",
      {
        ...standard,
        promises: standard.promises.map((line) =>
          line.metric === "first_response" ? { ...line, when: [{ category: ["fault"] }] } : line,
        ),
      },
    ],
    ["survey_never_sent surveys[standard]", withLine("a.survey", { warn: [], onWarn: [] })],
    [
      "follow_up_unreached follow_ups[late]",
      {
        ...standard,
        followUps: [...standard.followUps, { ...standard.followUps[1]!, id: "late", satisfactionMax: 1 }],
      },
    ],
    [
      "translation_missing tags[delay].name.zh",
      {
        ...standard,
        tags: standard.tags.map((tag) =>
          tag.id === "delay" ? { ...tag, name: { zh: "Late, by far", en: "Late" } } : tag,
        ),
      },
    ],
    [
      "variable_in_one_language notices[closed-by-rule].subject",
      {
        ...standard,
        notices: standard.notices.map((notice) => ({ ...notice, subject: { zh: "已关闭 {link}", en: "Closed" } })),
      },
    ],
    ["id_twice tags[delay]", { ...standard, tags: [...standard.tags, { id: "delay", name: YES }] }],
    ["id_unknown promises[e.idle].when.tag", withLine("e.idle", { when: [{ tag: ["gone"] }] })],
  ])("finds %s, and says how to mend it in both languages", (expected, pack) => {
    expect(told(pack)).toContain(expected);
    for (const { says, mend } of found(pack)) {
      for (const text of [says.zh, mend.zh]) expect(text).toMatch(/[\u4e00-\u9fff]/);
      for (const text of [says.en, mend.en]) expect(text).toMatch(/^[^\u4e00-\u9fff]+$/);
    }
  });

  it("finds a ticket that would go round between two priorities", () => {
    const up = { ...lineOf("e.idle"), id: "up", when: [{ priority: ["P1" as const] }] };
    const promises: PromiseLine[] = [
      ...standard.promises,
      { ...up, onBreach: [{ do: "raise_priority", to: "P0" }] },
      { ...up, id: "down", when: [{ priority: ["P0", "P2"] }], onBreach: [{ do: "raise_priority", to: "P1" }] },
    ];
    expect(told({ ...standard, promises })).toEqual([
      "escalation_circle promises[up]",
      "escalation_circle promises[down]",
    ]);
  });

  it("judges conditions as one who tries every ticket", { timeout: 240_000 }, () => {
    const some = <T extends string>(all: readonly T[]) =>
      fc.subarray([...all], { minLength: 1, maxLength: all.length - 1 });
    const when: fc.Arbitrary<When> = fc.record(
      { kind: some(TICKET_KINDS), priority: some(PRIORITIES), tier: some(CUSTOMER_TIERS) },
      { requiredKeys: [] },
    );
    const tickets = TICKET_KINDS.flatMap((kind) =>
      PRIORITIES.flatMap((priority) => CUSTOMER_TIERS.map((tier) => ({ kind, priority, tier }))),
    );
    const meets = (given: readonly When[], ticket: (typeof tickets)[number]) =>
      given.some(
        ({ kind, priority, tier }) =>
          (kind?.includes(ticket.kind) ?? true) &&
          (priority?.includes(ticket.priority) ?? true) &&
          (tier?.includes(ticket.tier) ?? true),
      );
    fc.assert(
      fc.property(fc.array(when, { minLength: 2, maxLength: 4 }), (given) => {
        const codes = told(withLine("b.progress.long-running", { when: given })).filter((line) =>
          line.includes("b.progress.long-running].when"),
        );
        const isAlways = tickets.every((ticket) => meets(given, ticket));
        const isSuperfluous = given.some((one, at) =>
          tickets.every(
            (ticket) =>
              !meets([one], ticket) ||
              meets(
                given.filter((_, other) => other !== at),
                ticket,
              ),
          ),
        );
        expect(codes.some((code) => code.startsWith("condition_always"))).toBe(isAlways);
        expect(codes.some((code) => code.startsWith("condition_superfluous"))).toBe(isSuperfluous && !isAlways);
      }),
      { numRuns: 200 },
    );
  });
});
