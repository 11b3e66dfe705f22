import { expect, test } from "vitest";
import { ownWords } from "./own-words.ts";

test("of both languages the reader's own is shown, and what another server said stays", () => {
  const refused = "对方服务器拒收 / The server refused the mail: 550 5.1.1 a/b: no such user";
  expect(ownWords(refused, "zh")).toBe("对方服务器拒收：550 5.1.1 a/b: no such user");
  expect(ownWords(refused, "en")).toBe("The server refused the mail: 550 5.1.1 a/b: no such user");
  const none = "没有可用的发信服务器：请设置 SMTP_URL。/ There is no server to send with: set SMTP_URL.";
  expect(ownWords(none, "zh")).toBe("没有可用的发信服务器：请设置 SMTP_URL。");
  expect(ownWords(none, "en")).toBe("There is no server to send with: set SMTP_URL.");
  expect(ownWords("引号没有结束 / a quotation mark is not closed", "zh")).toBe("引号没有结束");
});

test("what stands in one language stays as it is", () => {
  for (const text of ["550 mailbox full", "邮箱已满", "接口 /v1/users 报错", "A / B", ""])
    for (const language of ["zh", "en"] as const) expect(ownWords(text, language)).toBe(text);
});
