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
        "P2 complaint progress update: for P2 complaint → P1/P2 complaint; calendar cn-office → always; warns at 80% → 50%; on breach tell the leader → escalate to the supervisor, source D 中级投诉每日 17:00 前反馈 HA-06",
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
