import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { listenForFaults, seriousFaults, testBrowser } from "../support/browser.ts";
import { signedInPage } from "../support/console-page.ts";
import { expectOk, liveDesk, until, type LivePerson } from "../support/live-desk.ts";

const TICKETS = 90;
/** Scripts, styles and words of the first page, and its picture. */
const FIRST_FILES_MAX = 7;
const desk = await liveDesk();
const browser = await testBrowser();
let agent: LivePerson;
let supervisor: LivePerson;
let teamId: string;

const make = (at: number, given: object = {}) =>
  expectOk(
    supervisor.call<{ id: string; number: number }>("POST", "/api/v1/tickets", {
      contact: { name: `客户${at % 7}`, email: `c${at % 7}@customer.example` },
      subject: `第 ${at} 号设备离线`,
      text: `网关上报错误 E20${at}，请处理。`,
      kind: "fault",
      teamId,
      acknowledge: false,
      ...given,
    }),
  );

beforeAll(async () => {
  agent = await desk.invite("agent", "李雷");
  supervisor = await desk.invite("supervisor", "韩梅梅");
  const teams = await expectOk(supervisor.call<{ items: { id: string }[] }>("GET", "/api/v1/teams"));
  teamId = teams.items[0]?.id ?? "";
  for (let at = 0; at < TICKETS; at += 1) await make(at, at % 3 === 0 ? { assigneeId: agent.id, tags: ["网关"] } : {});
}, 90_000);

const list = (page: Page) => page.getByRole("list", { name: "工单列表" });
const rows = (page: Page) => list(page).getByRole("link");
const scroller = (page: Page) => page.locator(".pane-list .virtual-list");
const places = (page: Page) =>
  list(page)
    .getByRole("listitem")
    .evaluateAll((drawn) => drawn.map((row) => row.getAttribute("aria-posinset")));
/** Which ticket is drawn how far down; how long it has left changes by itself. */
const drawnRows = (page: Page) =>
  rows(page).evaluateAll((drawn) =>
    drawn.map((row) => ({
      number: /HD-\d+/.exec(row.textContent)?.[0],
      y: Math.round(row.getBoundingClientRect().y),
    })),
  );
const at = (page: Page) => new URL(page.url());

type Box = { y: number; height: number } | null;
/** An open list must not lie over the button that one needs next. */
const isAbove = (list: Box, button: Box) => list !== null && button !== null && list.y + list.height <= button.y;

test("an agent works a list by keys: filter in words, a kept view, many at once, back where he was", async () => {
  const page = await signedInPage(browser, `${desk.url}/inbox?view=unassigned`, agent);
  const faults = listenForFaults(page);
  await rows(page).first().waitFor();
  await page.getByRole("link", { name: /未分配\s*60/ }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);

  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/inbox\/\d+/);
  await page.getByRole("article").first().waitFor();
  await page.keyboard.press("Escape");
  await page.waitForURL(/\/inbox\?view=unassigned/);

  await page.goto(`${desk.url}/inbox?view=all`);
  await rows(page).first().waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("标签:");
  await page.getByRole("option", { name: "网关" }).click();
  await until(() => at(page).searchParams.get("q") === "标签:网关");
  await page.getByRole("button", { name: "去掉筛选“标签：网关”" }).waitFor();
  await until(async () => (await list(page).getByRole("listitem").first().getAttribute("aria-setsize")) === "30");

  await page.getByRole("button", { name: "存为视图" }).click();
  await page.getByRole("dialog").getByLabel("名称").fill("网关问题");
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByRole("link", { name: "网关问题" }).waitFor();
  await until(() => /^[0-9a-f-]{36}$/.test(at(page).searchParams.get("view") ?? ""));
  await page.reload();
  await page.getByRole("button", { name: "去掉筛选“标签：网关”" }).waitFor();

  await rows(page).first().waitFor();
  await page.locator("body").press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Shift+X");
  await page.getByText("已选 3 条").waitFor();
  await page.getByRole("button", { name: "标签", exact: true }).click();
  const tags = page.getByRole("dialog").getByRole("combobox", { name: "标签" });
  await until(() => tags.evaluate((box) => box === document.activeElement));
  await tags.fill("批量");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").locator(".ant-select-selection-item", { hasText: "批量" }).waitFor();
  const apply = page.getByRole("button", { name: "应用到 3 条" });
  await tags.click();
  const choices = page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)");
  await until(async () => isAbove(await choices.boundingBox(), await apply.boundingBox()));
  await apply.click();
  await page.getByText("已修改 3 条工单").waitFor();
  const changed = await expectOk(
    supervisor.call<{ items: object[] }>("GET", `/api/v1/tickets?view=all&tag=${encodeURIComponent("批量")}`),
  );
  expect(changed.items).toHaveLength(3);
  expect(faults).toEqual([]);
  await page.context().close();
});

test("what happens elsewhere appears without reload, and nothing moves under the reader's eyes", async () => {
  const page = await signedInPage(browser, `${desk.url}/inbox?view=all`, agent);
  await rows(page).first().waitFor();
  const fresh = await make(200);
  await rows(page)
    .filter({ hasText: `HD-${fresh.number}` })
    .waitFor();
  await until(async () => (await rows(page).first().textContent())?.includes(`HD-${fresh.number}`));

  await scroller(page).evaluate((box) => box.scrollTo({ top: 1200 }));
  // The list draws its rows anew a moment after it has been scrolled.
  await until(async () => (await places(page))[0] !== "1");
  const seen = (await drawnRows(page)).at(12);
  expect(seen?.number).toMatch(/^HD-/);
  const [next, later] = [await make(201), await make(202)];
  const pill = page.getByRole("button", { name: /2 条新工单/ });
  await pill.waitFor();
  expect(await drawnRows(page)).toContainEqual(seen);

  await page.goto(`${desk.url}/customers`);
  await page.goBack();
  await until(async () => (await scroller(page).evaluate((box) => box.scrollTop)) > 1000);
  await scroller(page).evaluate((box) => box.scrollTo({ top: 0 }));
  for (const { number } of [next, later])
    await rows(page)
      .filter({ hasText: `HD-${number}` })
      .waitFor();

  await expectOk(
    supervisor.call("PUT", `/api/v1/tickets/${later.id}/assignment`, { teamId, assigneeId: supervisor.id }),
  );
  await rows(page)
    .filter({ hasText: `HD-${later.number}` })
    .getByRole("img", { name: "韩梅梅" })
    .waitFor();
  const inThreeDays = { until: new Date(Date.now() + 3 * 86_400_000).toISOString() };
  await expectOk(supervisor.call("PUT", `/api/v1/tickets/${later.id}/snooze`, inThreeDays));
  const asleep = rows(page).filter({ has: page.getByRole("img", { name: /^已暂缓至/ }) });
  // Its promises run on, and the row says so.
  await asleep.locator(".due-pill").waitFor();
  await page.context().close();
});

test("search finds by words, codes and filters in context; the palette and the bell lead there", async () => {
  const page = await signedInPage(browser, `${desk.url}/search`, agent);
  const faults = listenForFaults(page);
  await until(async () => {
    const found = await agent.call<{ items: object[] }>("GET", `/api/v1/search?q=${encodeURIComponent("E2045")}`);
    return found.body.items.length > 0;
  });
  await page.getByRole("combobox", { name: "搜索" }).fill("E2045");
  await page.keyboard.press("Enter");
  await page.locator("mark", { hasText: "E2045" }).first().waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/inbox\/\d+/);

  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "命令面板" }).getByRole("combobox").fill("第 46 号设备");
  await page.getByRole("option", { name: /第 46 号设备离线/, selected: true }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /第 46 号设备离线/ }).waitFor();

  const given = await make(300);
  await expectOk(supervisor.call("PUT", `/api/v1/tickets/${given.id}/assignment`, { teamId, assigneeId: agent.id }));
  await page.getByRole("button", { name: /通知\s*\d+ 条未读/ }).click();
  const panel = page.getByRole("dialog", { name: "通知" });
  const line = panel.getByRole("link", { name: new RegExp(`HD-${given.number}`) });
  await line.waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await line.click();
  await page.waitForURL(`**/inbox/${given.number}*`);
  await page.getByRole("heading", { name: /第 300 号设备离线/ }).waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});

test("a ticket for somebody on the phone: what was begun is kept, what is missing is said", async () => {
  const page = await signedInPage(browser, `${desk.url}/inbox?view=all`, agent);
  await rows(page).first().waitFor();
  await page.keyboard.press("Shift+N");
  const dialog = page.getByRole("dialog", { name: "新建工单" });
  await dialog.getByLabel("主题").fill("来电：门禁打不开");
  await dialog.getByRole("button", { name: "创建工单" }).click();
  await dialog.getByText("请补全标红的内容。").waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  // Kept a moment after it was written.
  const kept = () => page.evaluate(() => localStorage.getItem("bihuan.draft.new-ticket") ?? "");
  await until(async () => (await kept()).includes("门禁打不开"));
  await page.reload();
  await rows(page).first().waitFor();
  await page.keyboard.press("Shift+N");
  await until(async () => (await dialog.getByLabel("主题").inputValue()) === "来电：门禁打不开");
  await dialog.getByRole("combobox", { name: "客户" }).fill("赵六");
  await page.locator(".ant-select-item-option", { hasText: "新客户“赵六”" }).click();
  await dialog.getByLabel("邮箱").fill("zhao@customer.example");
  await dialog.getByLabel("问题描述（客户的原话）").fill("刷卡没有反应，员工进不了机房。");
  await dialog.getByRole("button", { name: "创建工单" }).click();
  await page.waitForURL(/\/inbox\/\d+/);
  await page.getByText("刷卡没有反应，员工进不了机房。").first().waitFor();
  await page.context().close();
});

/** Left on the page when its list is drawn first: how many rows it has then, and what had been asked. */
type FirstDrawing = { rows: number; asked: string[] };

const noteFirstDrawing = (): void => {
  const place = globalThis as typeof globalThis & { firstDrawing?: FirstDrawing };
  const observer = new MutationObserver(() => {
    const pane = document.querySelector(".pane-list");
    if (!pane) return;
    observer.disconnect();
    const asked = performance.getEntriesByType("resource").map(({ name }) => name.slice(location.origin.length));
    place.firstDrawing = { rows: pane.querySelectorAll('a[href^="/inbox/"]').length, asked };
  });
  observer.observe(document, { childList: true, subtree: true });
};

test("the first page is drawn once, with its rows, and nothing that it needs is learned of after the page itself", async () => {
  const before = await signedInPage(browser, `${desk.url}/inbox?view=unassigned`, agent);
  const page = await before.context().newPage();
  await page.addInitScript(noteFirstDrawing);
  const answered = page.waitForResponse((response) => new URL(response.url()).pathname === "/api/v1/tickets");
  // As on a slow line: the scripts come after the rows, which are few bytes beside them.
  await page.route("**/assets/first-*.js", async (route) => {
    await answered;
    await route.fallback();
  });
  const answer = await page.goto(`${desk.url}/inbox?view=unassigned`);
  const html = (await answer?.text()) ?? "";
  await rows(page).first().waitFor();
  const drawing = await page.evaluate(() => (globalThis as { firstDrawing?: FirstDrawing }).firstDrawing);
  expect(drawing?.rows).toBeGreaterThan(10);
  const [api, files] = [true, false].map((of) => drawing!.asked.filter((name) => name.startsWith("/api/") === of));
  expect(api?.map((name) => name.split("?")[0]).toSorted()).toEqual(["/api/v1/me", "/api/v1/tickets"]);
  expect(files?.filter((name) => !html.includes(`"${name}"`))).toEqual([]);
  expect(files?.length).toBeLessThanOrEqual(FIRST_FILES_MAX);
});
