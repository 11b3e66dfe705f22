import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { listenForFaults, settled, testBrowser } from "../support/browser.ts";
import { signedInPage } from "../support/console-page.ts";
import { customerMail } from "../support/customer-mail.ts";
import { expectOk, liveDesk } from "../support/live-desk.ts";
import { pageOf, takeUp, ticketAbout } from "../support/live-ticket.ts";

const desk = await liveDesk();
const browser = await testBrowser();
const { administrator } = desk;
const agent = await desk.invite("agent", "李雷");
const engineer = await desk.invite("collaborator", "韩梅梅");
const customer = { name: "张伟", address: "zhang@factory.example" };

const PICKER = ".ant-picker:not(.ant-picker-disabled)";
const PICKED = ".ant-picker-dropdown:not(.ant-picker-dropdown-hidden)";

async function mailed(subject: string) {
  await desk.receive(customerMail({ from: customer, subject, text: "产线无法登录。" }), customer.address);
  const ticket = await ticketAbout(agent, subject);
  await takeUp(agent, ticket);
  return ticket;
}

/** Opens the picker and clicks a day, as a person does. */
async function pickADay(page: Page, picker: Locator): Promise<void> {
  await picker.click();
  const shown = page.locator(PICKED);
  // The last days of a month are never before today in the month that is shown next.
  await shown.locator(".ant-picker-header-next-btn").first().click();
  await shown.locator(".ant-picker-cell-in-view:not(.ant-picker-cell-disabled)").last().click();
  const ok = shown.locator(".ant-picker-ok button");
  if ((await ok.count()) > 0) await ok.click();
  await shown.waitFor({ state: "hidden" });
}

/** Picks a day; its field says a date then. */
async function picksADay(page: Page, picker: Locator): Promise<void> {
  await pickADay(page, picker);
  await expect.poll(() => picker.locator("input").first().inputValue()).toMatch(/\d{4}-\d{2}-\d{2}/);
}

/** What opened stands within the window, and its way out can be clicked. */
async function standsAndCloses(page: Page, name: string): Promise<void> {
  const opened = page.getByRole("dialog").filter({ visible: true }).last();
  await opened.waitFor();
  const isWithin = async () => {
    const [box, view] = [await opened.boundingBox(), page.viewportSize()];
    return box && box.x >= 0 && box.y >= 0 && view && box.x + box.width <= view.width + 1;
  };
  await expect.poll(isWithin, { message: name }).toBe(true);
  await settled(page);
  await opened.getByRole("button", { name: "关闭" }).first().click();
  await opened.waitFor({ state: "hidden" });
}

const openMenu = async (page: Page, name: string) => {
  await page.getByRole("button", { name: "更多操作" }).first().click();
  await page.getByRole("menuitem", { name }).click();
};

test.each([
  ["moves", "no-preference"],
  ["stands still", "reduce"],
] as const)(
  "where the page %s every dialog that has an address can be clicked, and closes",
  async (_, reducedMotion) => {
    const page = await signedInPage(browser, desk.url, administrator);
    await page.emulateMedia({ reducedMotion });
    const faults = listenForFaults(page);
    const { version } = await expectOk(
      administrator.call<{ version: { id: string } }>("POST", "/api/v1/procedure-versions", { reason: "试改" }),
    );
    const made = await expectOk(
      administrator.call<{ id: string }>("POST", "/api/v1/organisations", {
        name: `远山科技 ${reducedMotion}`,
        tier: "basic",
      }),
    );
    for (const place of [
      "/customers?open=new",
      "/customers/organisations?open=new",
      `/customers/organisations/${made.id}?open=edit`,
      "/settings/teams?open=new",
      "/settings/mailboxes?open=new",
      "/settings/scripts?open=new",
      "/settings/tokens?open=new",
      "/settings/people?open=new",
      "/studio/on-call?open=new",
      "/studio/manual?open=first_response:fault:P1",
      `/studio/versions/${version.id}?open=c.first-response.p1`,
      `/studio/versions/${version.id}?section=escalation_contacts&open=new`,
    ]) {
      await page.goto(`${desk.url}${place}`);
      await standsAndCloses(page, place);
    }
    for (const place of [
      "/customers?open=new",
      "/settings/tokens?open=new",
      "/settings/people?open=new",
      "/settings/teams?open=new",
      "/settings/scripts?open=new",
      "/settings/mailboxes?open=new",
      "/studio/on-call?open=new",
    ]) {
      await page.goto(`${desk.url}${place}`);
      const first = page.getByRole("dialog").locator("input").first();
      await expect
        .poll(() => first.evaluate((field) => field === document.activeElement), { message: place })
        .toBe(true);
    }
    expect(faults).toEqual([]);
  },
);

test("with reduced motion the dialogs of a ticket open, and a date is picked in each that has one", async () => {
  const page = await signedInPage(browser, desk.url, agent);
  const faults = listenForFaults(page);
  await expectOk(
    administrator.call("POST", "/api/v1/teams", { name: "研发部", handle: "rnd", memberIds: [engineer.id] }),
  );
  const { id } = await mailed("报表服务异常");
  await page.goto(`${desk.url}/inbox/${id}`);
  await page.getByRole("article").first().waitFor();
  for (const item of ["请客户补充资料", "关联工单…", "合并到其他工单…"]) {
    await openMenu(page, item);
    await standsAndCloses(page, item);
  }
  await openMenu(page, "转单给其他小组");
  const transfer = page.getByRole("dialog", { name: /^转单/ });
  await transfer.getByRole("combobox", { name: "转给哪个小组" }).click();
  await page.locator(".ant-select-item-option", { hasText: "研发部" }).click();
  await picksADay(page, transfer.locator(PICKER));
  await standsAndCloses(page, "转单");

  await openMenu(page, "计划回访");
  await picksADay(page, page.getByRole("dialog", { name: /^回访/ }).locator(PICKER));
  await standsAndCloses(page, "计划回访");

  await page.getByRole("button", { name: /^暂缓/ }).click();
  await pickADay(page, page.locator(`.property-panel ${PICKER}`));
  await expect.poll(async () => (await pageOf(agent, id)).snoozedUntil).not.toBeNull();
  expect(faults).toEqual([]);
});

test("with reduced motion a duty gets its days", async () => {
  const page = await signedInPage(browser, desk.url, administrator);
  await page.goto(`${desk.url}/studio/on-call?open=new`);
  const ends = page.getByRole("dialog").locator(PICKER);
  for (const end of [ends.nth(1), ends.first()]) await picksADay(page, end);
});

test("with reduced motion a service is changed after its effect was told (REQ: HA-01)", async () => {
  const page = await signedInPage(browser, desk.url, agent);
  const { id } = await mailed("请升级到二线");
  await page.goto(`${desk.url}/inbox/${id}`);
  await page.getByRole("button", { name: /^服务/ }).click();
  await page.getByRole("radio", { name: "二线" }).click();
  await page.getByText("将会变化的承诺").waitFor();
  // What is done to a ticket is progress: the clock of a ticket at rest begins anew.
  await page.getByText("无进展时长").last().waitFor();
  expect(await page.getByRole("button", { name: "确认修改" }).isEnabled()).toBe(false);
  await page.getByRole("radio", { name: "一线" }).click();
  await page.getByLabel("服务协议编号").fill("GOLD-7");
  await page.getByRole("button", { name: "确认修改" }).click();
  await page.getByRole("button", { name: /^服务.*GOLD-7/ }).waitFor();
  expect((await pageOf(agent, id)).agreement).toBe("GOLD-7");

  // On a phone the panel is wider than the room on either side of its button.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await page.getByRole("button", { name: /^服务.*GOLD-7/ }).click();
  await page.getByLabel("服务协议编号").waitFor();
  const isWithin = async () => {
    const box = await page.locator(".property-panel").boundingBox();
    return box !== null && box.x >= 0 && box.x + box.width <= 390;
  };
  await expect.poll(isWithin).toBe(true);
});
