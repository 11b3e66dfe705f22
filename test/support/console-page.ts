import type { Browser, Page } from "playwright-core";
import { PASSWORD, type LivePerson } from "./live-desk.ts";

/** What the console says, as far as the stories touch it. */
export const CONSOLE = {
  zh: {
    locale: "zh-CN",
    rooms: "功能区",
    next: "下一步",
    take: "我来处理",
    solve: "解决",
    reply: "回复",
    send: "发送",
    attach: "添加附件",
    saveAndGoOn: "保存，下一步",
    solveAndTell: "解决并发送结果告知",
  },
  en: {
    locale: "en-GB",
    rooms: "Rooms",
    next: "Next action",
    take: "Take it",
    solve: "Solve",
    reply: "Reply",
    send: "Send",
    attach: "Attach files",
    saveAndGoOn: "Save and go on",
    solveAndTell: "Solve and send the result notice",
  },
} as const;

export type ConsoleWords = (typeof CONSOLE)[keyof typeof CONSOLE];

/** A browser of its own in which somebody has signed in; the form is tried where one enters. */
export async function signedInPage(
  browser: Browser,
  url: string,
  person: LivePerson,
  words: ConsoleWords = CONSOLE.zh,
): Promise<Page> {
  const context = await browser.newContext({
    locale: words.locale,
    viewport: { width: 1440, height: 900 },
    timezoneId: "Asia/Shanghai",
  });
  const { origin } = new URL(url);
  const signedIn = await context.request.post(`${origin}/api/auth/sign-in/email`, {
    data: { email: person.email, password: PASSWORD },
    headers: { origin },
  });
  if (!signedIn.ok()) throw new Error(await signedIn.text());
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole("navigation", { name: words.rooms }).waitFor();
  return page;
}

/** Opens a ticket from the list, where it must be seen. */
export async function openFromList(page: Page, number: number): Promise<void> {
  await page.getByRole("link", { name: new RegExp(`HD-${number}\\b`) }).click();
  await page.waitForURL(`**/inbox/${number}*`);
  await page.getByRole("article").first().waitFor();
}

/** Writes an answer in the composer, and leaves it there. */
export async function writeReply(page: Page, words: ConsoleWords, text: string): Promise<void> {
  await page.getByRole("tab", { name: words.reply }).first().click();
  await page.getByRole("textbox", { name: words.reply }).first().click();
  await page.keyboard.insertText(text);
}

/** Writes an answer in the composer and sends it, with a file. */
export async function reply(
  page: Page,
  words: ConsoleWords,
  given: { text: string; file?: { name: string; content: string } },
): Promise<void> {
  await writeReply(page, words, given.text);
  if (given.file) {
    const { name, content } = given.file;
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.getByRole("button", { name: words.attach }).click(),
    ]);
    await chooser.setFiles({ name, mimeType: "text/plain", buffer: Buffer.from(content) });
    await page.getByText(name).first().waitFor();
  }
  await page
    .getByRole("button", { name: new RegExp(`^${words.send}`) })
    .first()
    .click();
  await page.getByRole("article").filter({ hasText: given.text }).first().waitFor();
}
