import type { Browser } from "playwright-core";
import { expect } from "vitest";
import { listenForFaults, seriousFaults } from "./browser.ts";
import { openFromList, reply, signedInPage, type ConsoleWords } from "./console-page.ts";
import { customerMail, type Customer, type CustomerMail } from "./customer-mail.ts";
import type { LiveDesk, LivePerson } from "./live-desk.ts";
import { caseLinkIn, pageOf, pageWhen, ticketAbout } from "./live-ticket.ts";
import type { SunkMail } from "./smtp-sink.ts";

/** What is said in one language from the first mail to the rating. */
export type Story = {
  words: ConsoleWords;
  customer: Customer;
  charset: NonNullable<CustomerMail["charset"]>;
  subject: string;
  first: string;
  file: { name: string; content: string };
  /** How the acknowledgement says when an answer can be expected. */
  expectation: RegExp;
  answer: string;
  answerFile: { name: string; content: string };
  back: string;
  quoted: (mail: SunkMail) => string;
  solveTitle: (number: number) => string;
  notice: [label: string, text: string][];
  rootCause: [label: string, text: string];
  causeType: [label: string, option: string];
  resultSubject: string;
  confirm: string;
  thanks: string;
  satisfied: string;
};

type On = { desk: LiveDesk; browser: Browser; agent: LivePerson; deliver: (raw: Buffer) => Promise<void> };

/**
 * A customer's mail, its acknowledgement, an answer with a file from the browser, the customer's answer to it, the result
 * notice, and the customer's yes with a rating: every step through the door that people use.
 */
export async function liveWholeLoop(on: On, story: Story): Promise<void> {
  const { desk, browser, agent } = on;
  const { words, customer, charset, subject } = story;
  const write = (mail: Omit<CustomerMail, "from" | "charset">) =>
    on.deliver(customerMail({ ...mail, from: customer, charset }));

  await write({ subject, text: story.first, file: story.file });
  const acknowledgement = await desk.mailTo(customer.address, subject);
  const ticket = await ticketAbout(agent, subject);
  expect(acknowledgement.mail.text).toContain(String(ticket.number));
  expect(acknowledgement.mail.text).toMatch(story.expectation);
  const opened = await pageOf(agent, ticket.id);
  const running = opened.clocks.filter(({ state }) => state === "running").map(({ metric }) => metric);
  expect(running).toEqual(expect.arrayContaining(["first_response", "resolution", "progress_update"]));
  const sizeBytes = Buffer.byteLength(story.file.content);
  expect(opened.messages[0]).toMatchObject({ text: story.first, attachments: [{ name: story.file.name, sizeBytes }] });

  const page = await signedInPage(browser, desk.url, agent, words);
  const faults = listenForFaults(page);
  await page.goto(`${desk.url}/inbox?view=unassigned`);
  await openFromList(page, ticket.number);
  await page.getByRole("article").filter({ hasText: story.first }).waitFor();
  await page.getByRole("group", { name: words.next }).getByRole("button", { name: words.take }).click();
  await reply(page, words, { text: story.answer, file: story.answerFile });
  const answer = await desk.mailTo(customer.address, subject);
  expect(answer.mail.text).toContain(story.answer);
  expect(answer.mail.attachments.map(({ filename }) => filename)).toEqual([story.answerFile.name]);
  expect(answer.mail.references).toContain(acknowledgement.mail.messageId);

  await write({ subject: `Re: ${subject}`, text: `${story.back}\r\n\r\n${story.quoted(answer)}`, answers: answer });
  // Nobody reloads: the mail appears where the agent is looking.
  await page.getByRole("article").filter({ hasText: story.back }).waitFor();
  const talked = await pageOf(agent, ticket.id);
  expect(talked.messages.at(-1)?.text).toBe(story.back);
  expect(talked.messages.at(-1)?.quotedText).toContain(story.answer);

  await page.getByRole("article").last().click();
  await page.keyboard.press("s");
  const drawer = page.getByRole("dialog", { name: story.solveTitle(ticket.number) });
  for (const [label, text] of story.notice) await drawer.getByLabel(label).fill(text);
  expect(await seriousFaults(page)).toEqual([]);
  await drawer.getByRole("button", { name: words.saveAndGoOn }).click();
  await drawer.getByLabel(story.rootCause[0]).fill(story.rootCause[1]);
  await drawer.getByLabel(story.causeType[0]).click();
  await page.getByTitle(story.causeType[1]).click();
  await drawer.getByRole("button", { name: words.saveAndGoOn }).click();
  await drawer.getByText(story.notice[0]![1]).waitFor();
  await drawer.getByRole("button", { name: words.solveAndTell }).click();
  const result = await desk.mailTo(customer.address, story.resultSubject);
  for (const [, text] of story.notice) expect(result.mail.text).toContain(text);

  const phone = await browser.newPage({ locale: words.locale, viewport: { width: 390, height: 844 } });
  await phone.goto(`${caseLinkIn(result.mail.text)}?rating=5`);
  await phone.getByRole("button", { name: story.confirm }).click();
  await phone.getByRole("heading", { name: story.thanks }).waitFor();
  expect(await seriousFaults(phone)).toEqual([]);

  const wanted = { state: "closed", satisfaction: 5 };
  const closed = await pageWhen(
    agent,
    ticket.id,
    ({ state, survey }) => state === wanted.state && survey?.satisfaction === wanted.satisfaction,
  );
  expect(closed.events.find(({ type }) => type === "closed")?.body).toMatchObject({ by: "customer" });
  await page.getByText(story.satisfied).first().waitFor();
  expect(await desk.findings()).toEqual([]);
  expect(faults).toEqual([]);
}
