import { describe, expect, it } from "vitest";
import { workMs } from "../../../test/support/work-ms.ts";
import { standardPack } from "../../../test/support/shipped-pack.ts";
import { decidePriority, type PriorityCase } from "./index.ts";

const { priority: matrix } = standardPack();

const decide = (given: Partial<PriorityCase>) =>
  decidePriority(matrix, { kind: "fault", tier: "basic", text: "", impact: null, urgency: null, ...given });
const priorityOf = (given: Partial<PriorityCase>) => decide(given).priority;

// REQ: TR-03
describe("the priority of a case", () => {
  it("comes from impact and urgency, with the pack's defaults where nothing is known", () => {
    expect(priorityOf({})).toBe("P3");
    expect(priorityOf({ impact: "whole-business", urgency: "stopped" })).toBe("P0");
    expect(priorityOf({ impact: "some-users", urgency: "hindered" })).toBe("P2");
    expect(priorityOf({ impact: "unheard-of", urgency: "normal" })).toBe("P3");
  });

  it("rises one step for a strategic customer, never to P0 by that alone", () => {
    expect(priorityOf({ tier: "strategic" })).toBe("P2");
    expect(priorityOf({ tier: "strategic", impact: "many-users", urgency: "stopped" })).toBe("P1");
    expect(priorityOf({ tier: "strategic", impact: "whole-business", urgency: "stopped" })).toBe("P0");
    expect(priorityOf({ tier: "growth" })).toBe("P3");
  });

  it.each([
    ["系统无法使用，请尽快处理", "P1", false],
    ["已经严重影响我们的生产", "P1", false],
    ["We cannot use the export at all", "P1", false],
    ["I can’t use it", "P1", false],
    ["This SERIOUSLY AFFECTS our shop", "P1", false],
    ["标签打印机报 E-3310，全线停产！我要投诉", "P1", false],
    ["Our packing line is down since this morning", "P1", false],
    ["请问这个型号停产了吗", "P3", false],
    ["程序一打开就崩溃", "P0", true],
    ["生产服务器宕机了", "P0", true],
    ["The app crashes on start", "P0", true],
    ["Ｃｒａｓｈ on start", "P0", true],
    ["请问如何导出报表", "P3", false],
    ["程序没有崩溃，只是想咨询", "P3", false],
    ["It does not crash, just a question", "P3", false],
    ["昨天没有崩溃，今天又崩溃了", "P0", true],
    ["Scrashing is not a word", "P3", false],
  ])("reads %s as %s", (text, priority, fastLane) => {
    const decision = decide({ text });
    expect([decision.priority, decision.fastLane]).toEqual([priority, fastLane]);
  });

  it("does not rise for a word in a suggestion that is about faults", () => {
    expect(priorityOf({ kind: "suggestion", text: "崩溃时能否自动保存" })).toBe("P3");
  });

  it("is explained step by step in both languages", () => {
    const { reasons } = decide({ tier: "strategic", text: "系统崩溃" });
    expect(reasons.map(({ en }) => en)).toEqual([
      'Impact "a few users" × urgency "present work is not affected" → P3',
      "strategic customer, one step up → P2",
      '"崩溃" (crash) → P0, fast lane',
    ]);
    expect(reasons.every(({ zh }) => /[\u4e00-\u9fff]/.test(zh))).toBe(true);
  });

  it("stays quick on a long and repetitive text", () => {
    expect(workMs(() => void decide({ text: "没有崩溃 ".repeat(100_000) }))).toBeLessThan(200);
  });
});
