import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { sql } from "kysely";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { skipWithoutSharedData } from "../../../test/support/shared-data.ts";
import { testDatabase } from "../../../test/support/test-database.ts";
import type { InboundMessage } from "../../domain/channel/inbound-message.ts";
import { queries } from "../../platform/db/index.ts";
import { newId } from "../../platform/ids.ts";
import { startWorker } from "../../platform/jobs/index.ts";
import type { Worker } from "../../platform/jobs/index.ts";
import { emailChannel } from "./index.ts";
import type { EmailChannel, Mailbox, SmtpReceiver } from "./index.ts";
import { MAIL_BYTES_MAX } from "./mail-bounds.ts";
import { makeMessageId } from "./message-id.ts";
import { makeSignedAddress } from "./signed-address.ts";

const { db } = await testDatabase();
const SECRET = "a secret that is long enough for a test";
/** How long a condition may take on a slow machine. */
const PATIENCE_MS = 90_000;
const WAITING = { timeout: PATIENCE_MS, interval: 50 };
const mailbox: Mailbox = {
  id: newId(),
  name: "支持",
  address: "support@desk.cn",
  kind: "smtp",
  teamId: null,
  enabled: true,
  trustedServers: ["mx.desk.cn"],
  imap: null,
  version: 1,
};
const taken: InboundMessage[] = [];
const SLOW = "慢";
const SLOW_MS = 700;
let failing: string | null = null;
let channel: EmailChannel;
let receiver: SmtpReceiver;
let worker: Worker;
let transport: ReturnType<typeof pooled>;

const pooled = (port: number) =>
  createTransport({ host: "127.0.0.1", port, ignoreTLS: true, pool: true, maxConnections: 4 });

function makeChannel(): EmailChannel {
  return emailChannel({
    db,
    secret: SECRET,
    instanceId: "desk-1",
    now: Date.now,
    log: () => undefined,
    takeIn: async (_tx, message) => {
      if (message.subject.includes(SLOW)) await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
      if (failing !== null && message.subject.includes(failing)) throw new Error(`cannot take in ${failing}`);
      if (message.automatic.isOwn) return { outcome: "ignored", ticketId: null, messageId: null };
      if (message.bounce) return { outcome: "bounce", ticketId: null, messageId: null };
      const isKnown = taken.some(({ externalId }) => externalId === message.externalId);
      if (isKnown) return { outcome: "duplicate", ticketId: null, messageId: null };
      taken.push(message);
      return { outcome: "opened", ticketId: newId(), messageId: newId() };
    },
  });
}

beforeAll(async () => {
  channel = makeChannel();
  await db.inTransaction((tx) => channel.mailboxes.add(tx, mailbox));
  receiver = await channel.startReceiver({ host: "127.0.0.1", port: 0 });
  transport = pooled(receiver.port);
  worker = await startWorker({ pool: db.pool, handlers: channel.jobs, concurrency: 4, log: () => undefined });
});

afterAll(async () => {
  transport?.close();
  await worker?.stop();
  await receiver?.stop();
});

async function send(raw: string | Buffer, to: string | string[] = mailbox.address): Promise<string> {
  const sent = await transport.sendMail({ envelope: { from: "li@customer.cn", to }, raw });
  return sent.response;
}

async function stateOf(where: string): Promise<{ state: string; reason: string | null; attempts: number }[]> {
  const rows = await queries(db.reading)
    .selectFrom("inbound_mail")
    .select(["state", "reason", "attempts", "raw"])
    .orderBy("received_at")
    .execute();
  return rows
    .filter(({ raw }) => raw.includes(where))
    .map(({ state, reason, attempts }) => ({ state, reason, attempts }));
}

async function takenIn(is: (message: InboundMessage) => boolean): Promise<InboundMessage> {
  await expect.poll(() => taken.some(is), WAITING).toBe(true);
  return taken.find(is)!;
}

const byText = (text: string) => takenIn((message) => message.text.includes(text));

/** REQ: IN-01 */
describe("SMTP receiver", () => {
  it("keeps a mail and takes it in", async () => {
    expect(
      await send(
        "From: 李雷 <li@customer.cn>\r\nTo: support@desk.cn\r\nMessage-ID: <m1@c>\r\nSubject: 打印机\r\n\r\n坏了-m1",
      ),
    ).toMatch(/^250 /);
    const message = await byText("坏了-m1");
    expect(message).toMatchObject({
      channel: "email",
      externalId: "<m1@c>",
      from: { address: "li@customer.cn", name: "李雷" },
      language: "zh",
      mailboxId: mailbox.id,
    });
    expect(await channel.rawMail(db.reading, message.rawId!)).toBeInstanceOf(Buffer);
    const once = [{ state: "taken_in", reason: null, attempts: 1 }];
    await expect.poll(() => stateOf("坏了-m1"), WAITING).toEqual(once);
  });

  it("keeps the same mail once, and knows it again over another way", async () => {
    const raw = "From: li@customer.cn\r\nMessage-ID: <twice@c>\r\nSubject: x\r\n\r\ntwice-1";
    await send(raw);
    await send(raw);
    await send(`Received: from list\r\n${raw}`);
    const states = async () => (await stateOf("twice-1")).map(({ state }) => state).toSorted();
    await expect.poll(states, WAITING).toEqual(["duplicate", "taken_in"]);
    expect(taken.filter(({ externalId }) => externalId === "<twice@c>").length).toBe(1);
  });

  it("opens signed addresses and Message-IDs, and no forged ones", async () => {
    const ticketId = newId();
    await send("From: a@b.cn\r\nSubject: x\r\n\r\nsigned-1", makeSignedAddress(SECRET, mailbox, ticketId));
    expect((await byText("signed-1")).signedTicketId).toBe(ticketId);
    const id = makeMessageId(SECRET, { ticketId, messageId: newId(), random: "ab12", domain: "desk.cn" });
    await send(`From: a@b.cn\r\nIn-Reply-To: ${id}\r\nSubject: x\r\n\r\nsigned-2`);
    expect(await byText("signed-2")).toMatchObject({ signedTicketId: ticketId, references: [id] });
    await send(
      "From: a@b.cn\r\nSubject: [#HD-1024] x\r\n\r\nforged-1",
      makeSignedAddress("another secret", mailbox, ticketId),
    );
    expect(await byText("forged-1")).toMatchObject({ signedTicketId: null, subjectToken: "HD-1024" });
  });

  it("refuses strangers' addresses and too large mails, and relays nothing", async () => {
    await expect(send("Subject: x\r\n\r\nx", "someone@elsewhere.cn")).rejects.toMatchObject({ responseCode: 550 });
    await expect(
      send(Buffer.concat([Buffer.from("Subject: x\r\n\r\n"), Buffer.alloc(MAIL_BYTES_MAX + 1, "a\r\n")])),
    ).rejects.toMatchObject({ responseCode: 552 });
    expect(
      await send(["Subject: two", "", "two-boxes"].join("\r\n"), ["support@desk.cn", "support+x@desk.cn"]),
    ).toMatch(/^250/);
    await expect.poll(() => stateOf("two-boxes"), WAITING).toHaveLength(1);
  });

  it("says 451 while the database is away and loses nothing", async () => {
    const away = emailChannel({
      db: { ...db, reading: db.reading, inTransaction: db.inTransaction, close: db.close },
      secret: SECRET,
      instanceId: "x",
      now: Date.now,
      log: () => undefined,
      takeIn: async () => {
        throw new Error("unused");
      },
    });
    const other = await away.startReceiver({ host: "127.0.0.1", port: 0 });
    await sql`alter table inbound_mail rename to inbound_mail_away`.execute(queries(db.reading));
    const sender = createTransport({ host: "127.0.0.1", port: other.port, ignoreTLS: true });
    const mail = { envelope: { from: "a@b.cn", to: mailbox.address }, raw: "Subject: x\r\n\r\nlater-1" };
    await expect(sender.sendMail(mail)).rejects.toMatchObject({ responseCode: 451 });
    await sql`alter table inbound_mail_away rename to inbound_mail`.execute(queries(db.reading));
    expect((await sender.sendMail(mail)).response).toMatch(/^250/);
    sender.close();
    await other.stop();
    await byText("later-1");
  });

  it("keeps nothing of a mail that breaks off before its end", async () => {
    await new Promise<void>((resolve, reject) => {
      const socket = connect(receiver.port, "127.0.0.1");
      const lines = [
        "EHLO x",
        "MAIL FROM:<a@b.cn>",
        `RCPT TO:<${mailbox.address}>`,
        "DATA",
        "Subject: x\r\n\r\nbroken-off-1",
      ];
      socket.on("data", (data) => {
        if (/^\d{3}-/.test(data.toString()) && !/^\d{3} /m.test(data.toString())) return;
        const next = lines.shift();
        if (next === undefined) return;
        socket.write(`${next}\r\n`, () => lines.length === 0 && setTimeout(() => socket.destroy(), 100));
      });
      socket.on("error", reject);
      socket.on("close", () => resolve());
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await stateOf("broken-off-1")).toEqual([]);
  });
});

describe("SMTP bounds", () => {
  it("ends a session that goes on for too long, however busy", async () => {
    const other = await channel.startReceiver({ host: "127.0.0.1", port: 0, sessionMsMax: 150 });
    const ended = await new Promise<boolean>((resolve) => {
      const socket = connect(other.port, "127.0.0.1");
      socket.resume();
      const chatter = setInterval(() => socket.write("NOOP\r\n"), 20);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        clearInterval(chatter);
        resolve(true);
      });
      setTimeout(() => resolve(false), PATIENCE_MS).unref();
    });
    expect(ended).toBe(true);
    await other.stop();
  });
});

describe("taking in", () => {
  it("keeps what cannot be read as an unreadable message with its raw file", async () => {
    let deep = "bottom-1";
    for (let at = 0; at < 40; at++) deep = `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n${deep}`;
    await send(`From: a@b.cn\r\nSubject: deep-1\r\n${deep}`);
    const message = await takenIn(({ subject }) => subject === "deep-1");
    expect(message).toMatchObject({ unreadable: "too_deep", from: { address: "a@b.cn" } });
    expect(message.attachments[0]).toMatchObject({ name: "original.eml", type: "message/rfc822" });
    await expect.poll(() => stateOf("deep-1"), WAITING).toMatchObject([{ state: "unreadable", reason: "too_deep" }]);
  });

  it("gives up a mail after five attempts without stopping the others, and tries again when asked", async () => {
    failing = "poison-1";
    await send("From: a@b.cn\r\nSubject: poison-1\r\n\r\npoison-body");
    await send("From: a@b.cn\r\nSubject: fine\r\n\r\nafter-poison");
    await byText("after-poison");
    const row = await queries(db.reading)
      .selectFrom("inbound_mail")
      .select("id")
      .orderBy("received_at", "desc")
      .limit(2)
      .execute();
    const ids = row.map(({ id }) => id);
    const poison = (
      await Promise.all(ids.map(async (id) => ({ id, raw: await channel.rawMail(db.reading, id) })))
    ).find(({ raw }) => raw?.includes("poison-body"))!;
    for (let number = 2; number <= 5; number++)
      await channel.jobs["take_in_mail"]!({ inboundMailId: poison.id }, { number, max: 5 }).catch(() => undefined);
    expect((await stateOf("poison-body"))[0]).toMatchObject({ state: "failed", reason: "cannot take in poison-1" });
    failing = null;
    expect(await channel.retry(db.reading, poison.id)).toBe(true);
    await byText("poison-body");
  });

  it("takes a mail in after the one that it answers, however late that is looked at", async () => {
    const place = (words: string) => taken.findIndex(({ text }) => text.includes(words));
    await send(`From: li@customer.cn\r\nMessage-ID: <parent-1@c>\r\nSubject: ${SLOW}\r\n\r\nparent-1`);
    await send("From: li@customer.cn\r\nIn-Reply-To: <parent-1@c>\r\nSubject: Re\r\n\r\nchild-1");
    await byText("child-1");
    expect(place("parent-1")).toBeGreaterThanOrEqual(0);
    expect(place("parent-1")).toBeLessThan(place("child-1"));
    // Two that claim to answer each other come to an end.
    await send("From: li@customer.cn\r\nMessage-ID: <a@c>\r\nIn-Reply-To: <b@c>\r\nSubject: 慢\r\n\r\nround-a");
    await send("From: li@customer.cn\r\nMessage-ID: <b@c>\r\nIn-Reply-To: <a@c>\r\nSubject: 慢\r\n\r\nround-b");
    expect([await byText("round-a"), await byText("round-b")]).toHaveLength(2);
  });

  it("waits for a mail that fails, and goes on without it at the last attempt", async () => {
    failing = "失败的上文";
    await send(`From: li@customer.cn\r\nMessage-ID: <parent-2@c>\r\nSubject: ${failing}\r\n\r\nparent-2`);
    await send("From: li@customer.cn\r\nIn-Reply-To: <parent-2@c>\r\nSubject: Re\r\n\r\nchild-2");
    const waits = [{ state: "received", reason: "cannot take in 失败的上文" }];
    await expect.poll(() => stateOf("child-2"), WAITING).toMatchObject(waits);
    const found = await queries(db.reading)
      .selectFrom("inbound_mail")
      .select("id")
      .where(sql<boolean>`position('child-2'::bytea in raw) > 0`)
      .executeTakeFirstOrThrow();
    await channel.jobs["take_in_mail"]!({ inboundMailId: found.id }, { number: 5, max: 5 });
    expect((await byText("child-2")).references).toEqual(["<parent-2@c>"]);
    failing = null;
  });

  it("finds mails whose job was lost", async () => {
    await send("From: a@b.cn\r\nSubject: failing-lost\r\n\r\nlost-0");
    await byText("lost-0");
    await sql`insert into inbound_mail (id, mailbox_id, sha256, raw, envelope, received_at)
      values (${newId()}, ${mailbox.id}, ${Buffer.alloc(32, 7)}, ${Buffer.from("Subject: x\r\n\r\nlost-1")}, '{"from":null,"to":[],"remoteAddress":null,"helo":null}', now() - interval '5 minutes')`.execute(
      queries(db.reading),
    );
    await channel.jobs["sweep_inbound_mail"]!({}, { number: 1, max: 1 });
    await byText("lost-1");
  });

  it("leaves a mail whose job a worker holds to that worker, dead or alive: one that is dead gives it back", async () => {
    const [heldId, longHeldId] = [newId(), newId()];
    for (const [id, minutes] of [
      [heldId, 1],
      [longHeldId, 20],
    ] as const) {
      await sql`insert into inbound_mail (id, mailbox_id, sha256, raw, envelope, received_at)
        values (${id}, ${mailbox.id}, ${randomBytes(32)}, ${Buffer.from(`Subject: x\r\n\r\nheld-${minutes}`)},
          '{"from":null,"to":[],"remoteAddress":null,"helo":null}', now() - interval '30 minutes')`.execute(
        queries(db.reading),
      );
      await sql`select graphile_worker.add_job('take_in_mail', json_build_object('inboundMailId', ${id}::uuid),
        run_at => now() + interval '1 hour', job_key => 'take_in_mail/' || ${id}::text)`.execute(queries(db.reading));
      await sql`update graphile_worker._private_jobs set locked_by = 'dead', locked_at = now() - make_interval(mins => ${minutes})
        where key = 'take_in_mail/' || ${id}::text`.execute(queries(db.reading));
    }
    await channel.jobs["sweep_inbound_mail"]!({}, { number: 1, max: 1 });
    await byText("held-20");
    const kept =
      await sql<object>`select attempts, locked_by from graphile_worker.jobs where key = 'take_in_mail/' || ${heldId}::text`;
    expect((await kept.execute(queries(db.reading))).rows).toEqual([{ attempts: 0, locked_by: "dead" }]);
    await sql`delete from inbound_mail where id = ${heldId}`.execute(queries(db.reading));
    await sql`delete from graphile_worker._private_jobs where locked_by = 'dead' or key is null`.execute(
      queries(db.reading),
    );
  });

  it("cleans HTML, folds the quotation and names inline images", async () => {
    const raw = [
      "From: a@b.cn",
      "Subject: html",
      'Content-Type: multipart/related; boundary="b"',
      "",
      "--b",
      "Content-Type: text/html; charset=utf-8",
      "",
      '<p>html-1 <img src="cid:i@1"><script>alert(1)</script></p><blockquote type="cite">您好</blockquote>',
      "--b",
      "Content-Type: image/png",
      "Content-ID: <i@1>",
      "Content-Transfer-Encoding: base64",
      "",
      "AAAA",
      "--b--",
    ];
    await send(raw.join("\r\n"));
    const message = await byText("html-1");
    expect(message.visible.html).toBe('<p>html-1 <img src="cid:i@1" /></p>');
    expect(message.quoted?.html).toBe("<blockquote>您好</blockquote>");
    expect(message.attachments[0]).toMatchObject({ cid: "i@1", inline: true });
  });

  it("takes every mail of the corpora in", async (context) => {
    const base = skipWithoutSharedData(context, "mail");
    const files = ["parse/rfc", "parse/legacy", "bounces/corpus", "quotes/fixtures/standard_replies"].flatMap(
      (folder) =>
        readdirSync(path.join(base, folder))
          .filter((name) => /\.(?:eml|msg)$/.test(name))
          .map((name) => path.join(base, folder, name)),
    );
    const counts = async () => {
      const rows = await queries(db.reading)
        .selectFrom("inbound_mail")
        .select(["state", sql<number>`count(*)`.as("count")])
        .groupBy("state")
        .execute();
      const count = Object.fromEntries(rows.map((row) => [row.state, row.count]));
      return { ...count, total: rows.reduce((sum, row) => sum + row.count, 0) };
    };
    const before = await counts();
    for (const file of files) expect(await send(readFileSync(file))).toMatch(/^250/);
    await expect.poll(counts, WAITING).not.toHaveProperty("received");
    const after = await counts();
    expect(after).not.toHaveProperty("failed");
    const distinct = new Set(files.map((file) => readFileSync(file, "latin1"))).size;
    expect(after.total - before.total).toBeGreaterThanOrEqual(distinct - 2);
  }, 60_000);
});
