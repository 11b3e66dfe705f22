import { expect, test } from "vitest";
import { effectWords } from "../../domain/sop/effect-words.ts";
import { effect } from "./effects.ts";

const EFFECTS: readonly [yaml: object, zh: string, en: string][] = [
  [{ notify: "owner" }, "通知负责人", "tell the owner"],
  [{ notify: "customer", notice: "late" }, "通知客户", "tell the customer"],
  [{ notify: { role: "supervisor" } }, "通知全体主管", "tell all supervisors"],
  [{ notify: { on_call: "rnd" } }, "通知rnd 值班人员", "tell whoever is on call for rnd"],
  [{ escalate: "L2" }, "升级到二线", "escalate to L2"],
  [{ escalate: "L3", team: "engineering" }, "升级到三线（小组 engineering）", "escalate to L3 (the team engineering)"],
  [
    { escalate: "L2", on_call: "engineering" },
    "升级到二线（engineering 值班人员）",
    "escalate to L2 (whoever is on call for engineering)",
  ],
  [{ escalate: "supervisor" }, "升级到主管", "escalate to the supervisor"],
  [{ reassign: "leader" }, "转派给组长", "reassign to the leader"],
  [{ reassign: { team: "complaints" } }, "转派给小组 complaints", "reassign to the team complaints"],
  [{ raise_priority: "P1" }, "优先级提升到 P1", "raise to P1"],
  [{ open_follow_up: "supervisor" }, "转二次跟进，由主管负责", "open a second follow-up for the supervisor"],
  [{ ask_supplement: true }, "请客户补充资料", "ask the customer for what is missing"],
  [
    { post_note: { zh: "核对合同", en: "check the contract" } },
    "添加备注：核对合同",
    "add the note: check the contract",
  ],
  [{ send_survey: "standard" }, "发送调查 standard", "send survey standard"],
  [{ webhook: "https://hooks.example/a" }, "调用 https://hooks.example/a", "call https://hooks.example/a"],
  [{ close: true, notice: "closed" }, "关闭", "close"],
];

test.each(EFFECTS)("%o is read, and said in words", (yaml, zh, en) => {
  expect(effectWords(effect.parse(yaml))).toEqual({ zh, en });
});

test.each([
  { notify: "nobody" },
  { notify: "customer" },
  { notify: { role: "king" } },
  { notify: { on_call: "rnd", role: "agent" } },
  { escalate: "L1" },
  { reassign: "owner" },
  { post_note: { zh: "只有中文" } },
  { webhook: "http://hooks.example/" },
  { webhook: "nothing" },
  { ask_supplement: false },
  { close: true, escalate: "L2" },
])("%o is no effect", (yaml) => {
  expect(effect.safeParse(yaml).success).toBe(false);
});
