import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterAll, expect, test } from "vitest";
import { attackedDesk } from "./attacked-desk.ts";

const desk = await attackedDesk();
const admin = await desk.people.addPerson("administrator");

/** A server that nobody should reach with a secret that was not meant for it: it notes what it is told. */
const heard: string[] = [];
const spy = createServer((socket) => {
  socket.setEncoding("utf8");
  socket.on("error", () => undefined);
  socket.write(`${greeting}\r\n`);
  socket.on("data", (said: string) => {
    heard.push(said);
    if (greeting.startsWith("*")) {
      const tag = said.split(" ")[0]!;
      if (/CAPABILITY/i.test(said)) return void socket.write(`* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n${tag} OK\r\n`);
      return void socket.write(`${tag} NO no\r\n`);
    }
    if (/^EHLO/i.test(said)) return void socket.write("250-spy\r\n250 AUTH PLAIN LOGIN\r\n");
    return void socket.write("535 no\r\n");
  });
});
let greeting = "* OK spy";
await new Promise<void>((resolve) => spy.listen(0, "127.0.0.1", resolve));
const spyPort = (spy.address() as AddressInfo).port;
afterAll(() => void spy.close());

const SECRET = "the kept pass-word 42";
const server = { host: "imap.provider.example", port: 993, security: "tls", user: "support" } as const;
const base = {
  name: "技术支持二",
  address: "second@desk.example",
  kind: "imap",
  teamId: null,
  enabled: true,
  trustedServers: [],
  imap: { ...server, auth: "password", folder: "INBOX", oauth: null },
  smtp: { host: "smtp.provider.example", port: 465, security: "tls", user: "support" },
  dkim: null,
};
const made = await desk.call<{ id: string; version: number }>(admin, "POST", "/mailboxes", {
  ...base,
  imapSecret: SECRET,
  smtpPassword: SECRET,
});
const mailboxId = made.body.id;
const toSpy = { host: "127.0.0.1", port: spyPort, security: "none" as const };
const told = () => {
  const plain = heard.map((said) => Buffer.from(said.split(" ").at(-1)!.trim(), "base64").toString());
  return [...heard, ...plain].join("\n");
};

test("a kept password is read back by no route", async () => {
  const list = await desk.call(admin, "GET", "/mailboxes");
  expect(list.text).toContain("imap.provider.example");
  expect(list.text).not.toContain(SECRET);
});

test("where and as whom a mailbox signs in is for those who look after mailboxes", async () => {
  const agent = await desk.people.addPerson("agent");
  const list = await desk.call<{ items: object[] }>(agent, "GET", "/mailboxes");
  expect(list.status).toBe(200);
  expect(list.body.items).toContainEqual(
    expect.objectContaining({ id: mailboxId, address: "second@desk.example", imap: null }),
  );
  expect(list.text).not.toContain("provider.example");
});

test("an OAuth token is handed to no server of another provider, nor over an open line", async () => {
  const oauth = { tokenUrl: "https://login.provider.example/token", clientId: "desk", scope: "" };
  const given = {
    ...base,
    address: "third@desk.example",
    imap: { ...base.imap, auth: "xoauth2", oauth },
    imapSecret: SECRET,
  };
  const add = (smtp: object) => desk.call<{ code: string }>(admin, "POST", "/mailboxes", { ...given, smtp });
  const smtp = { host: "smtp.provider.example", port: 587, security: "starttls", user: null, auth: "xoauth2" };
  for (const wrong of [{ host: "smtp.other.example" }, { host: "127.0.0.1" }, { security: "none" }])
    expect((await add({ ...smtp, ...wrong })).body.code).toBe("invalid_input");
  const tried = await desk.call<{ code: string }>(admin, "POST", "/mailbox-tests", {
    ...given,
    smtp: { ...smtp, host: "evil.example" },
  });
  expect(tried.body.code).toBe("invalid_input");
  expect((await desk.call(admin, "POST", "/mailboxes", { ...given, imap: base.imap, smtp })).status).toBe(400);
  expect((await add(smtp)).status).toBe(201);
});

test("a kept IMAP password is handed to no other server by a mailbox test, nor by a change", async () => {
  greeting = "* OK spy";
  const imap = { ...base.imap, ...toSpy };
  const tried = await desk.call<{ steps: { code: string }[] }>(admin, "POST", "/mailbox-tests", {
    ...base,
    imap,
    smtp: null,
    mailboxId,
  });
  expect(tried.body.steps[0]).toMatchObject({ code: "secret_missing" });
  expect(told()).not.toContain(SECRET);
  const changed = await desk.call(admin, "PUT", `/mailboxes/${mailboxId}`, { ...base, imap, version: 1 });
  expect(changed.status).toBe(400);
  const other = { ...base.imap, user: "somebody-else" };
  expect((await desk.call(admin, "PUT", `/mailboxes/${mailboxId}`, { ...base, imap: other, version: 1 })).status).toBe(
    400,
  );
});

test("a kept SMTP password is handed to no other server by a mailbox test, nor by a change", async () => {
  greeting = "220 spy ESMTP";
  const smtp = { ...base.smtp, ...toSpy };
  await desk.call(admin, "POST", "/mailbox-tests", { ...base, kind: "smtp", imap: null, smtp, mailboxId });
  expect(told()).not.toContain(SECRET);
  const { body } = await desk.call<{ hasSmtpPassword: boolean }>(admin, "PUT", `/mailboxes/${mailboxId}`, {
    ...base,
    smtp,
    version: 1,
  });
  expect(body.hasSmtpPassword).toBe(false);
});

test("SSRF by a mailbox test: link-local addresses, where clouds keep their keys, are no mail servers", async () => {
  for (const host of [
    "169.254.169.254",
    "100.100.100.200",
    "0.0.0.0",
    "[fe80::1]",
    "::ffff:169.254.169.254",
    "255.255.255.255",
  ]) {
    const imap = { ...base.imap, host, port: 80, security: "none" };
    const smtp = { ...base.smtp, host, port: 80, security: "none" };
    const { body, text } = await desk.call<{ steps: { code: string }[] }>(admin, "POST", "/mailbox-tests", {
      ...base,
      imap,
      smtp,
      imapSecret: "x",
    });
    expect([host, body.steps?.[0]?.code ?? text]).toEqual([host, "host_not_allowed"]);
    expect([host, body.steps.at(-1)]).toEqual([host, expect.objectContaining({ ok: false })]);
    expect(JSON.stringify(body.steps.at(-1))).toContain("no address of a mail server");
  }
});

test("SSRF by the OAuth token address: only https, and never a link-local address", async () => {
  const oauth = (tokenUrl: string) => ({
    ...base,
    imap: { ...base.imap, auth: "xoauth2", oauth: { tokenUrl, clientId: "c", scope: "" } },
    smtp: null,
    imapSecret: "x",
  });
  for (const url of ["http://127.0.0.1/token", "file:///etc/passwd", "ftp://x.example/", "gopher://x.example/"])
    expect((await desk.call(admin, "POST", "/mailbox-tests", oauth(url))).status).toBe(400);
  const { body } = await desk.call<{ steps: { code: string }[] }>(
    admin,
    "POST",
    "/mailbox-tests",
    oauth("https://169.254.169.254/latest/meta-data"),
  );
  expect(body.steps[0]).toMatchObject({ code: "host_not_allowed" });
});

test("only who manages mailboxes may make the desk reach out", async () => {
  for (const role of ["supervisor", "agent", "collaborator", "viewer"] as const) {
    const person = await desk.people.addPerson(role);
    expect((await desk.call(person, "POST", "/mailbox-tests", { ...base, imapSecret: "x" })).status).toBe(403);
  }
});
