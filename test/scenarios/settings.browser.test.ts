import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { listenForFaults, seriousFaults, settled, testBrowser } from "../support/browser.ts";
import { signedInPage } from "../support/console-page.ts";
import { DESK_ADDRESS, expectOk, liveDesk, PASSWORD } from "../support/live-desk.ts";
import { totp } from "../support/totp.ts";

const desk = await liveDesk();
const browser = await testBrowser();
const { administrator } = desk;

const drawer = (page: Page) => page.getByRole("dialog");
const saved = (page: Page, words: string) => page.getByRole("status").getByText(words).first().waitFor();

test("a mailbox that cannot be reached says which step failed and what to do; a preset fills its servers", async () => {
  const page = await signedInPage(browser, desk.url, administrator);
  const faults = listenForFaults(page);
  await page.goto(`${desk.url}/settings/mailboxes?open=new`);
  await drawer(page).getByLabel("名称").fill("售后邮箱");
  await drawer(page).getByLabel("邮箱地址").fill("after@163.com");
  await drawer(page).getByLabel("名称").focus();
  await expect.poll(() => drawer(page).getByLabel("服务器").first().inputValue()).toBe("imap.163.com");
  await drawer(page).getByLabel("服务器").first().fill("127.0.0.1");
  await drawer(page).getByLabel("端口").first().fill("1");
  await drawer(page).getByLabel("密码或授权码").first().fill("code");
  await drawer(page).getByText("用系统统一发信").click();
  await drawer(page).getByRole("button", { name: "测试连接" }).click();
  await drawer(page).getByText("服务器拒绝连接。").waitFor();
  await drawer(page).getByText("请核对端口").waitFor();
  await drawer(page).getByRole("button", { name: "保存" }).click();
  await page.getByRole("listitem").filter({ hasText: "after@163.com" }).waitFor();
  await page.getByRole("switch", { name: "启用 售后邮箱" }).click();
  await page.getByRole("listitem").filter({ hasText: "after@163.com" }).getByText("已停用").waitFor();
  expect(faults).toEqual([]);
});

test("a mail that could not be taken in is seen with its reason, downloaded, tried again and set aside", async () => {
  const envelope = { from: null, to: [DESK_ADDRESS], remoteAddress: null, helo: null };
  const keep = (name: string) =>
    desk.db.pool.query(
      `insert into inbound_mail (id, mailbox_id, sha256, raw, envelope, received_at, state, reason, attempts)
       select gen_random_uuid(), id, sha256($1::bytea), $1, $2, now(), 'failed', '附件服务不可用', 5 from mailbox limit 1`,
      [Buffer.from(`From: ${name}@customer.example\r\nSubject: ${name}\r\n\r\n打印机无法使用\r\n`), envelope],
    );
  await keep("retried");
  await keep("aside");
  const page = await signedInPage(browser, desk.url, administrator);
  const faults = listenForFaults(page);
  await page.goto(`${desk.url}/settings/mailboxes`);
  await page.getByLabel("未能收入的来信（2）").waitFor();
  const row = (name: string) => page.getByRole("listitem").filter({ hasText: `${name}@customer.example` });
  await row("retried").getByText("附件服务不可用").waitFor();
  await row("retried").getByText("已尝试 5 次").waitFor();
  await settled(page);
  expect(await seriousFaults(page)).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    row("aside").getByRole("link", { name: "下载原件" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("mail.eml");
  await page.getByRole("button", { name: "重试 retried" }).click();
  await row("retried").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "搁置 aside" }).click();
  await drawer(page).getByRole("button", { name: "搁置" }).click();
  await page.getByText("没有未能收入的来信").waitFor();
  await page.getByText("已搁置", { exact: true }).first().click();
  await row("aside").waitFor();
  expect(faults).toEqual([]);
  await expect
    .poll(async () => (await desk.db.pool.query("select from ticket where subject = 'retried'")).rowCount, {
      timeout: 60_000,
    })
    .toBe(1);
});

test("a holiday entered while somebody else changed the calendar goes on top of his version", async () => {
  type Calendar = { id: string; version: number; exceptions: { name: { zh: string } }[] };
  const page = await signedInPage(browser, desk.url, administrator);
  const read = async () =>
    (await expectOk(administrator.call<{ items: Calendar[] }>("GET", "/api/v1/calendars"))).items.find(
      ({ exceptions }) => exceptions.length > 0,
    );
  const calendar = await read();
  if (!calendar) throw new Error("no calendar with holidays");
  await page.goto(`${desk.url}/settings/calendars?open=${calendar.id}`);
  await page.getByRole("button", { name: "添加节假日或调休" }).click();
  await drawer(page).getByLabel("名称（中文）").fill("公司周年庆");
  await drawer(page).getByLabel("开始日期").fill("2027-05-20");
  await drawer(page).getByLabel("结束日期").fill("2027-05-20");
  await drawer(page).getByRole("button", { name: "确定" }).click();
  const { id, ...body } = calendar;
  await expectOk(administrator.call("PUT", `/api/v1/calendars/${id}`, body));
  await page.getByRole("button", { name: /保存$/ }).click();
  await page.getByText("其他人刚刚修改了这条记录").waitFor();
  await page.getByRole("button", { name: "保留我的修改" }).click();
  await page.getByRole("button", { name: /保存$/ }).click();
  await saved(page, "日历已保存");
  const after = await read();
  expect(after?.exceptions.map(({ name }) => name.zh)).toContain("公司周年庆");
  expect(after?.version).toBe(calendar.version + 2);
});

test("REQ: KN-04 a script waits for approval, warns of unknown variables, and is approved", async () => {
  const page = await signedInPage(browser, desk.url, administrator);
  await page.goto(`${desk.url}/settings/scripts?open=new`);
  await drawer(page).getByLabel("调用名").fill("callback-later");
  await drawer(page).getByLabel("标题（中文）").fill("稍后回电");
  await drawer(page).getByLabel("标题（英文）").fill("Call back later");
  await drawer(page).getByLabel("内容（英文）").fill("We call you back.");
  await drawer(page).getByLabel("内容（中文）").fill("{{contact.name}}您好，{{nobody.knows}}");
  await drawer(page).getByText("不认识的变量：nobody.knows").waitFor();
  await drawer(page).getByLabel("内容（中文）").fill("{{contact.name}}您好，稍后给您回电。");
  await drawer(page).getByText("王女士您好，稍后给您回电。").waitFor();
  await drawer(page).getByRole("button", { name: "保存" }).click();
  const row = page.getByRole("listitem").filter({ hasText: "/callback-later" });
  await row.getByText("待审批").waitFor();
  await row.getByRole("button", { name: "稍后回电" }).click();
  await drawer(page).getByRole("button", { name: "审批通过" }).click();
  await row.getByText("已审批").waitFor();
});

test("an API token is shown once and can be revoked", async () => {
  const page = await signedInPage(browser, desk.url, administrator);
  await page.goto(`${desk.url}/settings/tokens?open=new`);
  await drawer(page).getByLabel("名称").fill("报表同步");
  await drawer(page).getByRole("button", { name: "新建令牌" }).click();
  const secret = await page.getByLabel("令牌“报表同步”已生成").inputValue();
  expect(secret.length).toBeGreaterThan(20);
  await page.getByRole("button", { name: "我已保存" }).click();
  await page.reload();
  const row = page.getByRole("listitem").filter({ hasText: "报表同步" });
  await row.waitFor();
  expect(await page.content()).not.toContain(secret);
  await row.getByRole("button", { name: "吊销" }).click();
  await drawer(page).getByRole("button", { name: "吊销" }).waitFor();
  await settled(page);
  await drawer(page).getByRole("button", { name: "吊销" }).click();
  await row.waitFor({ state: "detached" });
});

test("somebody invited gets a link to hand over; who leaves loses his sessions", async () => {
  const agent = await desk.invite("agent", "李雷");
  const theirs = await signedInPage(browser, desk.url, agent);
  const page = await signedInPage(browser, desk.url, administrator);
  await page.goto(`${desk.url}/settings/people?open=new`);
  await drawer(page).getByLabel("邮箱").fill("new@desk.example");
  await drawer(page).getByRole("button", { name: "发送邀请" }).click();
  expect(await drawer(page).getByLabel("邀请链接").inputValue()).toMatch(/^http.*\/invitation\/.{20,}/);
  await page.goto(`${desk.url}/settings/people?open=${agent.id}`);
  await drawer(page).getByText("名下没有未完结的工单").waitFor();
  await drawer(page).getByRole("button", { name: "停用账号" }).click();
  await page.getByRole("dialog", { name: "停用 李雷" }).getByRole("button", { name: "停用账号" }).click();
  await drawer(page).getByRole("button", { name: "恢复账号" }).waitFor();
  await theirs.goto(`${desk.url}/settings`);
  await theirs.getByRole("heading", { name: "登录" }).waitFor();
});

test("a new password ends other sessions; two steps are set up by the code, get new backup codes, and are switched off", async () => {
  const agent = await desk.invite("agent", "周工");
  const elsewhere = await signedInPage(browser, desk.url, agent);
  const page = await signedInPage(browser, desk.url, agent);
  await page.goto(`${desk.url}/settings/security`);
  await page.getByRole("listitem").nth(1).waitFor();
  const fresh = "another horse battery staple";
  await page.getByLabel("当前密码").fill(PASSWORD);
  await page.getByLabel("新密码").fill(fresh);
  await page.getByLabel("再次输入密码").fill(fresh);
  await page.getByRole("button", { name: "修改密码" }).click();
  await saved(page, "密码已修改");
  await elsewhere.goto(`${desk.url}/settings`);
  await elsewhere.getByRole("heading", { name: "登录" }).waitFor();

  await page.getByRole("button", { name: "启用", exact: true }).click();
  await drawer(page).getByLabel("密码", { exact: true }).fill(fresh);
  await drawer(page).locator("button[type=submit]").click();
  const secret = await drawer(page).locator("code").first().innerText();
  await drawer(page).getByLabel("验证码").fill(totp(secret, Date.now()));
  await drawer(page).locator("button[type=submit]").click();
  await saved(page, "两步验证已启用");
  await page.getByRole("button", { name: "重新生成备用码" }).click();
  await drawer(page).getByLabel("当前密码").fill(fresh);
  await drawer(page).locator("button[type=submit]").click();
  await drawer(page).locator(".backup-codes li").first().waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "停用" }).click();
  await drawer(page).getByLabel("当前密码").fill(fresh);
  await drawer(page).locator("button[type=submit]").click();
  await saved(page, "两步验证已停用");
});

test("an agent is shown his own pages; the audit trail's link says that it is not his", async () => {
  const agent = await desk.invite("agent", "韩梅");
  const page = await signedInPage(browser, desk.url, agent);
  await page.goto(`${desk.url}/settings`);
  const nav = page.getByRole("navigation", { name: "设置" });
  await nav.getByRole("link", { name: "API 令牌" }).waitFor();
  expect(await nav.getByRole("link", { name: "审计日志" }).count()).toBe(0);
  await page.goto(`${desk.url}/settings/audit`);
  await page.getByRole("heading", { name: "您没有查看此页的权限" }).waitFor();
  await page.goto(`${desk.url}/settings/mailboxes`);
  await page.getByRole("heading", { name: "邮箱", exact: true }).waitFor();
  expect(await page.getByRole("button", { name: "添加邮箱" }).count()).toBe(0);
});
