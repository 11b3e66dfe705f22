import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { listenForFaults, seriousFaults, testBrowser } from "../support/browser.ts";
import { signedInPage } from "../support/console-page.ts";
import { customerMail } from "../support/customer-mail.ts";
import { expectOk, liveDesk, until, type LivePerson } from "../support/live-desk.ts";
import { pageWhen, takeUp, ticketAbout } from "../support/live-ticket.ts";

const desk = await liveDesk();
const browser = await testBrowser();
const customer = { name: "张伟", address: "zhang@factory.example" };
const agent = await desk.invite("agent", "李雷");
const engineer = await desk.invite("collaborator", "韩梅梅");
await expectOk(
  desk.administrator.call("POST", "/api/v1/teams", { name: "研发部", handle: "rnd", memberIds: [engineer.id] }),
);

async function at(person: LivePerson, ticketId: string): Promise<Page> {
  const page = await signedInPage(browser, desk.url, person);
  await page.goto(`${desk.url}/inbox/${ticketId}`);
  await page.getByRole("article").first().waitFor();
  return page;
}

const openMenu = async (page: Page, name: string) => {
  await page.getByRole("button", { name: "更多操作" }).first().click();
  await page.getByRole("menuitem", { name }).click();
};

async function mailedTicket(subject: string) {
  await desk.receive(customerMail({ from: customer, subject, text: "产线无法登录，请协助。" }), customer.address);
  const ticket = await ticketAbout(agent, subject);
  await takeUp(agent, ticket);
  return ticket;
}

// REQ: HA-05
test("an agent asks another department with the support request; its answer stands on the ticket, the owner stays", async () => {
  const ticket = await mailedTicket("报表服务异常");
  const page = await at(agent, ticket.id);
  const faults = listenForFaults(page);
  await openMenu(page, "转单给其他小组");
  const dialog = page.getByRole("dialog", { name: /^转单/ });
  await dialog.getByRole("combobox", { name: "转给哪个小组" }).click();
  await page.locator(".ant-select-item-option", { hasText: "研发部" }).click();
  await dialog.getByLabel("问题现象").fill("报表服务返回 500");
  await dialog.getByLabel("环境（系统、型号、版本）").fill("报表服务 5.2");
  await dialog.getByLabel("已执行的处理步骤").fill("已重启服务");
  await dialog.getByLabel("客户期望解决时间").fill("2027-01-04 18:00:00");
  await dialog.getByLabel("客户期望解决时间").press("Enter");
  await dialog.getByLabel("对接人").fill("李雷");
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "转单", exact: true }).click();
  await page.getByText("已转单给 研发部").first().waitFor();
  await pageWhen(agent, ticket.id, ({ state }) => state === "waiting_department");

  const other = await at(engineer, ticket.id);
  await other.getByRole("button", { name: "接受" }).click();
  await page.getByText("研发部 已接受转单").waitFor();
  await other.getByRole("button", { name: "答复", exact: true }).click();
  const answer = other.getByRole("dialog", { name: "答复转单" });
  await answer.getByLabel("给负责人的答复").fill("请将连接池上限调到 50，已在 5.2.1 修正。");
  await answer.getByRole("button", { name: "答复", exact: true }).click();
  await page.getByRole("article").filter({ hasText: "请将连接池上限调到 50" }).waitFor();
  const after = await pageWhen(agent, ticket.id, ({ state }) => state === "open");
  expect(after.assignee?.id).toBe(agent.id);
  expect(faults).toEqual([]);
});

// REQ: IN-10, CL-07
test("the customer is asked for what is missing in one click, and a call back is planned and reported", async () => {
  const ticket = await mailedTicket("客户端闪退");
  await expectOk(agent.call("PATCH", `/api/v1/tickets/${ticket.id}`, { categoryId: "fault.software.crash" }));
  const page = await at(agent, ticket.id);
  await openMenu(page, "请客户补充资料");
  const asking = page.getByRole("dialog", { name: /补充资料/ });
  await asking.getByText("问题现象与错误代码").waitFor();
  await asking.getByRole("button", { name: "发送" }).click();
  await page.getByText(/等待客户补充：/).waitFor();
  const asked = () => desk.sink.mails.find(({ mail }) => (mail.text ?? "").includes("请描述您看到的现象"));
  await until(() => asked() !== undefined);
  const answer = { subject: "Re: 客户端闪退", text: "启动后立即退出。", answers: asked()! };
  await desk.receive(customerMail({ from: customer, ...answer }), customer.address);
  // His answer moved the case; nobody says that he changed its state.
  await page.getByText("收到 张伟 的答复，状态改为“处理中”").waitFor();

  await openMenu(page, "计划回访");
  const planning = page.getByRole("dialog", { name: /回访/ });
  await planning.getByLabel("回访时间").fill("2027-01-04 10:00");
  await planning.getByLabel("回访时间").press("Enter");
  await planning.getByRole("button", { name: "计划回访" }).click();
  await page.getByRole("button", { name: "记录回访" }).click();
  const report = page.getByRole("dialog", { name: /回访/ });
  await report.getByLabel(/客户的意见/).fill("问题没有再出现");
  await report.getByRole("button", { name: "已回访" }).click();
  await page.getByRole("article").filter({ hasText: "问题没有再出现" }).waitFor();
});
