import { test } from "vitest";
import { testBrowser } from "../support/browser.ts";
import { CONSOLE } from "../support/console-page.ts";
import { quotedAsQq } from "../support/customer-mail.ts";
import { liveDesk } from "../support/live-desk.ts";
import { liveWholeLoop, type Story } from "../support/whole-loop.ts";

const desk = await liveDesk();
const browser = await testBrowser();

const story: Story = {
  words: CONSOLE.zh,
  customer: { name: "王伟", address: "wang@customer.example" },
  charset: "gbk",
  subject: "三楼打印机无法使用",
  first: "您好，三楼打印机报错 E-502，请尽快处理。",
  file: { name: "错误日志.txt", content: "E-502 卡纸" },
  expectation: /工程师将在 .+ 前给您首次回复/,
  answer: "请先更新驱动，安装步骤见附件。",
  answerFile: { name: "驱动安装说明.txt", content: "1. 下载 2. 安装" },
  back: "装好了，可以打印，谢谢！",
  quoted: quotedAsQq,
  solveTitle: (number) => `解决 HD-${number}`,
  notice: [
    ["问题原因", "打印机驱动版本过旧"],
    ["处理措施", "已指导客户升级驱动"],
    ["预防与改进", "本月内统一升级同型号设备"],
  ],
  rootCause: ["根本原因", "驱动未随系统升级"],
  causeType: ["原因类别", "配置问题"],
  resultSubject: "处理结果",
  confirm: "确认已解决并提交评价",
  thanks: "感谢您的答复",
  satisfied: "非常满意",
};

// REQ: IN-01, HA-01, HA-06, HA-08, CL-01, CL-02, CL-03, CL-04
test("from a customer's mail in GBK, by SMTP, to a closed, surveyed case", async () => {
  const agent = await desk.invite("agent", "李雷");
  const deliver = (raw: Buffer) => desk.receive(raw, story.customer.address);
  await liveWholeLoop({ desk, browser, agent, deliver }, story);
});
