import { expect, test } from "vitest";
import { listenForFaults, testBrowser } from "../support/browser.ts";
import { customerMail } from "../support/customer-mail.ts";
import { runningClock } from "../support/fake-clock.ts";
import { liveDesk } from "../support/live-desk.ts";
import { caseLinkIn, pageOf, pageWhen, solve, ticketAbout } from "../support/live-ticket.ts";

// A clock in the past, so that mail goes out at once: its time for undo is over by the database's clock.
const clock = runningClock();
const desk = await liveDesk({ now: clock.now });
const browser = await testBrowser();
const customer = { name: "孙丽", address: "sun@customer.example" };

async function solvedCase(subject: string): Promise<{ ticketId: string; link: string }> {
  const { administrator } = desk;
  await desk.receive(customerMail({ from: customer, subject, text: "请帮忙处理。" }), customer.address);
  await desk.mailTo(customer.address, subject);
  const ticket = await ticketAbout(administrator, subject);
  await solve(administrator, ticket.id);
  const { mail } = await desk.mailTo(customer.address, "处理结果");
  return { ticketId: ticket.id, link: caseLinkIn(mail.text) };
}

const phone = () => browser.newContext({ locale: "en-GB", viewport: { width: 390, height: 844 } });

// REQ: CL-01, CL-04
test("the page speaks the case's language, switches to the other, and nothing typed is lost without a network", async () => {
  const { ticketId, link } = await solvedCase("账号登录不了");
  const context = await phone();
  const page = await context.newPage();
  const faults = listenForFaults(page);
  await page.goto(link);
  await page.getByText("问题解决了吗？").waitFor();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText("Is the problem solved?").waitFor();
  await page.getByText("Measures taken").waitFor();
  await page.getByText("Very dissatisfied").first().waitFor({ state: "attached" });
  await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe("en");
  await page.getByRole("button", { name: "中文" }).click();

  await page.getByRole("button", { name: "提交", exact: true }).click();
  await page.getByRole("alert").getByText("请先选择一项").waitFor();
  await page.getByRole("radio", { name: /^已解决/ }).check();
  await page.getByRole("group", { name: "总体满意度" }).getByRole("radio", { name: "满意", exact: true }).check();
  await page.getByLabel("其他意见或建议").fill("很及时。");
  await context.setOffline(true);
  await page.getByRole("button", { name: "确认已解决并提交评价" }).click();
  await page.getByRole("alert").getByText("连不上网络").waitFor();
  await context.setOffline(false);
  await page.reload();
  await expect.poll(() => page.getByLabel("其他意见或建议").inputValue()).toBe("很及时。");
  expect((await pageOf(desk.administrator, ticketId)).state).toBe("solved");
  await page.getByRole("button", { name: "确认已解决并提交评价" }).click();
  await page.getByRole("heading", { name: "感谢您的答复" }).waitFor();

  const closed = await pageWhen(desk.administrator, ticketId, ({ survey }) => survey?.satisfaction === 4);
  expect(closed).toMatchObject({ state: "closed", survey: { comment: "很及时。" } });
  expect(closed.events.filter(({ type }) => type === "confirmed" || type === "survey_answered")).toHaveLength(2);

  await page.goto(`${link}?answer=not-solved`);
  await page.getByRole("heading", { name: "您已确认问题解决" }).waitFor();
  await page.getByText("您的评价：满意").waitFor();
  expect(await page.getByRole("button", { name: /提交|确认/ }).count()).toBe(0);
  expect(faults.filter((fault) => !fault.includes("Failed to fetch"))).toEqual([]);
});

test("answered on another device meanwhile: how it stands is shown, and nothing is answered twice", async () => {
  const { ticketId, link } = await solvedCase("发票一直没有收到");
  const pages = await Promise.all([phone(), phone()].map(async (context) => (await context).newPage()));
  for (const page of pages) {
    await page.goto(`${link}?answer=solved`);
    await page.getByRole("button", { name: "确认已解决" }).waitFor();
  }
  const [one, other] = pages;
  await one!.getByRole("button", { name: "确认已解决" }).click();
  await one!.getByRole("heading", { name: "感谢您的答复" }).waitFor();
  await other!.getByRole("button", { name: "确认已解决" }).click();
  await other!.getByRole("heading", { name: "您已确认问题解决" }).waitFor();
  const { events } = await pageOf(desk.administrator, ticketId);
  expect(events.filter(({ type }) => type === "confirmed")).toHaveLength(1);
});

test("a link that is not ours says what to do; a server that fails offers another try", async () => {
  const page = await (await phone()).newPage();
  await page.goto(`${desk.url}/c/case/somebody-made-this-up`);
  await page.getByRole("heading", { name: "This link is no longer valid" }).waitFor();
  const { link } = await solvedCase("打印机缺纸");
  await page.route("**/api/v1/cases/**", (route) => route.fulfill({ status: 500, body: "{}" }), { times: 1 });
  await page.goto(link);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("问题解决了吗？").waitFor();
});
