import { expect, test } from "vitest";
import { guessKind } from "./guess-kind.ts";

test.each([
  ["我要投诉你们的售后", "设备报错三天没人理", "complaint"],
  ["Complaint about support", "nobody called back", "complaint"],
  ["登录报错 E1002", "", "fault"],
  ["打印机", "今天早上开始无法连接，显示异常", "fault"],
  ["VPN", "it does not work since Monday", "fault"],
  ["产品建议", "希望能增加批量导出", "suggestion"],
  ["Feature request: dark mode", "", "suggestion"],
  ["请问如何续费", "想了解一下价格", "consultation"],
  ["Price list", "Could you send me the price list?", "consultation"],
])("REQ: IN-17 the words %s / %s make a %s", (subject, text, kind) => {
  expect(guessKind(subject, text)).toBe(kind);
});
