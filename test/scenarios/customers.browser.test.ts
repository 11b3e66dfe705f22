import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { listenForFaults, testBrowser } from "../support/browser.ts";
import { signedInPage } from "../support/console-page.ts";
import { holdRequests } from "../support/hold-requests.ts";
import { expectOk, liveDesk } from "../support/live-desk.ts";

const desk = await liveDesk();
const browser = await testBrowser();
const { administrator } = desk;

const made = async (kind: "contacts" | "organisations", body: object) =>
  (await expectOk(administrator.call<{ id: string }>("POST", `/api/v1/${kind}`, body))).id;
const dialog = (page: Page) => page.getByRole("dialog");
const audited = async (action: string) =>
  (
    await expectOk(
      administrator.call<{ items: { targetId: string }[] }>("GET", `/api/v1/audit?action=${action}&limit=50`),
    )
  ).items.map(({ targetId }) => targetId);

test("an address is masked until somebody looks, and the look is written down", async () => {
  const id = await made("contacts", { name: "周洁", emails: ["zhou.jie@corp.example"], phones: ["13800138000"] });
  const page = await signedInPage(browser, desk.url, administrator);
  const faults = listenForFaults(page);
  await page.goto(`${desk.url}/customers/contacts/${id}`);
  await page.getByText("138****8000").first().waitFor();
  expect(await page.content()).not.toContain("zhou.jie@corp.example");
  expect(await audited("contact.revealed")).not.toContain(id);
  await page.getByRole("button", { name: "显示完整信息" }).click();
  await page.getByRole("link", { name: "zhou.jie@corp.example" }).waitFor();
  expect(await audited("contact.revealed")).toContain(id);
  expect(faults).toEqual([]);
});

test("two who change one contact: the later keeps his field on top of the other's", async () => {
  const id = await made("contacts", { name: "孙磊", emails: ["sun@corp.example"] });
  const page = await signedInPage(browser, desk.url, administrator);
  await page.goto(`${desk.url}/customers/contacts/${id}?open=edit`);
  await dialog(page).getByLabel("职务").fill("IT 经理");
  await expectOk(administrator.call("PATCH", `/api/v1/contacts/${id}`, { version: 1, note: "周末勿扰" }));
  await dialog(page).getByRole("button", { name: "保存" }).click();
  await dialog(page).getByText("其他人刚刚修改了这条记录").waitFor();
  const save = dialog(page).getByRole("button", { name: "保存" });
  const newestComes = await holdRequests(page, { method: "GET", path: `**/api/v1/contacts/${id}` });
  await dialog(page).getByRole("button", { name: "保留我的修改" }).click();
  // On top of what, is still being read: saved now, it would be refused again.
  expect(await save.isDisabled()).toBe(true);
  await newestComes();
  await save.click();
  await dialog(page).waitFor({ state: "detached" });
  const after = await expectOk(
    administrator.call<{ title: string; note: string; emails: string[] }>("GET", `/api/v1/contacts/${id}`),
  );
  expect(after).toMatchObject({ title: "IT 经理", note: "周末勿扰" });
  expect(after.emails).toHaveLength(1);
});

test("a merger shows what moves, and is undone from the page of the one that remains", async () => {
  const from = await made("contacts", { name: "吴静", emails: ["wu.jing@a.example"] });
  const into = await made("contacts", { name: "吴静", emails: ["wujing@b.example"] });
  const page = await signedInPage(browser, desk.url, administrator);
  await page.goto(`${desk.url}/customers/contacts/${from}`);
  await page.getByRole("button", { name: "并入此人" }).click();
  await dialog(page).getByText("将并入 吴静：").waitFor();
  await dialog(page).getByRole("button", { name: "确认合并" }).click();
  await page.waitForURL(`**/customers/contacts/${into}*`);
  await page.getByText("已并入的客户").waitFor();
  await page.getByRole("button", { name: "撤销合并" }).click();
  await page.getByRole("status").getByText("合并已撤销").waitFor();
  const back = await expectOk(administrator.call<{ id: string }>("GET", `/api/v1/contacts/${from}`));
  expect(back.id).toBe(from);
});

test("nobody is erased by a slip: the name has to be typed", async () => {
  const id = await made("contacts", { name: "郑爽", emails: ["zheng@corp.example"] });
  const page = await signedInPage(browser, desk.url, administrator);
  await page.goto(`${desk.url}/customers/contacts/${id}?open=erase`);
  await dialog(page).getByLabel("原因").fill("客户要求删除");
  expect(await dialog(page).getByRole("button", { name: "清除个人信息" }).isDisabled()).toBe(true);
  await dialog(page).getByLabel("请输入").fill("郑爽");
  await dialog(page).getByRole("button", { name: "清除个人信息" }).click();
  await page.getByText("已清除", { exact: true }).waitFor();
  expect(await page.getByRole("heading", { name: "郑爽" }).count()).toBe(0);
});

test("a file comes in: columns guessed, the bad row named, the good ones there afterwards", async () => {
  const page = await signedInPage(browser, desk.url, administrator);
  const csv =
    "公司名称,联系人,电子邮箱,手机\n北辰科技,钱进,qian@beichen.example,13900139000\n北辰科技,坏行,不是邮箱,\n";
  await page.goto(`${desk.url}/customers/import`);
  await page.locator("input[type=file]").setInputFiles({
    name: "customers.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(csv),
  });
  await page.getByText("1 行有问题").waitFor();
  await page.getByText("第 3 行").waitFor();
  await page.getByRole("button", { name: "开始导入" }).click();
  await page.getByText("导入完成").waitFor();
  expect(await page.getByRole("link", { name: "下载有问题的行" }).getAttribute("href")).toContain("/bad-rows");
  await page.getByRole("link", { name: "查看客户" }).click();
  await page.getByRole("listitem").filter({ hasText: "钱进" }).waitFor();
});

test("keys go through the list; a search stands in the address and survives a reload", async () => {
  const page = await signedInPage(browser, desk.url, administrator);
  await page.goto(`${desk.url}/customers`);
  await page.getByRole("listitem").first().waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("o");
  await page.waitForURL("**/customers/contacts/*");
  await page.keyboard.press("/");
  await page.keyboard.insertText("钱进");
  await page.waitForURL("**q=*");
  await page.reload();
  await page.getByRole("listitem").filter({ hasText: "钱进" }).waitFor();
  await expect.poll(() => page.getByRole("textbox", { name: "查找客户" }).inputValue()).toBe("钱进");
});
