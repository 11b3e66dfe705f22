import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { standardPack } from "../../../test/support/shipped-pack.ts";
import type { PromiseLine } from "../clocks/index.ts";
import { diffPacks, type Pack } from "./index.ts";

const standard = standardPack();
const withLine = (id: string, change: Partial<PromiseLine>): Pack => ({
  ...standard,
  promises: standard.promises.map((line) => (line.id === id ? { ...line, ...change } : line)),
});
const MINUTE = 60_000;
const said = (after: Pack) => diffPacks(standard, after).map(({ says }) => [says.zh, says.en]);

describe("the difference between two packs", () => {
  it("says nothing of a pack and itself", () => {
    expect(diffPacks(standard, standardPack())).toEqual([]);
  });

  it("says a shorter promise as people say it, with its source", () => {
    const after = withLine("c.resolution.p1", { target: { type: "within", ms: 90 * MINUTE }, source: "C 新规" });
    expect(said(after)).toEqual([
      ["P1 解决：2 小时 → 1 小时 30 分钟，来源 C 新规", "P1 resolution: 2 h → 1 h 30 min, source C 新规"],
    ]);
  });

  it("leaves out a list of kinds that tells nothing, and names a source that alone changed", () => {
    const twenty = withLine("c.first-response.p1", { target: { type: "within", ms: 20 * MINUTE } });
    expect(said(twenty)).toEqual([
      [
        "P1 首次响应：30 分钟 → 20 分钟，来源 C P1 30 分钟响应 TR-04",
        "P1 first response: 30 min → 20 min, source C P1 30 分钟响应 TR-04",
      ],
    ]);
    expect(said(withLine("e.idle", { source: "新" }))).toEqual([
      [
        "无进展时长：原依据 E 48 小时无进展自动升级 HA-17，来源 新",
        "Time without progress: was cited from E 48 小时无进展自动升级 HA-17, source 新",
      ],
    ]);
  });

  it("says whom it is for, when it warns and what happens then", () => {
    const after = withLine("d.progress.medium", {
      when: [{ kind: ["complaint"], priority: ["P1", "P2"] }],
      warn: [0.5],
      onBreach: [{ do: "escalate", to: "supervisor" }],
      calendar: "always",
    });
    expect(said(after)).toEqual([
      [
        "P2 投诉 进度同步：适用于 P2 投诉 → P1、P2 投诉；工作日历 cn-office → always；预警 80% → 50%；超时后 通知组长 → 升级到主管，来源 D 中级投诉每日 17:00 前反馈 HA-06",
        "P2 complaint progress update: for P2 complaint → P1 / P2 complaint; calendar cn-office → always; warns at 80% → 50%; on breach tell the leader → escalate to the supervisor, source D 中级投诉每日 17:00 前反馈 HA-06",
      ],
    ]);
  });

  it("says what is new and what is gone", () => {
    const after: Pack = {
      ...standard,
      tags: [...standard.tags, { id: "vip", name: { zh: "贵宾", en: "VIP" } }],
      promises: standard.promises.filter(({ id }) => id !== "c.first-response.p1"),
      forms: standard.forms.filter(({ id }) => id !== "compensation"),
    };
    expect(diffPacks(standard, after).map(({ kind, section, id }) => `${kind} ${section} ${id}`)).toEqual([
      "removed promises c.first-response.p1",
      "added tags vip",
      "removed forms compensation",
    ]);
    expect(said(after)[1]).toEqual(["新增 “贵宾”", 'added "VIP"']);
  });

  it("says in a form, a notice and the matrix only what changed", () => {
    const after: Pack = {
      ...standard,
      forms: standard.forms.map((form) =>
        form.id === "workaround"
          ? {
              ...form,
              fields: form.fields.map((field) => (field.id === "valid_until" ? { ...field, required: true } : field)),
            }
          : form,
      ),
      priority: { ...standard.priority, defaults: { impact: "one-user", urgency: "normal" } },
    };
    expect(said(after)).toEqual([
      [
        "“临时方案”：fields.valid_until.required false → true",
        '"Workaround": fields.valid_until.required false → true',
      ],
      ["defaults.impact some-users → one-user", "defaults.impact some-users → one-user"],
    ]);
  });

  it("says of routes, gates and spans of time what they mean, and notices another order", () => {
    const after: Pack = {
      ...standard,
      routes: standard.routes
        .map((route) =>
          route.id === "c.route.high"
            ? { ...route, when: [{ priority: ["P0" as const] }], to: { ...route.to, team: "rnd" } }
            : route,
        )
        .toReversed(),
      callBacks: standard.callBacks.map((rule) => ({ ...rule, afterMs: 7 * 24 * 60 * MINUTE })),
      gates: standard.gates.map((gate) =>
        gate.id === "e.risk" ? { ...gate, demands: gate.demands.slice(0, 1) } : gate,
      ),
      tiers: standard.tiers.filter(({ id }) => id !== "b.tier.growth"),
      authorities: standard.authorities.filter(({ id }) => id !== "b.promise-date"),
    };
    const says = said(after);
    const ids = standard.routes.map(({ id }) => id);
    expect(says).toEqual([
      [
        "闸门 #影响可能扩大：demands 风险评估与控制方案、风险已报管理者知悉 → 风险评估与控制方案",
        "gate for #may spread: demands Risk assessment and containment, The risk reported to management → Risk assessment and containment",
      ],
      ["删除 “向客户承诺超出标准时限的日期”", 'removed "To promise the customer a date beyond the standard"'],
      ["回访 战略客户 或 #复杂问题：after 3 天 → 7 天", "call back for strategic or #complex: after 3 d → 7 d"],
      ["分派 P0：when P0、P1 → P0；to.team 无 → rnd", "route for P0: when P0 / P1 → P0; to.team none → rnd"],
      [
        `顺序 ${ids.join("、")} → ${ids.toReversed().join("、")}`,
        `order ${ids.join(", ")} → ${ids.toReversed().join(", ")}`,
      ],
      ["删除 客户等级 b.tier.growth", "removed tier b.tier.growth"],
    ]);
  });

  it("notices a demand that changes behind the same words", () => {
    const gates = standard.gates.map((gate) =>
      gate.id === "close"
        ? { ...gate, demands: gate.demands.map((demand) => ({ ...demand, orLine: "e.idle" }) as typeof demand) }
        : gate,
    );
    expect(diffPacks(standard, { ...standard, gates })).toHaveLength(1);
  });

  it("notices every promise that changes, and no other", () => {
    const ids = standard.promises.map(({ id }) => id);
    fc.assert(
      fc.property(fc.subarray(ids), (changed) => {
        const promises = standard.promises.map((line) =>
          changed.includes(line.id) ? { ...line, target: { type: "within" as const, ms: 7 * MINUTE } } : line,
        );
        expect(diffPacks(standard, { ...standard, promises }).map(({ id }) => id)).toEqual(changed);
      }),
      { numRuns: 100 },
    );
  });
});
