import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { randomBytes } from "node:crypto";
import { chromium } from "playwright-core";
import { caseLink } from "../src/features/closing/case-link.ts";
import { buildWeb } from "./build-web.mjs";
import { findBrowser } from "./find-browser.mjs";
import { ROOT } from "./our-node.mjs";
import { fail, say } from "./say.mjs";

/**
 * `node bin/pictures.mjs [name …]`: fills a desk on a temporary folder with the demonstration and takes the pictures that
 * the README and the tour show. With DESK_URL, DESK_PASSWORD and SECRET_KEY it takes them of a demonstration that runs already.
 */
const FOLDER = path.join(ROOT, "docs/pictures");
const PICTURE_BYTES_MAX = 300_000;
const READY_WITHIN_MS = 120_000;
const SETTLE_MS = 700;
const WIDE = { width: 1320, height: 780 };
const PHONE = { width: 390, height: 844 };
const SUPERVISOR = "chenjing@qiming.example";
const ADMINISTRATOR = "admin@qiming.example";

/** Name → who looks, how, and what is opened. */
const PICTURES = {
  inbox: { take: inbox },
  ticket: { take: ticket },
  "why-due": { take: whyDue, clip: { x: 617, y: 0, width: 703, height: 780 } },
  customer: { take: customer },
  settings: { who: ADMINISTRATOR, take: ({ page, url }) => page.goto(`${url}/settings/mailboxes`) },
  "customer-page": { view: PHONE, take: customerPage },
  phone: { view: PHONE, take: inbox },
  "ticket-dark": { dark: true, language: "en-GB", take: ticket },
};

const wanted = process.argv.slice(2).length > 0 ? process.argv.slice(2) : Object.keys(PICTURES);
const unknown = wanted.find((name) => !(name in PICTURES));
if (unknown)
  fail(`没有名为“${unknown}”的图片。`, `There is no picture "${unknown}": ${Object.keys(PICTURES).join(", ")}`);
mkdirSync(FOLDER, { recursive: true });
const running = process.env["DESK_URL"];
const password = process.env["DESK_PASSWORD"] ?? randomBytes(12).toString("base64url");
const secretKey = process.env["SECRET_KEY"] ?? randomBytes(32).toString("base64url");
let browser;
if (running) await takePictures(running);
else await withDemonstration(takePictures);

async function takePictures(url) {
  browser = await chromium.launch({ executablePath: findBrowser(), args: ["--no-sandbox", "--disable-gpu"] });
  try {
    for (const name of wanted) await takePicture(name, url);
  } finally {
    await browser.close();
  }
}

async function withDemonstration(work) {
  buildWeb();
  const dataDir = mkdtempSync(path.join(tmpdir(), "bihuan-pictures-"));
  // The embedded database may run as another user than we do.
  chmodSync(dataDir, 0o711);
  const environment = { ...process.env, DATA_DIR: dataDir, PORT: "0", INBOUND_SMTP_PORT: "off", LOG_LEVEL: "error" };
  environment["SECRET_KEY"] = secretKey;
  delete environment["DATABASE_URL"];
  let desk;
  try {
    await runToEnd(environment, ["demo", "--password", password]);
    desk = run(environment, ["start"]);
    await work(await addressOf(desk));
  } finally {
    if (desk) await end(desk);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function run(environment, words) {
  const child = spawn(process.execPath, [path.join(ROOT, "bin/bihuan.mjs"), ...words], {
    cwd: ROOT,
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  // A picture that cannot be taken ends this process at once.
  process.once("exit", () => void child.kill("SIGTERM"));
  child.said = "";
  child.stdout.on("data", (text) => (child.said += text));
  return child;
}

async function runToEnd(environment, words) {
  const child = run(environment, words);
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (code !== 0) fail("演示数据没有填好。", `The demonstration could not be filled in:\n${child.said}`);
}

async function addressOf(child) {
  const until = Date.now() + READY_WITHIN_MS;
  while (Date.now() < until) {
    const [, url] = /✓ .* (http:\/\/\S+)/.exec(child.said) ?? [];
    if (url) return url;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return fail("服务台没有启动。", "The desk did not start.");
}

async function end(child) {
  const closed = new Promise((resolve) => child.on("close", resolve));
  child.kill("SIGTERM");
  await closed;
}

async function takePicture(name, url) {
  const { who = SUPERVISOR, view = WIDE, dark = false, language = "zh-CN", clip, take } = PICTURES[name];
  const context = await browser.newContext({
    viewport: view,
    locale: language,
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
    timezoneId: "Asia/Shanghai",
  });
  const page = await context.newPage();
  await signIn(page, url, who);
  await speak(page, url, language.slice(0, 2));
  await take({ page, url, narrow: view.width < 600 });
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(SETTLE_MS);
  const file = path.join(FOLDER, `${name}.png`);
  await page.screenshot({ path: file, ...(clip ? { clip } : {}) });
  const bytes = statSync(file).size;
  if (bytes > PICTURE_BYTES_MAX)
    fail(
      `图片 ${name} 过大：${bytes} 字节。`,
      `The picture ${name} has ${bytes} bytes, more than ${PICTURE_BYTES_MAX}.`,
    );
  say(`${name}.png`, `${Math.round(bytes / 1000)} kB`);
  await context.close();
}

async function signIn(page, url, email) {
  const answer = await page.request.post(`${url}/api/auth/sign-in/email`, {
    data: { email, password },
    headers: { origin: url },
  });
  if (!answer.ok()) fail("演示人员无法登录。", `Signing in as ${email} failed: ${await answer.text()}`);
}

async function speak(page, url, language) {
  await page.request.patch(`${url}/api/v1/me`, { data: { language }, headers: { origin: url } });
}

async function inbox({ page, url }) {
  await page.goto(`${url}/inbox?view=all`);
  await page.getByRole("link", { name: /#\d+/ }).first().waitFor();
}

/** A case in the middle of its work, with a conversation to read. */
async function numberOf(page, url, query, isWanted) {
  const answer = await page.request.get(`${url}/api/v1/tickets?limit=100&${query}`);
  const { items } = await answer.json();
  const found = items.find(isWanted) ?? items[0];
  return found ?? fail("没有合适的工单。", `No ticket fits ${query}.`);
}

function openCase(page, url) {
  const fits = ({ promiseState, tier }) => promiseState === "kept" && tier === "strategic";
  return numberOf(page, url, "state=open&sort=recent&kind=fault", fits);
}

async function ticket({ page, url }) {
  const { number } = await openCase(page, url);
  await page.goto(`${url}/inbox/${number}?view=team`);
  await page.getByRole("article").first().waitFor();
}

async function whyDue({ page, url, narrow }) {
  await ticket({ page, url, narrow });
  // The second promise: the first is often one of a day and more.
  await page.locator(".clock-row").nth(1).click();
  await page.locator(".why-due").waitFor();
}

async function customer({ page, url }) {
  const { organisation } = await numberOf(page, url, "sort=recent", (row) => row.organisation !== null);
  await page.goto(`${url}/customers/organisations/${organisation.id}`);
}

/** What the customer sees behind the link of a result notice, which the desk shows to nobody but him. */
async function customerPage({ page, url }) {
  const { id } = await numberOf(page, url, "state=solved", ({ language }) => language !== "en");
  await page.context().clearCookies();
  await page.goto(caseLink({ publicUrl: url, secretKey }, id, Date.now()));
  await page.getByRole("button").first().waitFor();
}
