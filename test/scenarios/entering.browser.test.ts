import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page, Route } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { listenForFaults, seriousFaults, testBrowser } from "../support/browser.ts";
import { startDesk } from "../support/run-cli.ts";
import { totp } from "../support/totp.ts";
import { emptyDatabase } from "../support/test-database.ts";

const folder = mkdtempSync(path.join(tmpdir(), "bihuan-entering-"));
const { url: databaseUrl } = await emptyDatabase();
const desk = await startDesk({ DATA_DIR: folder, DATABASE_URL: databaseUrl });
afterAll(async () => {
  await desk.end("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
});
const browser = await testBrowser();
const PASSWORD = "correct horse battery staple";

const freshPage = async (locale: string, width = 1440): Promise<Page> => {
  const context = await browser.newContext({ locale, viewport: { width, height: 900 }, timezoneId: "Asia/Shanghai" });
  return context.newPage();
};
const sendPassword = async (page: Page) => {
  await page.getByLabel("邮箱").fill("wang@example.cn");
  await page.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "登录" }).click();
};
const signIn = async (page: Page) => {
  await sendPassword(page);
  await page.getByRole("navigation", { name: "功能区" }).waitFor();
};

/** Opens the profile menu and chooses there. */
const choose = async (page: Page, menu: string, word: string) => {
  await page.getByRole("button", { name: menu }).click();
  await page.getByText(word, { exact: true }).click();
  await page.keyboard.press("Escape");
  await page.getByText(word, { exact: true }).waitFor({ state: "hidden" });
};

test("scripts that are gone leave no blank page: it is loaded anew once, and says what to do where that did not help", async () => {
  const page = await freshPage("zh-CN");
  let gone = 0;
  await page.route("**/assets/first-*.js", (route) =>
    /first-(paint|parts|words)/.test(route.request().url()) ? route.fallback() : missing(route),
  );
  const missing = async (route: Route) => {
    gone += 1;
    await (gone > 2 ? route.fallback() : route.fulfill({ status: 404 }));
  };
  await page.goto(`${desk.url}/sign-in`);
  await page.getByRole("heading", { name: "页面没有加载完整" }).waitFor();
  expect(gone).toBe(2);
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "重新加载" }).click();
  await page.getByLabel("邮箱").waitFor();
});

test("the first administrator comes in by the one-time link, changes language and theme, and leaves", async () => {
  const link = /http\S+\/invitation\/\S+/.exec(desk.output())?.[0] ?? "";
  const page = await freshPage("zh-CN");
  const faults = listenForFaults(page);
  await page.goto(link);
  await page.getByRole("heading", { name: "创建首位管理员" }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByLabel("姓名").fill("王小明");
  await page.getByLabel("邮箱").fill("wang@example.cn");
  await page.getByLabel("新密码").fill(PASSWORD);
  await page.getByLabel("再次输入密码").fill(PASSWORD);
  await page.getByRole("button", { name: "完成并登录" }).click();
  await page.waitForURL("**/inbox");
  await page.getByRole("navigation", { name: "功能区" }).waitFor();

  await choose(page, "王小明 的菜单", "English");
  await page.getByRole("navigation", { name: "Rooms" }).waitFor();
  await choose(page, "Menu of 王小明", "Dark");
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset["theme"])).toBe("dark");

  await page.reload();
  await page.getByRole("navigation", { name: "Rooms" }).waitFor();
  await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe("en");
  expect(await seriousFaults(page)).toEqual([]);
  await choose(page, "Menu of 王小明", "中文");
  await page.getByRole("navigation", { name: "功能区" }).waitFor();
  await choose(page, "王小明 的菜单", "退出登录");
  await page.getByRole("heading", { name: "登录" }).waitFor();
  expect(faults).toEqual([]);

  await page.goto(link);
  await page.getByRole("alert").waitFor();
  expect(await page.getByRole("button", { name: "完成并登录" }).count()).toBe(0);
});

test("a wrong password is told with what to do; the right one leads back to where the person wanted to go", async () => {
  const page = await freshPage("zh-CN");
  await page.goto(`${desk.url}/settings?from=link`);
  await page.getByRole("heading", { name: "登录" }).waitFor();
  await page.getByLabel("邮箱").fill("wang@example.cn");
  await page.getByLabel("密码", { exact: true }).fill("wrong");
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByRole("alert").getByText("密码").first().waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await signIn(page);
  await page.waitForURL(/\/settings(\?|$)/);
});

test("keys lead everywhere, not while writing; ? lists them, Ctrl+K finds them", async () => {
  const page = await freshPage("zh-CN");
  await page.goto(desk.url);
  await signIn(page);
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await page.waitForURL("**/customers**");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "键盘快捷键" }).getByText("前往收件箱").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "键盘快捷键" }).waitFor({ state: "hidden" });
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("输入命令").fill("收件箱");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/inbox**");
});

test("on a phone the rooms are a bar at the bottom and nothing is wider than the screen", async () => {
  const page = await freshPage("zh-CN", 390);
  await page.goto(desk.url);
  await signIn(page);
  const bar = page.getByRole("navigation", { name: "功能区" });
  await expect.poll(async () => (await bar.boundingBox())?.width).toBe(390);
  expect((await bar.boundingBox())?.y).toBeGreaterThan(700);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test("the network goes and comes back: one quiet line, nothing lost", async () => {
  const page = await freshPage("zh-CN");
  await page.goto(desk.url);
  await signIn(page);
  await page.context().setOffline(true);
  await page.getByText("网络已断开").waitFor();
  // Fetched when it is first asked for: it comes with the network.
  await page.keyboard.press("Control+k");
  await page.getByText("网络已断开").waitFor();
  await page.context().setOffline(false);
  await page.getByText("网络已断开").waitFor({ state: "hidden" });
  await page.getByPlaceholder("输入命令").waitFor();
});

test("a page that does not exist says so and leads back", async () => {
  const page = await freshPage("zh-CN");
  await page.goto(`${desk.url}/nowhere/at/all`);
  await page.getByRole("heading", { name: "找不到该页面" }).waitFor();
  await page.getByRole("link", { name: "回到收件箱" }).click();
  await page.getByRole("heading", { name: "登录" }).waitFor();
});

test("a forgotten password is answered alike for everybody", async () => {
  const page = await freshPage("zh-CN");
  await page.goto(`${desk.url}/sign-in`);
  await page.getByRole("link", { name: "忘记密码" }).click();
  // Both pages have such a field; the new one is here with its button.
  await page.getByRole("button", { name: "发送链接" }).waitFor();
  await page.getByLabel("邮箱").fill("nobody@example.cn");
  await page.getByRole("button", { name: "发送链接" }).click();
  await page.getByRole("heading", { name: "请查看邮箱" }).waitFor();
});

test("two-step verification: set up with a first code, asked for at the next sign-in, a backup code works once", async () => {
  const page = await freshPage("zh-CN");
  const faults = listenForFaults(page);
  await page.goto(`${desk.url}/two-factor`);
  await page.waitForURL("**/sign-in?next=*");
  await sendPassword(page);
  await page.getByRole("heading", { name: "设置两步验证" }).waitFor();
  await page.getByLabel("密码").fill(PASSWORD);
  await page.getByRole("button", { name: "继续" }).click();
  const secret = await page.locator("code").first().innerText();
  const backup = await page.locator(".entrance-codes li").first().innerText();
  await page.getByLabel("验证码").fill(totp(secret, Date.now()));
  await page.getByRole("button", { name: "验证", exact: true }).click();
  await page.getByRole("navigation", { name: "功能区" }).waitFor();

  for (const [code, enters] of [
    ["000000", false],
    [backup, true],
    [backup, false],
  ] as const) {
    const other = await freshPage("zh-CN");
    await other.goto(desk.url);
    await sendPassword(other);
    await other.getByLabel("验证码").fill(code);
    await other.getByRole("button", { name: "验证", exact: true }).click();
    if (enters) await other.getByRole("navigation", { name: "功能区" }).waitFor();
    else await other.getByRole("alert").getByText(/./).first().waitFor();
  }
  expect(faults).toEqual([]);
});
