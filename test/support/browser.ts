import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import type { AxeResults } from "axe-core";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { afterAll, expect, onTestFinished } from "vitest";

const KNOWN_PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * A browser of this test file's own, closed after its last test. Nothing moves on its pages unless a story asks for it: what
 * moves between the press and the release of a button is not clicked.
 */
export async function testBrowser(): Promise<Browser> {
  const executablePath = process.env["CHROMIUM_PATH"] ?? KNOWN_PLACES.find((place) => existsSync(place));
  if (!executablePath) throw new Error("no Chromium: set CHROMIUM_PATH");
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  afterAll(() => browser.close());
  const open = browser.newContext.bind(browser);
  browser.newContext = async (options) => ready(await open({ reducedMotion: "reduce", ...options }));
  return browser;
}

/** How long a step may take on a slow machine. */
const PATIENCE_MS = 60_000;

/**
 * Its pages end with the test that opened them. To find stories that look before a page is ready, `TEST_ANSWERS_LATE_MS=700`
 * brings each answer of the API so much later.
 */
async function ready(context: BrowserContext): Promise<BrowserContext> {
  context.setDefaultTimeout(PATIENCE_MS);
  if (expect.getState().currentTestName !== undefined)
    onTestFinished(async ({ task }) => {
      if (task.result?.state === "fail") await tellPages(context);
      await context.close();
    });
  const lateMs = Number(process.env["TEST_ANSWERS_LATE_MS"] ?? 0);
  if (lateMs > 0)
    await context.route("**/api/**", async (route) => {
      await sleep(lateMs);
      await route.fallback().catch(() => undefined);
    });
  return context;
}

/** How much of a page is told where its story failed. */
const TOLD_CHARACTERS = 12_000;

/** Writes down what stood on the pages of a story that failed: it may fail nowhere else. */
async function tellPages(context: BrowserContext): Promise<void> {
  for (const page of context.pages()) {
    const seen = await page.locator("body").ariaSnapshot({ timeout: 5_000 }).catch(String);
    process.stderr.write(`\n${page.url()}\n${seen.slice(0, TOLD_CHARACTERS)}\n`);
  }
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What opens begins to move a few frames after it has come. */
const QUIET_FRAMES = 6;

/**
 * Nothing slides or fades any more: what moves is clicked beside, and has other colours for a moment. Endless movements, such
 * as spinners, are not waited for.
 */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async (frames) => {
    const moves = ({ playState, effect }: Animation) =>
      playState === "running" && effect?.getComputedTiming().endTime !== Infinity;
    for (let quiet = 0; quiet < frames;) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      quiet = document.getAnimations().some(moves) ? 0 : quiet + 1;
    }
  }, QUIET_FRAMES);
}

/** The rules of axe that look at colours. */
export const COLOURS = ["color-contrast", "link-in-text-block"];

/** What axe finds serious or critical on the page as it stands, by these rules or all: rule, element and why, one line each. */
export async function seriousFaults(page: Page, rules?: readonly string[]): Promise<string[]> {
  await settled(page);
  await page.evaluate(axe);
  const options = JSON.stringify({ resultTypes: ["violations"], ...(rules ? { runOnly: rules } : {}) });
  const results = (await page.evaluate(`axe.run(${options})`)) as AxeResults;
  return results.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ""}`));
}

/** Collects what goes wrong unseen: errors on the console and thrown by scripts. Answers of 4xx are not among them. */
export function listenForFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      faults.push(message.text());
  });
  return faults;
}
