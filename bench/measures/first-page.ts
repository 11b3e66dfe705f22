import { existsSync } from "node:fs";
import path from "node:path";
import { hashPassword } from "better-auth/crypto";
import { chromium, type Browser, type Page } from "playwright-core";
import { createStaff } from "../../src/core/staff/index.ts";
import { newId } from "../../src/platform/ids.ts";
import { FIRST_ROUTES, firstRouteBytes } from "../../web/build/first-route-size.ts";
import { median, rounded } from "../desk/figures.ts";
import type { Measured, Stage } from "./measure.ts";

const DIST = path.join(import.meta.dirname, "../../dist/console");
const KNOWN_PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"];
/** An office laptop of some years on a slow line. */
const PROFILE = { cpuSlowdown: 4, bitsPerSecond: 10_000_000, latencyMs: 40 };
const BITS_PER_BYTE = 8;
const VISITS = 5;
const PASSWORD = "bench password of good length";

/**
 * The console's first page with an empty cache in a browser that is slowed down: until the first row of the inbox can be
 * clicked. Null figures where the machine has no Chromium.
 */
export async function firstPage(stage: Stage): Promise<Measured> {
  const bytes = await firstRouteBytes(DIST, FIRST_ROUTES.inbox);
  const executablePath = process.env["CHROMIUM_PATH"] ?? KNOWN_PLACES.find((place) => existsSync(place));
  const figures = { first_route_kb: rounded(bytes / 1_000) };
  const profile = `CPU ÷ ${PROFILE.cpuSlowdown}, ${PROFILE.bitsPerSecond / 1_000_000} Mbit/s, ${PROFILE.latencyMs} ms`;
  if (!executablePath)
    return {
      name: "first page",
      tickets: stage.tickets,
      figures: { ...figures, usable_ms: null },
      note: "no Chromium here",
    };
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    const state = await signIn(browser, stage);
    const visits: number[] = [];
    for (let visit = 0; visit < VISITS; visit++) visits.push(await visitInbox(browser, stage.desk.url, state));
    const usable = Math.round(median(visits));
    return {
      name: "first page",
      tickets: stage.tickets,
      figures: { ...figures, usable_ms: usable, worst_ms: Math.round(Math.max(...visits)) },
      note: profile,
    };
  } finally {
    await browser.close();
  }
}

type SignedIn = Awaited<ReturnType<Awaited<ReturnType<Browser["newContext"]>>["storageState"]>>;

async function signIn(browser: Browser, stage: Stage): Promise<SignedIn> {
  const email = `bench-${stage.tickets}@desk.example`;
  const person = {
    id: newId(),
    name: "林",
    email,
    role: "agent" as const,
    language: "zh" as const,
    timeZone: "Asia/Shanghai",
  };
  const { db } = stage.database;
  await db.inTransaction((tx) => createStaff({ tx, now: Date.now(), hashPassword }, person, PASSWORD));
  for (const teamId of stage.people.agent.teamIds)
    await db.pool.query("insert into team_member (team_id, staff_id) values ($1, $2)", [teamId, person.id]);
  const context = await browser.newContext({ locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto(stage.desk.url);
  await page.getByLabel("邮箱").fill(email);
  await page.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await page.getByRole("navigation", { name: "功能区" }).waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
}

async function visitInbox(browser: Browser, url: string, storageState: SignedIn): Promise<number> {
  const context = await browser.newContext({ locale: "zh-CN", storageState, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await slowDown(page);
  const started = performance.now();
  await page.goto(`${url}/inbox?view=team`, { waitUntil: "commit" });
  await page.locator('a[href^="/inbox/"]').first().click({ trial: true });
  const took = performance.now() - started;
  await context.close();
  return took;
}

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const throughput = PROFILE.bitsPerSecond / BITS_PER_BYTE;
  await session.send("Emulation.setCPUThrottlingRate", { rate: PROFILE.cpuSlowdown });
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: PROFILE.latencyMs,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  });
}
