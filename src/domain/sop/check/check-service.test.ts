import { describe, expect, it } from "vitest";
import { compiledCalendars, shippedPack } from "../../../../test/support/shipped-pack.ts";
import type { PromiseLine } from "../../clocks/index.ts";
import { checkPack, type Pack } from "../index.ts";

const NOW = Date.parse("2026-11-20T12:00:00+08:00");
const calendars = compiledCalendars();
const standard = shippedPack("standard");
const found = (pack: Pack) => checkPack(pack, { calendars, now: NOW });
const told = (pack: Pack) => found(pack).map(({ code, place }) => `${code} ${place}`);
const TEXT = { zh: "测试", en: "Test" };

/** The standard pack with one item of a list changed, or another put in front of or behind the rest. */
type Lists = { [K in keyof Pack]: Pack[K] extends readonly { id: string }[] ? K : never }[keyof Pack];
function changed<K extends Lists>(section: K, id: string, change: object): Pack {
  const items = standard[section] as readonly { id: string }[];
  expect(items.map((item) => item.id)).toContain(id);
  return { ...standard, [section]: items.map((item) => (item.id === id ? { ...item, ...change } : item)) };
}
const added = <K extends Lists>(section: K, item: Pack[K][number]): Pack => ({
  ...standard,
  [section]: [...(standard[section] as readonly object[]), item],
});
const first = <K extends Lists>(section: K, item: Pack[K][number]): Pack => ({
  ...standard,
  [section]: [item, ...(standard[section] as readonly object[])],
});
const to = { team: null, level: null, adviser: false, notifyLeader: false, onCall: null };
const lineOf = (id: string) => standard.promises.find((line) => line.id === id) as PromiseLine;
const gate = (id: string, change: Partial<Pack["gates"][number]>): Pack["gates"][number] => ({
  id,
  transition: "close",
  when: [],
  demands: [],
  source: "x",
  ...change,
});
const approval = (authorityId: string, of: { formId: string; field: string | null } | null) => [
  { kind: "approval" as const, authorityId, of, label: TEXT },
];
const handler = (change: object) => ({
  ...standard,
  complaints: {
    ...standard.complaints,
    handlers: [
      {
        id: "mine",
        types: [],
        urgencies: [],
        responsibilities: [],
        to: { team: "rnd", level: null },
        source: "x",
        ...change,
      },
      ...standard.complaints.handlers,
    ],
  },
});

describe("the checker", () => {
  it.each<[expected: string, pack: Pack]>([
    // Routes: the first that holds is taken
    ["rule_unreached routes[c.route.rest]", first("routes", { id: "all", when: [], to, source: "x" })],
    [
      "rule_unreached routes[late]",
      {
        ...standard,
        routes: [
          { id: "high", when: [{ priority: ["P0", "P1"] }], to, source: "x" },
          { id: "low", when: [{ priority: ["P2", "P3"], kind: ["fault"] }], to, source: "x" },
          { id: "late", when: [{ kind: ["fault"] }], to, source: "x" },
          { id: "rest", when: [], to, source: "x" },
        ],
      },
    ],
    ["route_missing routes", { ...standard, routes: standard.routes.filter(({ id }) => id !== "c.route.rest") }],
    [
      "condition_never routes[c.route.high].when.state",
      changed("routes", "c.route.high", { when: [{ state: ["open"] }] }),
    ],
    [
      "condition_never routes[c.route.high].when.level",
      changed("routes", "c.route.high", { when: [{ level: ["L2"] }] }),
    ],
    [
      "condition_never routes[c.route.high].when.complaint_urgency",
      changed("routes", "c.route.high", { when: [{ complaint_urgency: ["high"] }] }),
    ],
    [
      "condition_never promises[e.idle].when.complaint_urgency",
      changed("promises", "e.idle", { when: [{ kind: ["fault"], complaint_urgency: ["high"] }] }),
    ],
    [
      "condition_always promises[e.idle].when.level",
      changed("promises", "e.idle", { when: [{ level: ["L1", "L2", "L3"] }] }),
    ],
    ["id_unknown routes[c.route.high].to.team", changed("routes", "c.route.high", { to: { ...to, team: "moon" } })],
    [
      "id_unknown routes[c.route.high].to.on_call",
      changed("routes", "c.route.high", { to: { ...to, onCall: "moon" } }),
    ],
    // Tiers
    [
      "rule_unreached tiers[b.tier.growth]",
      changed("tiers", "b.tier.growth", { when: [{ paidMin: 900_000, monthsMin: null, usersMin: null }] }),
    ],
    ["tier_missing tiers", { ...standard, tiers: standard.tiers.filter(({ id }) => id !== "b.tier.basic") }],
    // The complaint matrix
    ["rule_unreached complaints.handlers[d.handler.unclear]", handler({ responsibilities: ["unclear"] })],
    [
      "complaint_unhandled complaints.handlers",
      {
        ...standard,
        complaints: {
          ...standard.complaints,
          handlers: standard.complaints.handlers.filter(({ id }) => id !== "d.handler.low"),
        },
      },
    ],
    ["id_unknown complaints.handlers[mine].type", handler({ types: ["noise"] })],
    ["id_unknown complaints.handlers[mine].responsibility", handler({ responsibilities: ["moon"] })],
    // Transfers and call backs
    ["rule_unreached transfers[a.transfer.department]", changed("transfers", "a.transfer.third-party", { teams: [] })],
    [
      "transfer_promise_wrong transfers[a.transfer.department].promises",
      changed("transfers", "a.transfer.department", {
        promises: ["e.idle", "a.transfer-result.high", "a.transfer-result.normal"],
      }),
    ],
    [
      "transfer_without_deadline transfers[a.transfer.department].promises",
      changed("transfers", "a.transfer.department", { promises: ["a.transfer-result.high"] }),
    ],
    [
      "id_unknown transfers[a.transfer.department].form",
      changed("transfers", "a.transfer.department", { form: "paper" }),
    ],
    [
      "id_unknown transfers[a.transfer.department].contact_field",
      changed("transfers", "a.transfer.department", { contactField: "fax" }),
    ],
    [
      "rule_unreached call_backs[late]",
      added("callBacks", {
        id: "late",
        when: [{ tier: ["strategic"] }],
        afterMs: 1,
        by: "owner",
        script: null,
        source: "x",
      }),
    ],
    [
      "id_unknown call_backs[c.call-back.strategic].script",
      changed("callBacks", "c.call-back.strategic", { script: "poem" }),
    ],
    // Duty
    [
      "escalation_circle escalation_contacts[e.engineering.duty]",
      changed("escalationContacts", "e.support.manager", { afterMs: 1, next: "e.engineering.duty" }),
    ],
    ["escalation_circle on_call[engineering]", changed("onCall", "engineering", { backup: "rnd" })],
    [
      "escalation_incomplete escalation_contacts[e.rnd.duty]",
      changed("escalationContacts", "e.rnd.duty", { afterMs: null }),
    ],
    [
      "id_unknown escalation_contacts[e.rnd.duty].roster",
      changed("escalationContacts", "e.rnd.duty", { reach: { kind: "roster", rosterId: "moon" } }),
    ],
    ["id_unknown escalation_contacts[e.rnd.duty].next", changed("escalationContacts", "e.rnd.duty", { next: "moon" })],
    ["id_unknown on_call[rnd].team", changed("onCall", "rnd", { team: "moon" })],
    [
      "id_unknown promises[e.idle]",
      changed("promises", "e.idle", { onBreach: [{ do: "notify", whom: "on_call:moon", noticeId: null }] }),
    ],
    ["id_unknown promises[e.idle]", changed("promises", "e.idle", { onBreach: [{ do: "reassign", to: "team:moon" }] })],
    // Gates
    ["step_circle steps[a.remote.backup]", changed("steps", "a.remote.backup", { after: ["a.remote.result"] })],
    [
      "id_unknown gates[x].demands",
      added("gates", gate("x", { demands: [{ kind: "step", stepId: "dance", label: TEXT }] })),
    ],
    ["id_unknown gates[x].demands", added("gates", gate("x", { demands: approval("king", null) }))],
    [
      "gate_never_opens gates[x].demands",
      added("gates", gate("x", { transition: "solve", demands: [{ kind: "watch", lineId: "b.watch", label: TEXT }] })),
    ],
    ["gate_rule_never_closes gates[b.watch].demands", changed("promises", "b.watch", { onWarn: [] })],
    ["gate_never_opens gates[b.watch].demands", changed("gates", "b.watch", { when: [{ category: ["fault"] }] })],
    [
      "authority_ceiling authorities[d.compensation].grants",
      changed("authorities", "d.compensation", { grants: [{ role: "agent", upTo: 200 }] }),
    ],
    [
      "approval_without_amount gates[x].demands",
      added("gates", gate("x", { demands: approval("d.compensation", { formId: "compensation", field: "plan" }) })),
    ],
    [
      "gates_contradict gates[x].demands",
      added("gates", gate("x", { demands: approval("e.risk-report", { formId: "compensation", field: null }) })),
    ],
    // Effects
    [
      "escalation_without_effect promises[e.idle]",
      changed("promises", "e.idle", { when: [{ level: ["L3"] }], onBreach: [{ do: "escalate", to: "L2" }] }),
    ],
    [
      "effect_circle promises[a.supplement].on_breach",
      changed("promises", "a.supplement", { onBreach: [{ do: "ask_supplement" }] }),
    ],
    // Texts
    [
      "variable_unknown scripts[e.closing].text",
      changed("scripts", "e.closing", { text: { zh: "再见 {{moon}}", en: "Bye {{moon}}" } }),
    ],
    [
      "variable_unknown scripts[e.closing].text",
      changed("scripts", "e.closing", { text: { zh: "工单 {ticket_number}", en: "Case {ticket_number}" } }),
    ],
    [
      "variable_in_one_language scripts[e.closing].text",
      changed("scripts", "e.closing", { text: { zh: "再见 {{due}}", en: "Bye" } }),
    ],
    [
      "translation_missing scripts[e.closing].title.en",
      changed("scripts", "e.closing", { title: { zh: "结束语", en: "结束" } }),
    ],
    [
      "translation_missing escalation_contacts[e.rnd.duty].name.zh",
      changed("escalationContacts", "e.rnd.duty", { name: { zh: "Developer on duty, always", en: "Developer" } }),
    ],
    ["id_unknown scripts[e.closing].channel", changed("scripts", "e.closing", { channel: "pigeon" })],
    ["id_unknown channels[phone].greeting", changed("channels", "phone", { greeting: "song" })],
    ["channel_unowned channels", { ...standard, channels: standard.channels.filter(({ id }) => id !== "portal") }],
    ["id_unknown channels[phone].owner", changed("channels", "phone", { owner: "moon" })],
    [
      "id_unknown categories[account].required_fields",
      { ...standard, supplements: standard.supplements.filter(({ id }) => id !== "account") },
    ],
    [
      "follow_up_unreached follow_ups[b.follow-up.nps]",
      {
        ...standard,
        surveys: standard.surveys.map((survey) => ({
          ...survey,
          questions: survey.questions.filter(({ type }) => type !== "nps"),
        })),
      },
    ],
    ["follow_up_unreached follow_ups[b.follow-up.nps]", changed("followUps", "b.follow-up.nps", { npsMax: null })],
    [
      "survey_never_asked surveys[second]",
      { ...standard, surveys: [...standard.surveys, { ...standard.surveys[0]!, id: "second" }] },
    ],
    // REQ: HA-22
    [
      "authority_idle authorities[b.see-personal-data]",
      changed("authorities", "b.see-personal-data", { governs: null }),
    ],
    [
      "authority_idle authorities[b.promise-date]",
      changed("authorities", "b.promise-date", { governs: "personal_data" }),
    ],
    [
      "promised_no_date forms[remedy_plan].fields[responsible].promised",
      changed("forms", "remedy_plan", {
        fields: standard.forms
          .find(({ id }) => id === "remedy_plan")!
          .fields.map((field) => ({ ...field, promised: field.id === "responsible" })),
      }),
    ],
    // REQ: HA-08
    ["way_unavailable notices[supplement-reminder].via", changed("notices", "supplement-reminder", { via: ["wecom"] })],
    [
      "way_unavailable notices[supplement-reminder].via",
      changed("notices", "supplement-reminder", { via: ["sms", "email"] }),
    ],
    [
      "webhook_missing notices[supplement-reminder].webhook",
      changed("notices", "supplement-reminder", { via: ["webhook"] }),
    ],
    [
      "id_twice scripts[e.closing]",
      added(
        "scripts",
        standard.scripts.find(({ id }) => id === "e.closing")!,
      ),
    ],
  ])("finds %s, and says how to mend it in both languages", (expected, pack) => {
    expect(told(pack)).toContain(expected);
    for (const { says, mend } of found(pack)) {
      for (const text of [says.zh, mend.zh]) expect(text).toMatch(/[\u4e00-\u9fff]/);
      for (const text of [says.en, mend.en]) expect(text).toMatch(/^[^\u4e00-\u9fff]+$/);
    }
  });

  it("names the one rule that forestalls another", () => {
    const [one] = found(first("routes", { id: "all", when: [], to, source: "x" }));
    expect(one?.says).toEqual({ zh: "前面的“all”总是先适用", en: "all before it always comes first" });
  });

  it("takes the end of a watch for the moment that it is told at", () => {
    expect(lineOf("b.watch").warn).toEqual([]);
    expect(told(standard)).toEqual([]);
  });
});
