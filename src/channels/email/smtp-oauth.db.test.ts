import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, expect, test } from "vitest";
import { testDatabase } from "../../../test/support/test-database.ts";
import { newId } from "../../platform/ids.ts";
import type { OauthSettings } from "./fetch-access-token.ts";
import { insertMailbox } from "./mailbox-store.ts";
import type { ImapSettings } from "./mailbox.ts";
import { findOutgoingMailbox, saveOutgoingSettings } from "./outgoing-mailbox-store.ts";
import { shareProvider, tokenLogin } from "./outgoing-mailbox.ts";
import { sendMail, trySending } from "./send-mail.ts";

const SECRET = "a secret that is long enough for a test";
const oauth: OauthSettings = {
  kind: "xoauth2",
  tokenUrl: "https://login.provider.example/token",
  clientId: "desk",
  clientSecret: "",
  refreshToken: "refresh-1",
  scope: "",
};
const imap: ImapSettings = {
  host: "imap.provider.example",
  port: 993,
  security: "tls",
  user: "support@desk.example",
  folder: "INBOX",
  auth: oauth,
};
const { db } = await testDatabase();

const seen: { method: string; user: string | undefined; token: string | undefined }[] = [];
const mails: string[] = [];
const server = new SMTPServer({
  authMethods: ["XOAUTH2"],
  allowInsecureAuth: true,
  disabledCommands: ["STARTTLS"],
  disableReverseLookup: true,
  onAuth: ({ method, username, accessToken }, _session, done) => {
    seen.push({ method, user: username, token: accessToken });
    if (accessToken === "token-1") return done(null, { user: username });
    done(null, { data: { status: "401", schemes: "bearer" } } as never);
  },
  onData: (stream, _session, done) => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => (mails.push(Buffer.concat(chunks).toString()), done()));
  },
});
server.on("error", () => undefined);
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
const { port } = server.server.address() as AddressInfo;

const smtp = { host: "127.0.0.1", port, security: "none", login: { user: imap.user, oauth } } as const;
const mail = { from: imap.user, to: "li@customer.example", subject: "s", text: "words" };
const by = (token: () => Promise<string>) => ({ smtpUrl: null, accessToken: token });

test("mail goes out by XOAUTH2 with a token of the IMAP side; a token that is refused is tried again later", async () => {
  const asked: OauthSettings[] = [];
  const end = await sendMail(
    { smtp, dkim: null },
    mail,
    by(async () => "token-1"),
  );
  expect(end).toEqual({ kind: "sent", refused: [] });
  expect(mails[0]).toContain("words");
  expect(seen).toEqual([{ method: "XOAUTH2", user: imap.user, token: "token-1" }]);
  const stale = {
    smtpUrl: null,
    accessToken: async (settings: OauthSettings) => (asked.push(settings), "stale"),
  };
  expect(await sendMail({ smtp, dkim: null }, mail, stale)).toMatchObject({ kind: "later" });
  expect(asked).toEqual([oauth]);
  expect(await trySending({ smtp, dkim: null }, stale)).toMatch(/login|登录/);
});

test("consent that ended is said, and the mail waits", async () => {
  const gone = () => Promise.reject(Object.assign(new Error("invalid_grant"), { code: "oauth_consent_needed" }));
  expect(await sendMail({ smtp, dkim: null }, mail, by(gone))).toMatchObject({
    kind: "later",
    detail: expect.stringContaining("OAuth"),
  });
});

test("a mailbox keeps how it signs in; its password side is not needed", async () => {
  const id = newId();
  const place = { host: "smtp.provider.example", port: 587, security: "starttls" as const };
  await db.inTransaction(async (tx) => {
    await insertMailbox(tx, SECRET, {
      id,
      name: "支持",
      address: imap.user,
      kind: "imap",
      teamId: null,
      enabled: true,
      trustedServers: [],
      imap,
      version: 1,
    });
    await saveOutgoingSettings(tx, id, { smtp: { ...place, user: null, auth: "xoauth2" }, dkim: null }, SECRET);
  });
  const found = await findOutgoingMailbox(db.reading, id, SECRET);
  expect(found?.smtp).toEqual({ ...place, login: { user: imap.user, oauth } });
  const elsewhere = { ...place, host: "smtp.other.example", user: null, auth: "xoauth2" as const };
  await saveOutgoingSettings(db.reading, id, { smtp: elsewhere, dkim: null }, SECRET);
  expect((await findOutgoingMailbox(db.reading, id, SECRET))?.smtp?.login).toBeNull();
});

test("a token stays with its provider", () => {
  expect(shareProvider("outlook.office365.com", "smtp.office365.com")).toBe(true);
  expect(shareProvider("imap.gmail.com", "smtp.gmail.com")).toBe(true);
  expect(shareProvider("imap.qq.com", "smtp.qq.com")).toBe(true);
  for (const [one, other] of [
    ["imap.gmail.com", "smtp.gmail.com.evil.example"],
    ["imap.firm.com.cn", "smtp.other.com.cn"],
    ["imap.firm.co.uk", "evil.co.uk"],
    ["127.0.0.1", "127.0.9.1"],
    ["localhost", "evil"],
    ["example", "example.com"],
  ])
    expect([one, other, shareProvider(one!, other!)]).toEqual([one, other, false]);
  expect(tokenLogin(imap, { host: "smtp.provider.example", security: "none", user: null })).toBeNull();
  const password = { ...imap, auth: { kind: "password" as const, password: "x" } };
  expect(tokenLogin(password, { host: "smtp.provider.example", security: "tls", user: null })).toBeNull();
});
