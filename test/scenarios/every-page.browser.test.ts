import { globSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { COLOURS, listenForFaults, seriousFaults, testBrowser } from "../support/browser.ts";
import { CONSOLE, signedInPage } from "../support/console-page.ts";
import { customerMail } from "../support/customer-mail.ts";
import { runningClock } from "../support/fake-clock.ts";
import { expectOk, liveDesk } from "../support/live-desk.ts";
import { caseLinkIn, solve, ticketAbout } from "../support/live-ticket.ts";

const CONSOLE_FOLDER = path.join(import.meta.dirname, "../../web/console");

/** How long a page may take on a slow machine. */
const WITHIN_MS = 60_000;

const desk = await liveDesk({ now: runningClock().now });
const browser = await testBrowser();
const customer = { name: "王伟", address: "wang@customer.example" };
const at = { contact: "", organisation: "", ticket: 0, caseLink: "", draft: "", published: "", run: "" };

/** Every page of the console by its file, and where it is. */
const PAGES: Record<string, () => string> = {
  "rooms/inbox/inbox-page.tsx": () => "/inbox?view=all",
  "rooms/ticket/ticket-page.tsx": () => `/inbox/${at.ticket}`,
  "rooms/ticket/print/print-page.tsx": () => `/print/${at.ticket}`,
  "rooms/search/search-page.tsx": () => "/search?q=打印机",
  "rooms/customers/customers-page.tsx": () => "/customers",
  "rooms/customers/contact/contact-page.tsx": () => `/customers/contacts/${at.contact}`,
  "rooms/customers/organisation/organisation-page.tsx": () => `/customers/organisations/${at.organisation}`,
  "rooms/customers/import/import-page.tsx": () => "/customers/import",
  "rooms/studio/studio-page.tsx": () => "/studio",
  "rooms/studio/manual/manual-page.tsx": () => "/studio/manual",
  "rooms/studio/versions/versions-page.tsx": () => "/studio/versions",
  "rooms/studio/versions/compare-page.tsx": () => `/studio/compare?from=${at.published}&to=${at.draft}`,
  "rooms/studio/draft/draft-page.tsx": () => `/studio/versions/${at.draft}`,
  "rooms/studio/draft/text-page.tsx": () => `/studio/versions/${at.draft}/text`,
  "rooms/studio/trial/trial-page.tsx": () => `/studio/versions/${at.draft}/trial?run=${at.run}`,
  "rooms/studio/publish/publish-page.tsx": () => `/studio/versions/${at.draft}/publish`,
  "rooms/studio/publish/move-page.tsx": () => `/studio/versions/${at.published}/move`,
  "rooms/studio/on-call/on-call-page.tsx": () => "/studio/on-call",
  "rooms/settings/settings-page.tsx": () => "/settings",
  "rooms/settings/frame/overview-page.tsx": () => "/settings",
  "rooms/settings/profile/profile-page.tsx": () => "/settings/profile",
  "rooms/settings/notifications/notifications-page.tsx": () => "/settings/notifications",
  "rooms/settings/security/security-page.tsx": () => "/settings/security",
  "rooms/settings/tokens/tokens-page.tsx": () => "/settings/tokens",
  "rooms/settings/mailboxes/mailboxes-page.tsx": () => "/settings/mailboxes",
  "rooms/settings/scripts/scripts-page.tsx": () => "/settings/scripts",
  "rooms/settings/calendars/calendars-page.tsx": () => "/settings/calendars",
  "rooms/settings/people/people-page.tsx": () => "/settings/people",
  "rooms/settings/teams/teams-page.tsx": () => "/settings/teams",
  "rooms/settings/desk/desk-page.tsx": () => "/settings/desk",
  "rooms/settings/sign-in/sign-in-settings-page.tsx": () => "/settings/sign-in",
  "rooms/settings/audit/audit-page.tsx": () => "/settings/audit",
  "session/sign-in-page.tsx": () => "/sign-in",
  "session/forgotten-password-page.tsx": () => "/forgotten-password",
  "session/reset-password-page.tsx": () => "/reset-password/none",
  "session/invitation-page.tsx": () => "/invitation/none",
  "session/two-factor-page.tsx": () => "/two-factor",
};

beforeAll(async () => {
  const { administrator } = desk;
  const subject = "三楼打印机无法使用";
  await desk.receive(customerMail({ from: customer, subject, text: "打印机报错 E-502。" }), customer.address);
  await desk.mailTo(customer.address, subject);
  const ticket = await ticketAbout(administrator, subject);
  const [contact] = (await desk.db.pool.query<{ id: string }>("select id from contact limit 1")).rows;
  const made = await expectOk(
    administrator.call<{ id: string }>("POST", "/api/v1/organisations", { name: "远山科技", tier: "strategic" }),
  );
  Object.assign(at, { ticket: ticket.number, contact: contact?.id, organisation: made.id });
  Object.assign(at, await someVersions());
  const solved = "报表导出为空";
  await desk.receive(customerMail({ from: customer, subject: solved, text: "没有数据。" }), customer.address);
  const other = await ticketAbout(administrator, solved);
  await solve(administrator, other.id);
  at.caseLink = caseLinkIn((await desk.mailTo(customer.address, "处理结果")).mail.text);
});

/** A draft beside the published version, with a promise changed and tried. */
async function someVersions(): Promise<{ published: string; draft: string; run: string }> {
  const { administrator } = desk;
  const base = "/api/v1/procedure-versions";
  const { items } = await expectOk(administrator.call<{ items: { id: string }[] }>("GET", base));
  const begun = await expectOk(administrator.call<{ version: { id: string } }>("POST", base, { reason: "试改" }));
  const draft = begun.version.id;
  const text = "notices:\n  - id: ours\n    subject: { zh: 您好, en: Hello }\n    body: { zh: 您好, en: Hello }\n";
  await expectOk(administrator.call("PUT", `${base}/${draft}/layer`, { text, revision: 1 }));
  const run = await expectOk(
    administrator.call<{ id: string }>("POST", `${base}/${draft}/runs`, { scope: { last: 10 } }),
  );
  return { published: items[0]?.id ?? "", draft, run: run.id };
}

const settled = async (page: Page, address: string) => {
  await page.goto(address, { waitUntil: "networkidle" });
  await page.locator("h1, h2").first().waitFor();
  const waiting = () => page.locator(".skeleton, .portal-bar, .ant-skeleton, .ant-spin-spinning").count();
  await expect.poll(waiting, { timeout: WITHIN_MS }).toBe(0);
};

/** What axe finds on a page in the light and in the dark, each line with its place. */
async function faultsInBothThemes(page: Page, place: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const theme = () => page.evaluate(() => document.documentElement.dataset["theme"]);
    await expect.poll(theme, { timeout: WITHIN_MS }).toBe(colorScheme);
    await page.evaluate(async () => {
      for (const _ of [1, 2]) await new Promise((resolve) => requestAnimationFrame(resolve));
      const changing = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
      await Promise.allSettled(changing.map(({ finished }) => finished));
    });
    // A scheme changes colours alone.
    const faults = await seriousFaults(page, colorScheme === "light" ? undefined : COLOURS);
    found.push(...faults.map((fault) => `${place} ${colorScheme}: ${fault}`));
  }
  return found;
}

test("every page of the console is in the list", () => {
  const files = globSync("**/*-page.tsx", { cwd: CONSOLE_FOLDER }).filter((file) => !file.endsWith("section-page.tsx"));
  expect(files.toSorted()).toEqual(Object.keys(PAGES).toSorted());
});

const inside = Object.entries(PAGES).filter(([file]) => !file.startsWith("session/"));
const settings = inside.filter(([file]) => file.includes("settings"));
const studio = inside.filter(([file]) => file.includes("studio"));

test.each([
  ["the rooms", inside.filter(([file]) => !file.includes("settings") && !file.includes("studio"))],
  ["one half of the studio", studio.filter((_, index) => index % 2 === 0)],
  ["the other half of it", studio.filter((_, index) => index % 2 === 1)],
  ["one half of the settings", settings.filter((_, index) => index % 2 === 0)],
  ["the other half of them", settings.filter((_, index) => index % 2 === 1)],
])("axe finds nothing serious in %s, light and dark", async (_, pages) => {
  const page = await signedInPage(browser, desk.url, desk.administrator);
  const unseen = listenForFaults(page);
  const found: string[] = [];
  for (const place of new Set(pages.map(([, where]) => where()))) {
    await settled(page, `${desk.url}${place}`);
    found.push(...(await faultsInBothThemes(page, place)));
  }
  expect(found).toEqual([]);
  expect(unseen).toEqual([]);
});

test("axe finds nothing serious while somebody writes and solves", async () => {
  const page = await signedInPage(browser, desk.url, desk.administrator);
  await settled(page, `${desk.url}/inbox/${at.ticket}`);
  const found: string[] = [];
  for (const [name, key] of Object.entries({ reply: "r", note: "n" })) {
    await page.getByRole("article").first().click();
    await page.keyboard.press(key);
    await page.locator("[contenteditable=true]").waitFor();
    found.push(...(await faultsInBothThemes(page, name)));
    await page.keyboard.press("Escape");
    await page.getByRole("article").first().click();
  }
  await page.keyboard.press("s");
  await page.getByRole("dialog").getByLabel("问题原因").waitFor();
  found.push(...(await faultsInBothThemes(page, "solve")));
  expect(found).toEqual([]);
});

test("axe finds nothing serious on the pages before signing in and on those of customers", async () => {
  const context = await browser.newContext({ locale: CONSOLE.zh.locale, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const found: string[] = [];
  const before = Object.entries(PAGES).filter(([file]) => file.startsWith("session/"));
  const places = [...before.map(([, where]) => where()), "/c/nowhere", "/c/case/expired"].map((one) => desk.url + one);
  for (const place of [...places, at.caseLink, `${at.caseLink}?answer=not-solved`, `${at.caseLink}?rating=4`]) {
    await settled(page, place);
    found.push(...(await faultsInBothThemes(page, new URL(place).pathname.slice(0, 20))));
  }
  expect(found).toEqual([]);
});
