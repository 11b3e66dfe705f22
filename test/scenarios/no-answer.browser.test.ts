import { expect, test } from "vitest";
import { listenForFaults, seriousFaults, testBrowser } from "../support/browser.ts";
import { customerMail, quotedAsQq } from "../support/customer-mail.ts";
import { runningClock } from "../support/fake-clock.ts";
import { liveDesk, until } from "../support/live-desk.ts";
import { caseLinkIn, pageOf, pageWhen, solve, takeUp, ticketAbout } from "../support/live-ticket.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const clock = runningClock("2026-03-02T01:00:00Z");
const desk = await liveDesk({ now: clock.now });
const browser = await testBrowser();
const customer = { name: "王伟", address: "wang@customer.example" };

// REQ: CL-01, HA-22
test("no answer: a reminder after 24 h, closed by rule after 72 h; a reply reopens within 7 days, later it opens a linked case", async () => {
  const agent = await desk.invite("agent", "李雷");
  const subject = "三楼打印机无法使用";
  await desk.receive(customerMail({ from: customer, subject, text: "打印时报错 E-502。" }), customer.address);
  await desk.mailTo(customer.address, subject);
  const ticket = await ticketAbout(agent, subject);
  await takeUp(agent, ticket);
  await solve(agent, ticket.id);
  const result = await desk.mailTo(customer.address, "处理结果");
  expect(result.mail.text).toContain("打印机驱动版本过旧");

  clock.advance(24 * HOUR_MS + HOUR_MS / 60);
  const reminder = await desk.mailTo(customer.address, "请确认处理结果");
  expect(reminder.mail.text).toContain("2026年3月5日");
  expect((await pageOf(agent, ticket.id)).state).toBe("solved");

  clock.advance(48 * HOUR_MS);
  const goodbye = await desk.mailTo(customer.address, "工单已关闭");
  expect(goodbye.mail.text).toContain("按规则关闭");
  const closed = await pageWhen(agent, ticket.id, ({ state }) => state === "closed");
  expect(closed.events.find(({ type }) => type === "closed")).toMatchObject({
    actor: { kind: "rule" },
    body: { by: "rule", rule: "c.confirmation" },
  });

  const page = await browser.newPage({ locale: "zh-CN", viewport: { width: 390, height: 844 } });
  const faults = listenForFaults(page);
  await page.goto(caseLinkIn(reminder.mail.text));
  await page.getByText("工单已按规则关闭").waitFor();
  await page.getByText("直接回复我们的邮件即可重新打开").waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(faults).toEqual([]);
  await page.close();

  clock.advance(2 * DAY_MS);
  const again = { from: customer, subject: `回复: ${subject}`, text: "又报错了。", answers: goodbye };
  await desk.receive(customerMail({ ...again, text: `又报错了。\r\n\r\n${quotedAsQq(goodbye)}` }), customer.address);
  const reopened = await pageWhen(agent, ticket.id, ({ state }) => state !== "closed");
  expect(reopened.state).toBe("open");
  expect(reopened.messages.at(-1)?.text).toBe("又报错了。");
  expect(reopened.messages.at(-1)?.quotedText).toContain("按规则关闭");

  await solve(agent, ticket.id);
  const second = await desk.mailTo(customer.address, "处理结果");
  clock.advance(72 * HOUR_MS + HOUR_MS / 60);
  await pageWhen(agent, ticket.id, ({ state }) => state === "closed");
  clock.advance(8 * DAY_MS);
  const late = customerMail({ from: customer, subject: `回复: ${subject}`, text: "三周后又坏了。", answers: second });
  await desk.receive(late, customer.address);
  const next = await until(async () => {
    const newest = await ticketAbout(agent, "三楼打印机");
    return newest.id !== ticket.id && newest;
  });
  const linked = await pageOf(agent, next.id);
  expect(linked.links).toMatchObject([{ id: ticket.id, state: "closed" }]);
  expect((await pageOf(agent, ticket.id)).state).toBe("closed");
  expect(await desk.findings()).toEqual([]);
});
