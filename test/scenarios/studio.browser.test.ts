import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { TicketPage } from "../../src/contract/ticket-shapes.ts";
import { listenForFaults, seriousFaults, testBrowser } from "../support/browser.ts";
import { signedInPage } from "../support/console-page.ts";
import { runningClock } from "../support/fake-clock.ts";
import { holdRequests } from "../support/hold-requests.ts";
import { expectOk, liveDesk } from "../support/live-desk.ts";
import { pageOf } from "../support/live-ticket.ts";

const clock = runningClock();
const desk = await liveDesk({ now: clock.now });
const browser = await testBrowser();
const { administrator } = desk;
const second = await desk.invite("administrator", "李主任");

const MINUTE_MS = 60_000;
/** A node may go on with the version that it read so long ago, by the machine's own clock. */
const KNOWN_FOR_MS = 2_100;
const P1_LINE = "c.first-response.p1";
type Version = { id: string; number: number; status: string };

const dialog = (page: Page) => page.getByRole("dialog");
const said = (page: Page, words: string) => page.getByRole("status").getByText(words).first().waitFor();
const versions = async () =>
  (await expectOk(administrator.call<{ items: Version[] }>("GET", "/api/v1/procedure-versions"))).items;

async function openP1(subject: string): Promise<TicketPage> {
  const contact = { name: "王伟", email: "wang@customer.example" };
  const { id } = await expectOk(
    administrator.call<{ id: string }>("POST", "/api/v1/tickets", {
      subject,
      text: "全部用户登录失败",
      channel: "phone",
      contact,
      kind: "fault",
      priority: "P1",
    }),
  );
  return pageOf(administrator, id);
}
const promised = ({ clocks }: TicketPage) => clocks.find(({ lineId }) => lineId === P1_LINE)?.targetMs;

/** A draft of one's own, begun by the API. */
const draft = async (reason: string) =>
  (await expectOk(administrator.call<{ version: Version }>("POST", "/api/v1/procedure-versions", { reason }))).version;

test("REQ: TR-04 a promise is changed, tried, proposed, approved by a second person, runs, and is rolled back", async () => {
  const before = await openP1("登录失败");
  expect(promised(before)).toBe(30 * MINUTE_MS);
  clock.advance(25 * MINUTE_MS);
  await expectOk(
    administrator.call("POST", `/api/v1/tickets/${before.id}/messages`, {
      html: "<p>我们正在处理。</p>",
      kind: "reply",
      seenSeq: (await pageOf(administrator, before.id)).events.at(-1)?.seq ?? 0,
    }),
  );

  const page = await signedInPage(browser, desk.url, administrator);
  const faults = listenForFaults(page);
  await page.getByRole("navigation", { name: "功能区" }).getByRole("link", { name: "流程" }).click();
  await page.getByRole("heading", { name: "标准技术支持流程" }).waitFor();
  await page.getByRole("link", { name: "版本" }).click();
  await page.getByRole("button", { name: "起草新版本" }).click();
  await dialog(page).getByLabel("为什么修改").fill("P1 首次响应改为 20 分钟");
  await dialog(page).getByRole("button", { name: "开始起草" }).click();

  await page.getByLabel("按名称、内容或编号查找").fill(P1_LINE);
  const line = page.getByRole("listitem").filter({ hasText: P1_LINE });
  await line.getByRole("button", { name: "首次响应 · 30 分钟" }).click();
  await dialog(page).getByRole("spinbutton", { name: "时长内" }).fill("20");
  await dialog(page).getByRole("button", { name: "保存" }).click();
  await line.getByRole("button", { name: "首次响应 · 20 分钟" }).waitFor();
  await line.getByText("本台修改").waitFor();
  const draftUrl = page.url();

  await page.getByRole("link", { name: "试运行" }).click();
  await page.getByRole("button", { name: "开始试运行" }).click();
  await page.getByText("按条款").click();
  const row = page.getByRole("row").filter({ hasText: /P1.*首次响应/ });
  await expect.poll(() => row.first().innerText(), { timeout: 60_000 }).toContain("100% → 0%");
  await page.getByText("差别最大的工单").waitFor();

  await page.getByRole("button", { name: "检查" }).click();
  await said(page, "检查通过，没有问题");
  await page.getByRole("link", { name: "提请发布" }).click();
  await page.getByText("30 分钟 → 20 分钟").waitFor();
  await page.getByRole("button", { name: "提请发布" }).click();
  await dialog(page).getByLabel("理由").fill("客户反映响应偏慢");
  await dialog(page).getByRole("button", { name: "提请发布" }).click();
  await page.getByText("由您提请，须由另一位流程负责人批准。").waitFor();
  expect(await page.getByRole("button", { name: "批准并发布" }).count()).toBe(0);

  const other = await signedInPage(browser, desk.url, second);
  await other.goto(`${draftUrl.replace(/\?.*/, "")}/publish`);
  await other.getByText("客户反映响应偏慢").first().waitFor();
  await other.getByText("30 分钟 → 20 分钟").waitFor();
  await other.getByRole("button", { name: "批准并发布" }).click();
  await other.getByText("当前发布的版本").waitFor();
  await other.getByText("批准并发布").first().waitFor();
  await sleep(KNOWN_FOR_MS);
  const again = await openP1("又登录失败");
  expect(promised(again)).toBe(20 * MINUTE_MS);

  const old = (await versions()).find(({ status }) => status === "retired");
  await page.goto(`${desk.url}/studio/versions/${old?.id}/publish`);
  await page.getByRole("button", { name: "重新发布此版本" }).click();
  await dialog(page).getByLabel("理由").fill("人手不足");
  await dialog(page).getByRole("button", { name: "重新发布此版本" }).click();
  await page.getByText("当前发布的版本").waitFor();
  await sleep(KNOWN_FOR_MS);
  expect(promised(await openP1("第三次登录失败"))).toBe(30 * MINUTE_MS);

  await page.getByRole("link", { name: "转移进行中的工单" }).click();
  const moved = page.getByRole("listitem").filter({ hasText: "又登录失败" });
  // The stricter line of fifteen minutes is the one shown, before and after.
  await moved.getByText("到期时间不变").waitFor();
  await moved.getByRole("checkbox").check();
  await page.getByRole("button", { name: "转移 1 张" }).click();
  await dialog(page).getByLabel("理由").fill("统一到当前版本");
  await dialog(page).getByRole("button", { name: "转移 1 张" }).click();
  await page.getByText("没有需要转移的工单").waitFor();
  expect(promised(await pageOf(administrator, again.id))).toBe(30 * MINUTE_MS);
  expect(faults).toEqual([]);
});

test("REQ: TR-03 the priority matrix is changed by keyboard, taken back, done again and saved; the text says the same", async () => {
  const { id } = await draft("优先级调整");
  const page = await signedInPage(browser, desk.url, administrator);
  await page.goto(`${desk.url}/studio/versions/${id}?section=priority`);
  const cell = (value: string) => page.getByRole("button", { name: `单个用户 × 不影响当前工作：${value}` });
  await cell("P3 较低").focus();
  await page.keyboard.press("1");
  await cell("P1 紧急").waitFor();
  await page.keyboard.press("Control+z");
  await cell("P3 较低").waitFor();
  await page.keyboard.press("Control+Shift+z");
  await cell("P1 紧急").waitFor();
  await page.getByRole("button", { name: "+ 关键词" }).click();
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page
    .getByRole("alert")
    .getByText(/还有 \d+ 处需要填写或更正/)
    .waitFor();
  await page.getByRole("button", { name: "撤销", exact: true }).click();
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await said(page, "已保存");
  await page.getByRole("link", { name: "在“文本”页查看" }).click();
  await page.getByRole("textbox", { name: "文本" }).getByText("normal: P1").waitFor();
});

test("REQ: TR-02 a hole in the complaint matrix is seen and filled where it stands", async () => {
  const { id } = await draft("投诉分派");
  const page = await signedInPage(browser, desk.url, administrator);
  await page.goto(`${desk.url}/studio/versions/${id}?section=complaints`);
  await page.getByRole("button", { name: "移除 规则 1", exact: true }).click();
  await page.getByRole("button", { name: "移除 规则 9", exact: true }).click();
  const hole = page.getByRole("button", { name: "其他 · 责任不清 · 低：无人处理" });
  await hole.click();
  const rule = page.getByRole("group", { name: "规则 1", exact: true });
  await rule.getByRole("combobox", { name: "小组" }).click();
  await page.getByTitle(/^专家组/).click();
  await rule.getByRole("textbox", { name: "依据" }).fill("本中心约定");
  await page.getByRole("button", { name: "其他 · 责任不清 · 低：专家组" }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await said(page, "已保存");
});

test("two who write the same draft keep both their texts, and one decides", async () => {
  const { id } = await draft("并行修改");
  const address = `${desk.url}/studio/versions/${id}/text`;
  const [mine, theirs] = [
    await signedInPage(browser, desk.url, administrator),
    await signedInPage(browser, desk.url, second),
  ];
  for (const page of [mine, theirs]) {
    await page.goto(address);
    await page.getByRole("textbox", { name: "文本" }).click();
  }
  await theirs.keyboard.insertText("# 对方的说明");
  await theirs.getByRole("button", { name: "保存文本" }).click();
  await said(theirs, "已保存");
  await mine.keyboard.insertText("# 我的说明");
  await mine.getByRole("button", { name: "保存文本" }).click();
  await mine.getByText("其他人刚刚保存了这份草稿").waitFor();
  await mine.getByText("查看对方的文本").click();
  await mine.getByText("# 对方的说明").waitFor();
  await mine.getByRole("textbox", { name: "文本" }).getByText("# 我的说明").waitFor();
  await mine.getByRole("button", { name: "改用对方的，我的先收起" }).click();
  await mine.getByRole("textbox", { name: "文本" }).getByText("# 对方的说明").waitFor();
  await mine.getByRole("button", { name: "取回" }).click();
  await mine.getByRole("textbox", { name: "文本" }).getByText("# 我的说明").waitFor();
  await mine.getByRole("button", { name: "保存文本" }).click();
  await said(mine, "已保存");
});

test("two who change different items of a draft do not disturb each other; of the same item one decides", async () => {
  const { id } = await draft("同时修改条款");
  const put = (revision: number, itemId: string, item: object) =>
    expectOk(
      administrator.call("PUT", `/api/v1/procedure-versions/${id}/items/notices/${itemId}`, {
        item: { id: itemId, ...item },
        revision,
      }),
    );
  const texts = (zh: string) => ({ subject: { zh, en: "Hello" }, body: { zh, en: "Hello" } });
  await put(1, "ours", texts("您好"));
  const page = await signedInPage(browser, desk.url, second);
  await page.goto(`${desk.url}/studio/versions/${id}?section=notices&open=ours`);
  const subject = dialog(page).getByLabel("主题 中文");
  await subject.fill("您好，王女士");
  await put(2, "another", texts("再会"));
  await dialog(page).getByRole("button", { name: "保存" }).click();
  await said(page, "已保存");

  await page.getByRole("button", { name: "您好，王女士" }).click();
  await subject.fill("您好，李先生");
  await put(4, "ours", texts("对方的问候"));
  await dialog(page).getByRole("button", { name: "保存" }).click();
  await dialog(page).getByText("对方保存的内容").waitFor();
  await dialog(page).getByText("对方的问候").first().waitFor();
  expect(await subject.inputValue()).toBe("您好，李先生");
  await dialog(page).getByRole("button", { name: "保留我的修改" }).click();
  await said(page, "已保存");
  await page.getByRole("button", { name: "您好，李先生" }).click();
  await dialog(page).getByRole("button", { name: "恢复出厂内容" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "确定" }).click();
  await expect.poll(() => page.getByText("您好，李先生").count()).toBe(0);
});

test("words that are wrong are kept, marked where they stand, and lead to their place", async () => {
  const { id } = await draft("写错的文本");
  const page = await signedInPage(browser, desk.url, administrator);
  await page.goto(`${desk.url}/studio/versions/${id}/text`);
  const editor = page.getByRole("textbox", { name: "文本" });
  await editor.click();
  await page.keyboard.insertText("notices:\n  - id: my-notice\n    subject: { zh: 您好 }\n");
  await page.getByRole("button", { name: "保存文本" }).click();
  await said(page, "已保存");
  await page
    .getByRole("complementary", { name: "检查发现的问题" })
    .getByRole("link", { name: /第 \d+ 行/ })
    .first()
    .waitFor();
  await page.locator(".cm-lint-marker-error").first().waitFor();
  expect(await seriousFaults(page)).toEqual([]);
});

test("who only reads sees no buttons; an item opens as a sheet", async () => {
  const { id } = await draft("只读");
  const agent = await desk.invite("agent", "周工");
  const page = await signedInPage(browser, desk.url, agent);
  await page.goto(`${desk.url}/studio/versions/${id}?open=${P1_LINE}`);
  await dialog(page).getByText(P1_LINE).first().waitFor();
  expect(await dialog(page).getByRole("button", { name: "保存" }).count()).toBe(0);
  await page.keyboard.press("Escape");
  expect(await page.getByRole("button", { name: /^(检查|新增|删除草稿)$/ }).count()).toBe(0);
  await page.goto(`${desk.url}/studio/versions`);
  await page.getByText("第 1 版").waitFor();
  expect(await page.getByRole("button", { name: "起草新版本" }).count()).toBe(0);
});

test("REQ: HA-20 a duty is put on a roster, changed and copied to the next week; gaps are said", async () => {
  const page = await signedInPage(browser, desk.url, administrator);
  await page.goto(`${desk.url}/studio/on-call`);
  await page.getByText("本周无人值班").first().waitFor();
  await page.getByRole("button", { name: "添加值班" }).click();
  await dialog(page).getByLabel("人员").click();
  await page.getByTitle("李主任").click();
  await dialog(page).getByRole("button", { name: "保存" }).click();
  await page.getByRole("button", { name: /李主任/ }).waitFor();
  await page.getByText(/段无人值班/).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  const nextWeekComes = await holdRequests(page, { method: "GET", path: "**/api/v1/on-call-duties?*" });
  await page.getByRole("button", { name: "下一周" }).click();
  // What is on duty there is still being read: nothing is shown for it, and nothing copied on top of it.
  await page.getByRole("button", { name: /李主任/ }).waitFor({ state: "detached" });
  const copy = page.getByRole("button", { name: "复制上一周" });
  expect(await copy.isDisabled()).toBe(true);
  await nextWeekComes();
  await copy.click();
  await page.getByRole("button", { name: /李主任/ }).click();
  await dialog(page).getByRole("button", { name: "移除" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "确定" }).click();
  await expect.poll(() => page.getByRole("button", { name: /李主任/ }).count()).toBe(0);
});

test("a calendar that was changed goes back to an older version", async () => {
  type Calendar = { id: string; version: number; exceptions: object[] };
  const read = async () =>
    (await expectOk(administrator.call<{ items: Calendar[] }>("GET", "/api/v1/calendars"))).items.find(
      (one) => one.id === "cn-office",
    );
  const before = await read();
  if (!before) throw new Error("no calendar");
  const { id, ...body } = before;
  await expectOk(administrator.call("PUT", `/api/v1/calendars/${id}`, { ...body, exceptions: [], reason: "试着清空" }));
  const page = await signedInPage(browser, desk.url, second);
  await page.goto(`${desk.url}/settings/calendars?open=${id}`);
  await page.getByText("试着清空").waitFor();
  await page.getByRole("listitem").filter({ hasText: "第 1 版" }).getByRole("button", { name: "恢复此版" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "确定" }).click();
  await said(page, "日历已恢复");
  expect((await read())?.exceptions).toEqual(before.exceptions);
});

test("axe finds nothing serious in what opens over the pages; what is unsaved is asked for before it is left", async () => {
  const { id } = await draft("打开的抽屉");
  const page = await signedInPage(browser, desk.url, administrator);
  const found: string[] = [];
  for (const [place, name] of [
    [`/studio/manual?open=first_response:fault:P1`, "首次响应 · 故障报修 · P1"],
    [`/studio/versions/${id}?open=${P1_LINE}`, P1_LINE],
    [`/studio/versions/${id}?section=forms&open=new`, "新增"],
    ["/studio/on-call?open=new", "添加值班"],
  ] as const) {
    await page.goto(`${desk.url}${place}`);
    await dialog(page).getByText(name).first().waitFor();
    found.push(...(await seriousFaults(page)).map((fault) => `${place}: ${fault}`));
  }
  expect(found).toEqual([]);

  await page.goto(`${desk.url}/studio/versions/${id}`);
  await page.getByRole("listitem").filter({ hasText: P1_LINE }).getByRole("button").click();
  await dialog(page).getByRole("spinbutton", { name: "时长内" }).fill("10");
  await page.evaluate(() => history.back());
  await page.getByText("离开？此条目的修改尚未保存。").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "取消" }).last().click();
  expect(await dialog(page).getByRole("spinbutton", { name: "时长内" }).inputValue()).toBe("10");
});
