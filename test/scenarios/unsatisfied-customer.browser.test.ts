import { expect, test } from "vitest";
import { seriousFaults, testBrowser } from "../support/browser.ts";
import { CONSOLE, signedInPage } from "../support/console-page.ts";
import { customerMail } from "../support/customer-mail.ts";
import { expectOk, liveDesk } from "../support/live-desk.ts";
import { caseLinkIn, fillIn, pageWhen, solve, takeUp, ticketAbout } from "../support/live-ticket.ts";

const TWO_HOURS_MS = 2 * 3_600_000;

const desk = await liveDesk();
const browser = await testBrowser();
const customer = { name: "赵敏", address: "zhao@customer.example" };

// REQ: CL-05, HA-21
test("not solved, then unhappy: a supervisor follows up each time, with two hours for the remedy plan", async () => {
  const supervisor = await desk.invite("supervisor", "韩梅梅");
  const agent = await desk.invite("agent", "李雷");
  const subject = "报表导出为空";
  await desk.receive(customerMail({ from: customer, subject, text: "导出的报表没有数据。" }), customer.address);
  await desk.mailTo(customer.address, subject);
  const ticket = await ticketAbout(agent, subject);
  await takeUp(agent, ticket);
  await solve(agent, ticket.id);
  const result = await desk.mailTo(customer.address, "处理结果");

  const page = await browser.newPage({ locale: "zh-CN", viewport: { width: 390, height: 844 } });
  await page.goto(`${caseLinkIn(result.mail.text)}?answer=not-solved`);
  const refuse = page.getByRole("button", { name: "提交：未解决" });
  await expect.poll(() => page.getByRole("radio", { name: "未解决" }).isChecked()).toBe(true);
  // A mail scanner follows every link: what only was looked at has changed nothing.
  expect((await pageWhen(agent, ticket.id, () => true)).state).toBe("solved");
  await page.getByLabel("哪里还没有解决").fill("只有表头，没有明细。");
  await refuse.click();
  await page.getByRole("heading", { name: "感谢您的答复" }).waitFor();
  await page.getByText("由主管跟进").waitFor();
  expect(await seriousFaults(page)).toEqual([]);

  const reopened = await pageWhen(supervisor, ticket.id, ({ state }) => state === "open");
  const followUp = reopened.events.find(({ type }) => type === "follow_up_opened");
  expect(followUp?.body).toMatchObject({ why: "not_solved", ownerId: supervisor.id });
  const remedy = reopened.clocks.find(({ metric, state }) => metric === "remedy_plan" && state === "running");
  expect(Date.parse(remedy?.dueAt ?? "") - Date.parse(remedy?.startedAt ?? "")).toBe(TWO_HOURS_MS);
  expect(reopened.messages.at(-1)).toMatchObject({ direction: "note", text: "只有表头，没有明细。" });

  const desktop = await signedInPage(browser, desk.url, supervisor);
  await desktop.goto(`${desk.url}/inbox/${ticket.number}`);
  const next = desktop.getByRole("group", { name: CONSOLE.zh.next });
  await next.getByText("客户不满意，制定补救方案").waitFor();
  await next.getByText(/还剩 (2 小时|1 小时 5\d 分)/).waitFor();
  await next.getByRole("button", { name: "制定方案" }).click();
  await desktop.getByRole("dialog").getByLabel("客户不满意的原因").waitFor();
  await desktop.close();

  await fillIn(supervisor, ticket.id, "remedy_plan", {
    complaint: "导出仍然没有明细",
    measures: "重新生成报表缓存并由二线核对",
    promised_by: new Date(Date.now() + TWO_HOURS_MS).toISOString(),
    responsible: "韩梅梅",
  });
  await pageWhen(supervisor, ticket.id, ({ clocks }) => clocks.every(({ metric }) => metric !== "remedy_plan"));
  const over = await expectOk(
    supervisor.call<{ items: { metric: string; state: string }[] }>("GET", `/api/v1/tickets/${ticket.id}/ended-clocks`),
  );
  expect(over.items.find(({ metric }) => metric === "remedy_plan")?.state).toBe("met");

  await solve(agent, ticket.id);
  const second = await desk.mailTo(customer.address, "处理结果");
  await page.goto(`${caseLinkIn(second.mail.text)}?rating=2`);
  const overall = page.getByRole("group", { name: "总体满意度" });
  await expect.poll(() => overall.getByRole("radio", { name: "不满意", exact: true }).isChecked()).toBe(true);
  await page.getByLabel("其他意见或建议").fill("来回两次才解决，太慢。");
  await page.getByRole("button", { name: "提交评价" }).click();
  await page.getByRole("heading", { name: "感谢您的答复" }).waitFor();

  const unhappy = await pageWhen(supervisor, ticket.id, ({ survey }) => survey?.satisfaction === 2);
  expect(unhappy.state).toBe("open");
  expect(unhappy.survey?.comment).toBe("来回两次才解决，太慢。");
  const followUps = unhappy.events.filter(({ type }) => type === "follow_up_opened").map(({ body }) => body["why"]);
  expect(followUps).toEqual(["not_solved", "unsatisfied"]);
  expect(unhappy.clocks.filter(({ metric, state }) => metric === "remedy_plan" && state === "running")).toHaveLength(1);
  expect(await desk.findings()).toEqual([]);
});
