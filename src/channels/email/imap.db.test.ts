import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { ImapServer } from "../../../test/support/imap-server.ts";
import type { ImapServerOptions } from "../../../test/support/imap-server.ts";
import { skipWithoutSharedData } from "../../../test/support/shared-data.ts";
import { testDatabase } from "../../../test/support/test-database.ts";
import { queries } from "../../platform/db/index.ts";
import { newId } from "../../platform/ids.ts";
import { accessTokens } from "./fetch-access-token.ts";
import { startImapPolling } from "./imap-poller.ts";
import type { ImapPolling } from "./imap-poller.ts";
import type { ImapAuth, ImapSettings, Mailbox } from "./mailbox.ts";
import { mailboxProblemOf } from "./mailbox-problem.ts";
import { listProgress } from "./mailbox-progress-store.ts";
import { insertMailbox, listMailboxes, updateMailbox } from "./mailbox-store.ts";
import { testImap } from "./test-mailbox.ts";

const { db } = await testDatabase();
const SECRET = "a secret that is long enough for a test";
/** How long a condition may take on a slow machine. */
const WAITING = { timeout: 90_000, interval: 50 };
const NETEASE: ImapServerOptions = { wantsIdAfterLogin: true, idAnswer: '("name" "Coremail" "vendor" "Mailtech")' };

const open: { stop?(): Promise<void>; close?(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await (one.stop?.() ?? one.close?.());
});

async function serve(options: ImapServerOptions = {}): Promise<ImapServer> {
  const server = new ImapServer(options);
  await server.listen();
  open.push(server);
  return server;
}

function settingsOf(server: ImapServer, auth: ImapAuth = { kind: "password", password: "p" }): ImapSettings {
  return { host: "127.0.0.1", port: server.port, security: "none", user: "u", folder: "INBOX", auth };
}

async function addMailbox(imap: ImapSettings): Promise<Mailbox> {
  const id = newId();
  const mailbox: Mailbox = {
    id,
    name: "IMAP",
    address: `box-${id.slice(-12)}@desk.cn`,
    kind: "imap",
    teamId: null,
    enabled: true,
    trustedServers: [],
    imap,
    version: 1,
  };
  await db.inTransaction((tx) => insertMailbox(tx, SECRET, mailbox));
  return mailbox;
}

function poll(lookMs = 10_000, holder = newId()): ImapPolling {
  const polling = startImapPolling({
    db,
    secret: SECRET,
    now: Date.now,
    holder,
    random: () => 0.5,
    log: () => undefined,
    accessToken: accessTokens(Date.now),
    times: { superviseMs: 50, lookMs, retryMsFirst: 50 },
  });
  open.push(polling);
  return polling;
}

async function keptIn(mailboxId: string): Promise<{ raw: Buffer; received_at: Date; truncated: boolean }[]> {
  return queries(db.reading)
    .selectFrom("inbound_mail")
    .select(["raw", "received_at", "truncated"])
    .where("mailbox_id", "=", mailboxId)
    .orderBy("id")
    .execute();
}

/** The mails of a mailbox once there are so many. */
async function kept(mailbox: Mailbox, count: number) {
  await expect.poll(() => keptIn(mailbox.id), WAITING).toHaveLength(count);
  return keptIn(mailbox.id);
}

const listens = (server: ImapServer) =>
  expect.poll(() => server.commands.filter((command) => command.startsWith("IDLE")), WAITING).not.toEqual([]);
const logins = (server: ImapServer) => server.commands.filter((command) => command === "LOGIN").length;
const progressOf = async (mailbox: Mailbox) =>
  (await listProgress(db.reading)).find(({ mailboxId }) => mailboxId === mailbox.id);

const disable = async (mailbox: Mailbox): Promise<void> =>
  void (await updateMailbox(db.reading, SECRET, { ...mailbox, enabled: false }));

/** REQ: IN-01 */
describe("IMAP poller", () => {
  it("keeps unseen mails, marks them seen after, and hears of new ones by IDLE", async () => {
    const server = await serve();
    const seen = server.deliver("Subject: old\r\n\r\nseen before");
    seen.flags.add("\\Seen");
    const at = new Date(Date.UTC(2026, 0, 2, 3, 4, 5));
    server.deliver("Date: Mon, 1 Jan 2035 00:00:00 +0000\r\nSubject: a\r\n\r\nfirst", at);
    const mailbox = await addMailbox(settingsOf(server));
    poll();
    const [first] = await kept(mailbox, 1);
    expect(first?.raw.toString()).toContain("first");
    expect(first?.received_at.toISOString()).toBe(at.toISOString());
    await listens(server);
    server.deliver("Subject: b\r\n\r\nsecond");
    await kept(mailbox, 2);
    await expect.poll(() => server.mails.every(({ flags }) => flags.has("\\Seen")), WAITING).toBe(true);
    expect(server.commands.filter((command) => command.includes("BODY") && !command.includes("BODY.PEEK"))).toEqual([]);
    await disable(mailbox);
  });

  it("works with a server like NetEase's, without IDLE", async () => {
    const server = await serve({ ...NETEASE, idle: false });
    server.deliver("Subject: n\r\n\r\nfrom netease");
    const mailbox = await addMailbox(settingsOf(server));
    poll(200);
    await kept(mailbox, 1);
    server.deliver("Subject: n\r\n\r\nlater");
    await kept(mailbox, 2);
    await disable(mailbox);
  });

  it("connects again after a break and misses nothing", async () => {
    const server = await serve();
    const mailbox = await addMailbox(settingsOf(server));
    poll();
    await listens(server);
    server.drop();
    server.deliver("Subject: c\r\n\r\nwhile away");
    await kept(mailbox, 1);
    await expect.poll(() => progressOf(mailbox), WAITING).toMatchObject({ uidValidity: 1, lastUid: 1 });
    await disable(mailbox);
  });

  it("reads again after a new UIDVALIDITY and keeps nothing twice", async () => {
    const server = await serve();
    server.deliver("Subject: d\r\n\r\nkept once");
    const mailbox = await addMailbox(settingsOf(server));
    const polling = poll();
    await kept(mailbox, 1);
    await polling.stop();
    server.uidValidity = 2;
    server.deliver("Subject: e\r\n\r\nafter the move").flags.add("\\Seen");
    poll();
    await kept(mailbox, 2);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await keptIn(mailbox.id)).length).toBe(2);
    await disable(mailbox);
  });

  it("lets one process at a time read a mailbox", async () => {
    const server = await serve();
    const mailbox = await addMailbox(settingsOf(server));
    poll();
    poll();
    await listens(server);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(logins(server)).toBe(1);
    await disable(mailbox);
  });

  it("says what is wrong and goes on trying", async () => {
    const server = await serve({ password: "another" });
    const mailbox = await addMailbox(settingsOf(server));
    poll();
    await expect.poll(() => progressOf(mailbox), WAITING).toMatchObject({ lastErrorCode: "login_refused" });
    await expect.poll(() => logins(server), WAITING).toBeGreaterThanOrEqual(2);
    await disable(mailbox);
  });
});

describe("XOAUTH2", () => {
  type Vector = { id: string; user: string; token: string; sasl: string };

  /** With a server of tokens that answers so. */
  async function byToken(status: number, answer: object): Promise<ImapAuth> {
    const tokens = createServer((_, response) => response.writeHead(status).end(JSON.stringify(answer)));
    await new Promise<void>((resolve) => tokens.listen(0, "127.0.0.1", resolve));
    open.push({ stop: () => new Promise((resolve) => tokens.close(() => resolve())) });
    const tokenUrl = `http://127.0.0.1:${(tokens.address() as AddressInfo).port}/token`;
    return { kind: "xoauth2", tokenUrl, clientId: "c", clientSecret: "s", refreshToken: "r", scope: "x" };
  }

  it("signs in with exactly the published strings, by a fetched token", async (context) => {
    const file = skipWithoutSharedData(context, "../reference/channels/email-fixtures.json");
    const { xoauth2 } = JSON.parse(readFileSync(file, "utf8")) as { xoauth2: Vector[] };
    for (const vector of xoauth2) {
      const server = await serve({ user: vector.user, accessToken: vector.token });
      const auth = await byToken(200, { access_token: vector.token, expires_in: 3600 });
      const steps = await testImap(
        { accessToken: accessTokens(Date.now) },
        { ...settingsOf(server, auth), user: vector.user },
        "zh",
      );
      expect(
        steps.map(({ ok }) => ok),
        vector.id,
      ).toEqual([true, true]);
      expect(server.sasl, vector.id).toEqual([vector.sasl]);
    }
  });

  it("names a consent that has ended", async () => {
    const server = await serve({ accessToken: "t" });
    const auth = await byToken(400, { error: "invalid_grant" });
    const [step] = await testImap({ accessToken: accessTokens(Date.now) }, settingsOf(server, auth), "en");
    expect(step).toMatchObject({ ok: false, code: "oauth_consent_needed" });
  });
});

describe("connection test", () => {
  const run = (settings: ImapSettings) => testImap({ accessToken: accessTokens(Date.now) }, settings, "zh");
  const codeOf = async (settings: ImapSettings): Promise<string | null> => (await run(settings)).at(-1)!.code;

  it("signs in and counts, and changes nothing", async () => {
    const server = await serve(NETEASE);
    server.deliver("Subject: x\r\n\r\nx");
    const steps = await run(settingsOf(server));
    expect(steps.map(({ says }) => says)).toEqual(["已登录 IMAP 服务器。", "已打开文件夹，1 封邮件。"]);
    expect(server.mails[0]!.flags.size).toBe(0);
  });

  it("names each thing that can be wrong", async () => {
    const server = await serve();
    const unsafe = await serve({ refuseLogin: "LOGIN Unsafe Login. Please contact kefu@188.com for help" });
    const gone = await serve();
    const closed = { ...settingsOf(gone) };
    await gone.close();
    open.splice(open.indexOf(gone), 1);
    expect(await codeOf({ ...settingsOf(server), auth: { kind: "password", password: "wrong" } })).toBe(
      "login_refused",
    );
    expect(await codeOf(settingsOf(unsafe))).toBe("unsafe_login");
    expect(await codeOf({ ...settingsOf(server), folder: "没有" })).toBe("folder_missing");
    expect(await codeOf(closed)).toBe("refused");
    expect(await codeOf({ ...settingsOf(server), security: "tls" })).toBe("tls");
    expect(await codeOf({ ...settingsOf(server), auth: { kind: "password", password: "" } })).toBe("secret_missing");
    expect(["dns", "timeout"]).toContain(await codeOf({ ...settingsOf(server), host: "no-such-host.invalid" }));
  });

  it("reads the words of providers", () => {
    expect(
      mailboxProblemOf(Object.assign(new Error("550 5.7.30 Basic authentication is not supported"), { code: "EAUTH" }))
        .code,
    ).toBe("basic_auth_off");
    expect(mailboxProblemOf(Object.assign(new Error("x"), { code: "CERT_HAS_EXPIRED" })).code).toBe("tls");
    expect(mailboxProblemOf("odd").code).toBe("unknown");
  });
});

describe("mailboxes", () => {
  it("keep their secrets sealed, and answer a second change of one version with no", async () => {
    const server = await serve();
    const mailbox = await addMailbox({ ...settingsOf(server), auth: { kind: "password", password: "授权码-1" } });
    const row = await queries(db.reading)
      .selectFrom("mailbox")
      .select("imap_secret")
      .where("id", "=", mailbox.id)
      .executeTakeFirstOrThrow();
    expect(row.imap_secret?.includes(Buffer.from("授权码-1"))).toBe(false);
    const read = (await listMailboxes(db.reading, SECRET)).find(({ id }) => id === mailbox.id);
    expect(read).toEqual(mailbox);
    const other = (await listMailboxes(db.reading, "another key")).find(({ id }) => id === mailbox.id);
    expect(other?.imap?.auth).toEqual({ kind: "password", password: "" });
    await disable(mailbox);
    expect(await updateMailbox(db.reading, SECRET, mailbox)).toBe(false);
  });
});
