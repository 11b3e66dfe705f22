import { expect, test } from "vitest";
import { bodyOf, presetValues, valuesOf } from "./mailbox-values.ts";
import { presetOf } from "./presets.ts";

test("an address names its provider; a company's domain names none", () => {
  expect(["a@163.com", "b@QQ.com", "c@corp.cn"].map(presetOf)).toEqual(["netease", "qq", null]);
});

test("a preset fills both servers; Microsoft 365 goes by OAuth", () => {
  const values = { ...valuesOf(null), name: "服务", address: "s@163.com", ...presetValues("netease", "s@163.com") };
  expect(bodyOf(values)).toMatchObject({
    kind: "imap",
    imap: { host: "imap.163.com", port: 993, user: "s@163.com", auth: "password", oauth: null },
    smtp: { host: "smtp.163.com", port: 465, user: "s@163.com" },
  });
  expect(presetValues("microsoft", "s@corp.com")).toMatchObject({ imapAuth: "xoauth2", smtpPort: 587 });
  const microsoft = { ...values, ...presetValues("microsoft", "s@corp.com") };
  expect(bodyOf(microsoft).smtp?.auth).toBe("xoauth2");
  expect(bodyOf({ ...microsoft, imapAuth: "password" }).smtp?.auth).toBe("password");
});

test("a secret that was not written is not sent; one that was, is", () => {
  const values = { ...valuesOf(null), name: "服务", address: "s@corp.cn" };
  expect(bodyOf(values)).not.toHaveProperty("imapSecret");
  expect(bodyOf({ ...values, imapSecret: "code" })).toHaveProperty("imapSecret", "code");
});

test("the built-in receiver has no IMAP server, the desk's own sending no SMTP server", () => {
  const body = bodyOf({ ...valuesOf(null), kind: "smtp", sends: "desk" });
  expect([body.imap, body.smtp]).toEqual([null, null]);
});
