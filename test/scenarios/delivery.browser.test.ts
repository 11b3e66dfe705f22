import { expect, test } from "vitest";
import { listenForFaults, seriousFaults, testBrowser } from "../support/browser.ts";
import { signedInPage } from "../support/console-page.ts";
import { customerMail } from "../support/customer-mail.ts";
import { expectOk, liveDesk, until } from "../support/live-desk.ts";
import { pageWhen, takeUp, ticketAbout } from "../support/live-ticket.ts";

const desk = await liveDesk();
const browser = await testBrowser();
const customer = { name: "钱进", address: "qian@customer.example" };
const AGAIN = /重新发送/;

// REQ: HA-06
test("what did not go out is sent again from where it says so; what cannot be sent again does not say so", async () => {
  const agent = await desk.invite("agent", "李雷");
  const subject = "发票抬头需要更改";
  await desk.receive(customerMail({ from: customer, subject, text: "请把抬头改为钱进科技。" }), customer.address);
  await desk.mailTo(customer.address, subject);
  const ticket = await ticketAbout(agent, subject);
  await takeUp(agent, ticket);
  desk.sink.mood({ at: "rcpt", code: 550, message: "5.7.1 not today" });
  const answer = { html: "<p>已经更改。</p>", cc: ["cai@customer.example"] };
  await expectOk(agent.call("POST", `/api/v1/tickets/${ticket.id}/messages`, answer));
  await pageWhen(agent, ticket.id, ({ messages }) => messages.at(-1)?.deliveryState === "failed");

  const page = await signedInPage(browser, desk.url, agent);
  const faults = listenForFaults(page);
  await page.goto(`${desk.url}/inbox/${ticket.number}`);
  const failed = page.getByRole("alert").filter({ hasText: "没有发出去" });
  await failed.getByText(/5\.7\.1 not today/).waitFor();
  expect(await seriousFaults(page)).toEqual([]);

  // This time the server takes it for one of the two.
  desk.sink.mood({ at: "rcpt", code: 550, message: "5.1.1 no such user", address: "cai@customer.example" });
  await failed.getByRole("button", { name: AGAIN }).click();
  const refused = page.getByRole("alert").filter({ hasText: "有 1 个收件人没有收到" });
  await refused.getByText(/cai@customer\.example · .*5\.1\.1 no such user/).waitFor();
  expect(await refused.getByText(AGAIN).count()).toBe(0);
  const { mail } = await desk.mailTo(customer.address, subject);
  expect(mail.text).toContain("已经更改");

  await desk.db.pool.query(
    "update message set delivery_state = 'bounced', refused_recipients = '[]' where kind = 'reply'",
  );
  await page.reload();
  const bounced = page.getByRole("alert").filter({ hasText: "被对方服务器退回" });
  await bounced.waitFor();
  await until(async () => (await bounced.getByText("改用电话联系客户").count()) === 1);
  expect(await bounced.getByText(AGAIN).count()).toBe(0);
  expect(faults).toEqual([]);
});
