import { expect, test } from "vitest";
import { changesBetween, withoutSecrets } from "./audit-entry.ts";

test("only what changed is kept", () => {
  const before = { role: "agent", teamIds: ["a"], name: "王" };
  const after = { role: "supervisor", teamIds: ["a"], name: "王" };
  expect(changesBetween(before, after)).toEqual({ role: { before: "agent", after: "supervisor" } });
});

test("the value of a secret is left out, at any depth; that it changed is kept", () => {
  const before = { imap: { host: "a", password: "hunter2" } };
  const after = { imap: { host: "b", password: "hunter3" } };
  expect(changesBetween(before, after)).toEqual({
    imap: { before: { host: "a", password: "***" }, after: { host: "b", password: "***" } },
  });
  expect(JSON.stringify(withoutSecrets({ apiKey: "k-1", clientSecret: ["s-1"], refresh_token: "t-1" }))).not.toMatch(
    /-1/,
  );
});

test("a bound that speaks of passwords is no secret", () => {
  expect(withoutSecrets({ passwordCharsMin: 12 })).toEqual({ passwordCharsMin: 12 });
});

test("a long value is cut", () => {
  expect(String(withoutSecrets({ signature: "x".repeat(2_000) })["signature"])).toHaveLength(501);
});
