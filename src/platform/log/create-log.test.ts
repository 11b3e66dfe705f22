import { expect, test } from "vitest";
import { createLog } from "./index.ts";

function logged(write: (log: ReturnType<typeof createLog>) => void): { line: string; entry: Record<string, unknown> } {
  let line = "";
  write(createLog("debug", { write: (text: string) => void (line += text) }));
  return { line, entry: JSON.parse(line) as Record<string, unknown> };
}

test("an entry is one JSON line with ids as they are", () => {
  const { entry } = logged((log) =>
    log.info({ ticketId: "0198c0de-0000-7000-8000-123456789012", ms: 1_763_000_000_000 }, "ticket opened"),
  );
  expect(entry).toMatchObject({
    level: "info",
    msg: "ticket opened",
    ticketId: "0198c0de-0000-7000-8000-123456789012",
    ms: 1_763_000_000_000,
  });
});

test.each([
  [
    "a private key",
    { email: "wang.wei@example.cn", contact: { fullName: "王伟", phones: ["x"] } },
    ["wang.wei", "王伟"],
  ],
  ["a key deep inside", { a: { b: { c: { reply_to: "王伟" } } } }, ["王伟"]],
  ["an address in a text", { why: "no mailbox for wang.wei@example.cn" }, ["wang.wei"]],
  ["a Chinese address in a text", { why: "退信 王伟@例子.中国" }, ["王伟"]],
  ["a telephone number", { why: "called 138 1234 5678 and +86-13812345678 and 13812345678" }, ["1234", "13812345678"]],
  ["a password in an address", { why: "smtps://desk:hunter2@smtp.example.com failed" }, ["hunter2"]],
  ["a bearer token", { why: "Authorization: Bearer bh_abcdefghijklmnop" }, ["abcdefgh"]],
  ["a signed link", { url: `/c/${"aZ9_".repeat(12)}.sig123` }, ["aZ9_aZ9_"]],
  ["a buffer", { part: Buffer.from("王伟") }, ["228,142,139"]],
])("%s is hidden", (_, record, hidden) => {
  const { line } = logged((log) => log.warn(record, "said"));
  for (const text of hidden) expect(line).not.toContain(text);
});

test("an error keeps its code and stack, not the row it speaks of", () => {
  const error = Object.assign(new Error("duplicate key of wang@example.cn"), {
    code: "23505",
    detail: "Key (name)=(王伟) exists",
  });
  const { line, entry } = logged((log) => log.error({ err: error }, "failed"));
  expect(entry["err"]).toMatchObject({
    code: "23505",
    message: "duplicate key of [hidden]",
    stack: expect.stringContaining("create-log.test"),
  });
  expect(line).not.toContain("王伟");
});
