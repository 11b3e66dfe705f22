import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { listenForFaults, seriousFaults, testBrowser } from "../support/browser.ts";
import { CONSOLE, openFromList, signedInPage, writeReply } from "../support/console-page.ts";
import { customerMail } from "../support/customer-mail.ts";
import { holdRequests } from "../support/hold-requests.ts";
import { liveDesk } from "../support/live-desk.ts";
import { pageOf, takeUp, ticketAbout } from "../support/live-ticket.ts";

const desk = await liveDesk();
const browser = await testBrowser();
const customer = { name: "钱进", address: "qian@customer.example" };
const words = CONSOLE.zh;

const MESSAGES = "**/api/v1/tickets/*/messages";

/** Sends what is written, slowly: the call goes when the answer is called. */
async function sendSlowly(page: Page): Promise<() => Promise<void>> {
  const goes = await holdRequests(page, { method: "POST", path: MESSAGES });
  const under = page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/messages"));
  await page.getByRole("button", { name: /^发送/ }).first().click();
  await under;
  return goes;
}

// REQ: HA-06, HA-07
test("two agents at one ticket see each other, and the second answer is held back with what came in", async () => {
  const li = await desk.invite("agent", "李雷");
  const han = await desk.invite("agent", "韩梅梅");
  const subject = "发票抬头需要更改";
  await desk.receive(customerMail({ from: customer, subject, text: "请把抬头改为钱进科技。" }), customer.address);
  const acknowledgement = await desk.mailTo(customer.address, subject);
  const ticket = await ticketAbout(li, subject);
  await takeUp(li, ticket);

  const one = await signedInPage(browser, desk.url, li);
  const other = await signedInPage(browser, desk.url, han);
  const faults = [listenForFaults(one), listenForFaults(other)];
  for (const page of [one, other]) {
    await page.goto(`${desk.url}/inbox?view=all`);
    await openFromList(page, ticket.number);
  }
  await one.getByText("韩梅梅 正在查看").first().waitFor({ state: "attached" });
  await other.getByText("李雷 正在查看").first().waitFor({ state: "attached" });

  await writeReply(other, words, "您好，我来为您更改，请提供税号。");
  await one.getByText("韩梅梅 正在写回复").waitFor();
  await writeReply(one, words, "您好，抬头已经改好。");

  const more = "补充：税号是 91330100MA2AAAAA0X。";
  const goes = await sendSlowly(other);
  const added = { from: customer, subject: `Re: ${subject}`, text: more, answers: acknowledgement };
  await desk.receive(customerMail(added), customer.address);
  for (const page of [one, other]) await page.getByRole("article").filter({ hasText: more }).waitFor();
  await goes();
  const heldByMail = other.getByRole("dialog");
  await heldByMail.getByText(more).waitFor();
  expect(await seriousFaults(other)).toEqual([]);
  const goesToo = await sendSlowly(one);
  await heldByMail.getByRole("button", { name: "仍然发送" }).click();
  for (const page of [one, other]) await page.getByRole("article").filter({ hasText: "我来为您更改" }).waitFor();

  await goesToo();
  const heldByAnswer = one.getByRole("dialog");
  await heldByAnswer.getByText("我来为您更改").waitFor();
  await heldByAnswer.getByRole("button", { name: "回去修改" }).click();
  await heldByAnswer.waitFor({ state: "hidden" });
  await one.getByRole("textbox", { name: "回复" }).first().getByText("抬头已经改好").waitFor();
  const after = await pageOf(li, ticket.id);
  const answers = after.messages.filter(({ kind }) => kind === "reply");
  expect(answers.map(({ author }) => author.name)).toEqual(["韩梅梅"]);
  expect(faults.flat()).toEqual([]);
});
