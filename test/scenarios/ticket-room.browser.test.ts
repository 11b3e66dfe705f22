import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { listenForFaults, seriousFaults, testBrowser } from "../support/browser.ts";
import { signedInPage } from "../support/console-page.ts";
import { customerMail } from "../support/customer-mail.ts";
import { liveDesk, until, type LivePerson } from "../support/live-desk.ts";
import { pageOf, pageWhen, ticketAbout } from "../support/live-ticket.ts";

const desk = await liveDesk();
const browser = await testBrowser();
const customer = { name: "张伟", address: "zhang@factory.example" };
const agent = await desk.invite("agent", "李雷");
const colleague = await desk.invite("supervisor", "韩梅梅");

async function mailedTicket(subject: string): Promise<{ id: string; number: number }> {
  await desk.receive(customerMail({ from: customer, subject, text: "产线无法登录，请协助。" }), customer.address);
  return ticketAbout(agent, subject);
}

async function at(person: LivePerson, ticketId: string): Promise<Page> {
  const page = await signedInPage(browser, desk.url, person);
  await page.goto(`${desk.url}/inbox/${ticketId}`);
  await page.getByRole("article").first().waitFor();
  return page;
}

const write = async (page: Page, key: "r" | "n" | "u", text: string) => {
  await page.getByRole("log", { name: "对话" }).focus();
  await page.keyboard.press(key);
  await page.locator(".editor-text:focus").waitFor();
  await page.keyboard.insertText(text);
};

// REQ: HA-06, HA-08
test("two people never answer unaware: each sees the other write, and a reply that missed another is held back", async () => {
  const ticket = await mailedTicket("证书过期，全线停产");
  const [one, other] = [await at(agent, ticket.id), await at(colleague, ticket.id)];
  const faults = [listenForFaults(one), listenForFaults(other)];
  await one.getByText("韩梅梅 正在查看").waitFor({ state: "attached" });

  await write(other, "r", "证书正在重新签发，今天 18:00 前完成。");
  await one.getByText("韩梅梅 正在写回复").waitFor();
  await write(one, "r", "请问是哪一条产线？");
  // The reply that comes in meanwhile is below what this person looks at.
  await one.getByRole("log", { name: "对话" }).evaluate((log) => {
    log.style.flex = "none";
    log.style.height = "60px";
    log.scrollTop = 0;
  });
  await other.keyboard.press("Control+Enter");
  await one.getByText("1 条新消息").waitFor();
  await one.locator(".editor-text").focus();
  await one.keyboard.press("Control+Enter");
  const asked = one.getByRole("dialog", { name: "您撰写期间又有新消息" });
  await asked.getByText("证书正在重新签发").waitFor();
  expect(await seriousFaults(one)).toEqual([]);
  expect((await pageOf(agent, ticket.id)).messages.filter(({ kind }) => kind === "reply")).toHaveLength(1);
  await asked.getByRole("button", { name: "仍然发送" }).click();
  await pageWhen(agent, ticket.id, ({ messages }) => messages.filter(({ kind }) => kind === "reply").length === 2);
  expect(faults).toEqual([[], []]);
});

// REQ: HA-06
test("a reply is warned about, taken back in time and kept as a draft over a reload; nothing goes out", async () => {
  const ticket = await mailedTicket("导出报表乱码");
  const page = await at(agent, ticket.id);
  await write(page, "r", "我们会尽快处理，见附件。");
  await page.getByText("“尽快”没有具体时间").waitFor();
  await page.getByText("提到了附件，但还没有添加").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByText("回复即将发出").waitFor();
  await page.getByRole("button", { name: "撤销" }).click();
  const kept = page.getByRole("textbox", { name: "回复" }).filter({ hasText: "我们会尽快处理" });
  await kept.waitFor();
  await page.getByText("已撤回，客户没有收到").waitFor();
  await until(async () => {
    const { body } = await agent.call<{ items: { html: string }[] }>("GET", `/api/v1/tickets/${ticket.id}/drafts`);
    return body.items.some(({ html }) => html.includes("尽快"));
  });
  await page.reload();
  await kept.waitFor();
  expect(desk.sink.mails.filter(({ mail }) => mail.text?.includes("我们会尽快处理"))).toEqual([]);
});

/** What one tab writes and sends is not left behind in the other, from where it would be sent once more. */
async function inTwoTabs(page: Page, ticketId: string): Promise<void> {
  const other = await page.context().newPage();
  await other.goto(page.url());
  const here = page.getByRole("textbox", { name: "内部备注" });
  const there = other.getByRole("textbox", { name: "内部备注" });
  await other.getByRole("log", { name: "对话" }).focus();
  await other.keyboard.press("n");
  await there.filter({ hasText: /^写到一半$/ }).waitFor();
  await here.focus();
  await page.keyboard.press("End");
  await page.keyboard.insertText("，写完了");
  await there.filter({ hasText: /^写到一半，写完了$/ }).waitFor();
  await here.press("Control+Enter");
  await pageWhen(agent, ticketId, ({ messages }) => messages.some(({ text }) => text === "写到一半，写完了"));
  await there.filter({ hasNotText: "写到一半" }).waitFor();
  await other.close();
  await write(page, "n", "又写到一半");
}

/** The ticket on paper: what is internal stands there only when somebody asks for it. */
async function printed(page: Page, note: string): Promise<void> {
  await page.getByRole("log", { name: "对话" }).focus();
  await page.keyboard.press("Control+p");
  const paper = page.getByRole("article", { name: "工单打印件" });
  await paper.getByText("产线无法登录").waitFor();
  await page.emulateMedia({ media: "print" });
  expect(
    await page.locator(".rail, .print-tools").evaluateAll((all) => all.map((one) => one.checkVisibility())),
  ).toEqual([false, false]);
  expect(await paper.innerText()).not.toContain(note);
  await page.emulateMedia({ media: null });
  await page.getByLabel("包含内部内容").check();
  await paper.getByText("含内部内容，请勿转给客户").waitFor();
  await paper.locator(".print-message", { hasText: note }).getByText("内部备注").waitFor();
}

// REQ: HA-01, HA-02, TR-01, CL-08
test("by keyboard alone: take, priority with its reason, note, why it is due then", async () => {
  const ticket = await mailedTicket("无法登录管理后台");
  const page = await at(agent, ticket.id);
  await page.getByRole("group", { name: "下一步" }).getByText("还没有负责人").waitFor();
  await page.keyboard.press("Shift+A");
  await pageWhen(agent, ticket.id, ({ assignee }) => assignee?.id === agent.id);

  await page.keyboard.press("p");
  await page.getByRole("radio", { name: "P1" }).press("Enter");
  await page.getByLabel("调整原因").fill("客户全线停产");
  await page.getByRole("button", { name: "调整优先级" }).press("Enter");
  await page.getByText("将优先级改为 P1 紧急（客户全线停产）").waitFor();

  await write(page, "n", "先看证书链");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("article", { name: "李雷 的内部备注" }).getByText("先看证书链").waitFor();

  await write(page, "n", "写到一半");
  await inTwoTabs(page, ticket.id);
  await page.keyboard.press("Escape");
  await page.keyboard.press("z");
  await page.getByRole("button", { name: "1 小时后" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("z");
  const mistyped = page.getByPlaceholder("自选时间…");
  await mistyped.click();
  await mistyped.fill("9999-12-31 09:00");
  await page.locator(".ant-picker-ok button:enabled").click();
  await page.getByText("时间不能晚于两年之后").waitFor();

  const context = page.getByRole("region", { name: "工单详情" });
  await context.getByRole("button", { name: /^解决/ }).click();
  await context.getByText(/从 .+ 起算，承诺 2 小时，.+因此 .+ 到期。/).waitFor();
  await context.getByRole("tab", { name: "轨迹" }).click();
  await context
    .getByText(/王伟|张伟/)
    .first()
    .waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await printed(page, "先看证书链");
});

// REQ: HA-06
test("the Enter that chooses in a menu is not the one that splits; Escape asks before a new name is lost", async () => {
  const ticket = await mailedTicket("打印与登录两件事");
  const page = await at(agent, ticket.id);
  await page.getByRole("button", { name: "消息操作" }).first().press("Enter");
  await page.getByRole("menuitem", { name: "拆分为新工单…" }).focus();
  await page.keyboard.press("Enter");
  const split = page.getByRole("dialog", { name: "把这条消息拆分为新工单" });
  const subject = split.getByRole("textbox");
  await expect.poll(() => subject.evaluate((field) => field === document.activeElement)).toBe(true);
  await subject.fill("打印机缺纸");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").filter({ hasNotText: "拆分" }).getByRole("button", { name: "取消" }).click();
  await subject.press("Control+Enter");
  await split.waitFor({ state: "detached" });
  await page
    .getByText(/已拆分为 HD-\d+/)
    .first()
    .waitFor();
  expect((await pageOf(agent, ticket.id)).links).toHaveLength(1);
});

test("on a phone the composer stays usable above the keyboard", async () => {
  const ticket = await mailedTicket("手机上处理");
  const page = await at(agent, ticket.id);
  await page.setViewportSize({ width: 390, height: 460 });
  const isWithin = () => page.evaluate(() => document.documentElement.scrollWidth <= 390);
  await page.locator(".ticket-properties").waitFor();
  await expect.poll(isWithin).toBe(true);
  await page.getByRole("tab", { name: "回复" }).click();
  await page.locator(".editor-text:focus").waitFor();
  await page.keyboard.insertText("收到");
  const send = page.getByRole("button", { name: /^发送/ }).first();
  const below = async () => {
    const { y, height } = (await send.boundingBox())!;
    return y + height;
  };
  await expect.poll(below).toBeLessThanOrEqual(460);
  // What he answers is in sight still.
  const hidden = ({ scrollHeight, clientHeight, scrollTop }: Element) => scrollHeight - clientHeight - scrollTop;
  await expect.poll(() => page.getByRole("log", { name: "对话" }).evaluate(hidden)).toBeLessThan(2);
  await expect.poll(isWithin).toBe(true);
  expect(await seriousFaults(page)).toEqual([]);
});

test("a ticket that is not there is asked for once, and the page leads back", async () => {
  const page = await signedInPage(browser, desk.url, agent);
  // Once the page hears of changes it asks again for what it shows, this too.
  await page.routeWebSocket(/socket/, () => undefined);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).pathname === "/api/v1/tickets/999999") asked.push(request.method());
  });
  await page.goto(`${desk.url}/inbox/999999`);
  await page.getByRole("alert").getByText("找不到该内容").waitFor();
  expect(asked).toEqual(["GET"]);
});
