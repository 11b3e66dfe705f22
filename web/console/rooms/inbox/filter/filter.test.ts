import { describe, expect, test } from "vitest";
import { readFilter, type Known } from "./read-filter.ts";
import { splitField } from "./split-field.ts";
import { suggest } from "./suggest.ts";
import { writeFilter } from "./write-filter.ts";

const [me, li, wang, team] = [1, 2, 3, 4].map((n) => `019a0000-0000-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
  string,
];
const known: Known = {
  me: { id: me },
  people: [
    { id: me, name: "王小明" },
    { id: li, name: "李慧敏" },
    { id: wang, name: "王伟" },
  ],
  teams: [{ id: team, name: "二线 支持" }],
  categories: [{ id: "fault.login", name: { zh: "登录故障", en: "Sign-in fault" } }],
  tagNames: [{ id: "business-interruption", name: { zh: "业务中断", en: "Business interruption" } }],
};
const at = { now: Date.parse("2026-03-02T20:00:00Z"), timeZone: "Asia/Shanghai" };
const read = (q: string) => readFilter(q, known, at);

describe("the filter field (filters as words)", () => {
  test("what a list can answer becomes its filter, in either language", () => {
    const zh = read('状态:处理中,新建 优先级:紧急 负责人:我 小组:"二线 支持" 标签:登录 分类:登录故障 类型:投诉');
    expect(zh).toMatchObject({
      searches: false,
      problems: [],
      filter: {
        state: ["open", "new"],
        priority: ["P1"],
        assigneeId: [me],
        teamId: [team],
        tag: ["登录"],
        categoryId: "fault.login",
        kind: ["complaint"],
      },
    });
    expect(read("state:open,new priority:P1 assignee:me").filter).toEqual({
      state: ["open", "new"],
      priority: ["P1"],
      assigneeId: [me],
    });
  });

  test("a day begins at midnight where the person is", () => {
    // 20:00 in UTC is 04:00 of the next day in Shanghai.
    expect(read("创建:今天").filter).toEqual({
      openedFrom: "2026-03-02T16:00:00.000Z",
      openedTo: "2026-03-03T16:00:00.000Z",
    });
  });

  test("words, and what only the search knows, are searched", () => {
    for (const q of ["打印", "from:wang", "渠道:邮件", "客户:远山", "负责人:王", "分类:不存在", "创建:今天 创建:昨天"])
      expect([q, read(q).searches]).toEqual([q, true]);
    expect(read("负责人:李慧敏").filter.assigneeId).toEqual([li]);
    expect(read("负责人:未分配")).toMatchObject({ searches: false, filter: { view: "unassigned" } });
  });

  test("a kept filter is written as words that read back the same", () => {
    const filter = {
      state: ["waiting_customer" as const],
      priority: ["P0" as const, "P2" as const],
      assigneeId: [me, li],
      teamId: [team],
      tag: ["VPN 连接", "登录"],
      categoryId: "fault.login",
      openedFrom: "2026-03-02T16:00:00.000Z",
      openedTo: "2026-03-04T16:00:00.000Z",
    };
    for (const language of ["zh", "en"] as const)
      expect(read(writeFilter(filter, known, { language, timeZone: at.timeZone })).filter).toEqual(filter);
  });

  test("chips leave the text, the rest stays", () => {
    const q = "打印 状态:处理中,新建 脱机";
    const { chips, rest } = splitField(q, read(q).chips);
    expect(chips.map(({ token, label }) => [token, label.zh, label.en])).toEqual([
      ["状态:处理中,新建", "状态：处理中、新建", "state: open, new"],
    ]);
    expect(rest).toBe("打印 脱机");
  });

  test("a tag of the procedure is shown by its name and sent as its id", () => {
    const { filter, chips } = read("标签:business-interruption,登录");
    expect(filter.tag).toEqual(["business-interruption", "登录"]);
    expect(chips.map(({ label }) => [label.zh, label.en])).toEqual([
      ["标签：业务中断", "tag: Business interruption"],
      ["标签：登录", "tag: 登录"],
    ]);
    const more = { ...known, tags: ["登录", "business-interruption"] };
    expect(suggest("标签:中断", more, "zh")).toEqual([
      { text: "标签:business-interruption", name: "业务中断", hint: "business-interruption" },
    ]);
  });

  test("suggests names of filters, then their values", () => {
    const more = { ...known, tags: ["登录", "VPN 连接"] };
    expect(suggest("状", more, "zh").map(({ text }) => text)).toEqual(["状态:"]);
    expect(suggest("状态:处", more, "zh").map(({ text }) => text)).toEqual(["状态:处理中"]);
    expect(suggest("标签:", more, "zh").map(({ text }) => text)).toEqual(["标签:登录", '标签:"VPN 连接"']);
    expect(suggest("assignee:li", more, "en")).toEqual([]);
    expect(suggest("负责人:李", more, "zh").map(({ name }) => name)).toEqual(["李慧敏"]);
    expect(suggest("随便什么", more, "zh")).toEqual([]);
  });
});
