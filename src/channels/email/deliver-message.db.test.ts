import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeEach, expect, test } from "vitest";
import { inboundMail, MAILBOX_ID } from "../../../test/support/inbound-mail.ts";
import { smtpSink } from "../../../test/support/smtp-sink.ts";
import { testDesk } from "../../../test/support/test-desk.ts";
import { testIntake } from "../../../test/support/test-intake.ts";
import { DELIVER_MESSAGE_JOB, insertAttachments, sendMessage, withdrawMessage } from "../../core/tickets/index.ts";
import { repliesFeature } from "../../features/replies/index.ts";
import { newId } from "../../platform/ids.ts";
import { openMessageId } from "./message-id.ts";
import { outgoingMail, type OutgoingMailChannel, type OutgoingMailDeps } from "./outgoing-mail.ts";
import { RETRY_AFTER_MS } from "./outgoing-retries.ts";
import { openSignedAddress } from "./signed-address.ts";

const MAILBOX = { id: MAILBOX_ID, address: "support@desk.example" };
/** For a server that hangs. A good one may take longer on a busy machine: it has what the product grants. */
const SHORT_TIMES = { connectMsMax: 300, greetingMsMax: 300, silenceMsMax: 300, dialogueMsMax: 1_000 };
const sink = await smtpSink();
afterAll(() => sink.close());

let intake!: ReturnType<typeof testIntake>;
let deps!: OutgoingMailDeps;
let mail!: OutgoingMailChannel;

const desk = await testDesk((parts) => {
  const { clock } = parts;
  intake = testIntake(parts);
  const brandOf = async () => ({ name: "闭环科技技术支持", colour: "#1668dc" });
  const words = { brandOf, timeZone: "Asia/Shanghai" };
  const replies = repliesFeature({ desk: parts.desk, now: clock.now, ...words });
  deps = {
    db: parts.db,
    desk: replies,
    storage: parts.storage,
    jobName: DELIVER_MESSAGE_JOB,
    brandOf,
    secret: parts.secretKey,
    instanceId: "desk-1",
    smtpUrl: sink.url,
    accessToken: () => Promise.reject(new Error("no OAuth here")),
    fallbackAddress: "desk@localhost",
    now: clock.now,
  };
  mail = outgoingMail(deps);
  return [replies];
});
await desk.sql("insert into mailbox (id, name, address, kind) values ($1, '技术支持', $2, 'smtp')", [
  MAILBOX.id,
  MAILBOX.address,
]);

beforeEach(() => {
  sink.mood("take");
  sink.mails.length = 0;
});

type MessageRow = { delivery_state: string; delivery_detail: string | null; external_id: string | null };
const message = async (id: string) => (await desk.sql<MessageRow>("select * from message where id = $1", [id]))[0]!;
const deliver = (messageId: string, by = mail) => by.jobs[DELIVER_MESSAGE_JOB]!({ messageId }, { number: 1, max: 25 });
const waitingJob = async (messageId: string) =>
  (
    await desk.sql<{ run_at: Date }>("select run_at from graphile_worker.jobs where key = $1", [`deliver:${messageId}`])
  )[0];

async function opened(from: string, more: Parameters<typeof inboundMail>[0] = {}) {
  const given = { from, receivedAt: desk.clock.now(), ...more };
  const taken = await desk.db.inTransaction((tx) => intake.takeIn(tx, inboundMail(given)));
  return taken.ticketId!;
}

const agent = await desk.person("agent", { name: "陈工" });
await desk.sql("update staff_member set agent_number = 'A07' where id = $1", [agent.id]);
await desk.sql("update team set greeting_zh = '{{contact.name}}，您好，我是{{agent.name}}（工号 {{agent.number}}）。'");

function reply(ticketId: string, to: string, more: { html?: string; attachmentIds?: string[] } = {}) {
  desk.clock.advance(1_000);
  return desk.db.inTransaction(async (tx) => {
    const sent = await sendMessage(
      desk.desk,
      tx,
      { ticketId, actor: { kind: "staff", id: agent.id }, now: desk.clock.now() },
      {
        kind: "reply",
        text: "请升级到 2.1 版。",
        html: more.html ?? "<p>请升级到 <b>2.1</b> 版。</p>",
        to: [to],
        cc: [],
        subject: "续费问题",
        language: "zh",
        channel: "email",
        authorStaffId: agent.id,
        fromName: agent.name,
        fromAddress: "",
        attachmentIds: more.attachmentIds ?? [],
        sendAt: desk.clock.now() + 10_000,
        thenState: null,
        seenSeq: null,
      },
    );
    return sent.messageId;
  });
}

test("an acknowledgement goes out once, silent to machines, with number and token", async () => {
  const ticketId = await opened("ack@acme.example", { externalId: "<first@acme.example>", subject: "续费问题" });
  const [row] = await desk.sql<{ id: string; number: number }>(
    "select m.id, t.number from message m join ticket t on t.id = m.ticket_id where m.ticket_id = $1 and m.kind = 'acknowledgement'",
    [ticketId],
  );
  await deliver(row!.id);
  await deliver(row!.id);
  expect(sink.mails).toHaveLength(1);
  const { mail: got, from, to } = sink.mails[0]!;
  expect(to).toEqual(["ack@acme.example"]);
  expect(got.subject).toBe(`Re: 续费问题 [#HD-${row!.number}]`);
  expect(got.headers.get("auto-submitted")).toBe("auto-replied");
  expect(got.headers.get("x-auto-response-suppress")).toBe("All");
  expect(got.headers.get("x-helpdesk-instance")).toBe("desk-1");
  expect(got.inReplyTo).toBe("<first@acme.example>");
  expect(openSignedAddress(desk.secretKey, MAILBOX, from)).toBe(ticketId);
  expect(openSignedAddress(desk.secretKey, MAILBOX, got.replyTo!.value[0]!.address!)).toBe(ticketId);
  expect(openMessageId(desk.secretKey, got.messageId!)).toEqual({ ticketId, messageId: row!.id });
  expect(got.text).toContain("##-");
  expect(await message(row!.id)).toMatchObject({ delivery_state: "sent", external_id: got.messageId });
});

test("REQ: IN-06 an agent's reply is threaded, greets once, and is signed with number and team", async () => {
  const ticketId = await opened("reply@acme.example", { externalId: "<q1@acme.example>" });
  const first = await reply(ticketId, "reply@acme.example");
  await deliver(first);
  desk.clock.advance(1_000);
  await desk.db.inTransaction((tx) =>
    intake.takeIn(
      tx,
      inboundMail({
        from: "reply@acme.example",
        externalId: "<q2@acme.example>",
        signedTicketId: ticketId,
        receivedAt: desk.clock.now(),
      }),
    ),
  );
  const second = await reply(ticketId, "reply@acme.example");
  await deliver(second);
  const [a, b] = sink.mails.map((sunk) => sunk.mail);
  expect(a!.text).toContain("王伟，您好，我是陈工（工号 A07）。");
  expect(a!.text).toContain("陈工 · 工号 A07");
  expect(a!.html).toContain("<b>2.1</b>");
  expect(a!.headers.get("auto-submitted")).toBeUndefined();
  expect(a!.from!.value[0]).toMatchObject({ address: "support@desk.example", name: "闭环科技技术支持" });
  expect(b!.text).not.toContain("您好，我是");
  expect(b!.subject).toBe("Re: 续费问题");
  expect(b!.inReplyTo).toBe("<q2@acme.example>");
  expect(b!.references).toEqual(expect.arrayContaining(["<q1@acme.example>", a!.messageId, "<q2@acme.example>"]));
  expect(desk.published).toContainEqual(
    expect.objectContaining({ event: "message.delivery", payload: { ticketId, messageId: second, state: "sent" } }),
  );
});

test("pictures in the text travel inside the mail, other files beside it", async () => {
  const ticketId = await opened("files@acme.example");
  const [picture, list] = [newId(), newId()];
  await desk.db.inTransaction(async (tx) => {
    for (const [id, name, type] of [
      [picture, "图.png", "image/png"],
      [list, "清单.txt", "text/plain"],
    ] as const) {
      const { key, sha256, sizeBytes } = await desk.storage.put(Buffer.from(name));
      await insertAttachments(tx, [
        {
          id,
          ticketId: null,
          messageId: null,
          name,
          mediaType: type,
          sizeBytes,
          sha256,
          storageKey: key,
          contentId: null,
          inline: false,
          uploadedBy: agent.id,
        },
      ]);
    }
  });
  const html = `<p>见图 <img src="cid:${picture}"></p>`;
  await deliver(await reply(ticketId, "files@acme.example", { html, attachmentIds: [picture, list] }));
  const { attachments } = sink.mails[0]!.mail;
  expect(attachments.map((file) => [file.filename, file.related ?? false])).toEqual([
    ["图.png", true],
    ["清单.txt", false],
  ]);
  expect(sink.mails[0]!.raw).toContain(attachments[0]!.cid!);
});

test("a server that says 4xx is asked again, growing pauses apart, with the same Message-ID", async () => {
  const ticketId = await opened("later@acme.example");
  const id = await reply(ticketId, "later@acme.example");
  sink.mood({ at: "data", code: 451, message: "4.7.1 try again", times: 2 });
  await deliver(id);
  const before = await message(id);
  expect(before.delivery_state).toBe("waiting");
  expect(before.delivery_detail).toContain("451");
  expect((await waitingJob(id))!.run_at.getTime()).toBe(desk.clock.now() + RETRY_AFTER_MS[0]!);
  await deliver(id);
  expect((await waitingJob(id))!.run_at.getTime()).toBe(desk.clock.now() + RETRY_AFTER_MS[1]!);
  await deliver(id);
  expect(sink.mails).toHaveLength(1);
  expect(sink.mails[0]!.mail.messageId).toBe(before.external_id);
  expect(await message(id)).toMatchObject({ delivery_state: "sent", delivery_detail: null });
});

test("after the last pause it has failed, and the ticket says so", async () => {
  const ticketId = await opened("never@acme.example");
  const id = await reply(ticketId, "never@acme.example");
  sink.mood({ at: "rcpt", code: 450, message: "greylisted" });
  for (let attempt = 0; attempt <= RETRY_AFTER_MS.length; attempt++) await deliver(id);
  expect((await message(id)).delivery_state).toBe("failed");
  const events = await desk.sql("select 1 from ticket_event where ticket_id = $1 and type = 'delivery_failed'", [
    ticketId,
  ]);
  expect(events).toHaveLength(1);
});

test("one refused recipient of several is named on the message with the server's words, and the owner is told", async () => {
  const ticketId = await opened("two@acme.example");
  const id = await reply(ticketId, "two@acme.example");
  await desk.sql(
    `update message set recipients = '{"to": ["two@acme.example"], "cc": ["gone@acme.example"]}' where id = $1`,
    [id],
  );
  sink.mood({ at: "rcpt", code: 550, message: "5.1.1 gone for good", address: "gone@acme.example" });
  await deliver(id);
  expect(sink.mails.map(({ to }) => to)).toEqual([["two@acme.example"]]);
  const row = (await message(id)) as unknown as { delivery_state: string; refused_recipients: object[] };
  expect(row.delivery_state).toBe("sent");
  expect(row.refused_recipients).toEqual([
    { address: "gone@acme.example", said: expect.stringContaining("5.1.1 gone for good") },
  ]);
  const events = await desk.sql<{ body: object }>(
    "select body from ticket_event where ticket_id = $1 and type = 'delivery_failed'",
    [ticketId],
  );
  expect(events).toEqual([{ body: { type: "delivery_failed", messageId: id, status: "refused" } }]);
});

test("5xx fails at once, with the server's words", async () => {
  const ticketId = await opened("gone@acme.example");
  const id = await reply(ticketId, "gone@acme.example");
  sink.mood({ at: "rcpt", code: 550, message: "5.1.1 no such user" });
  await deliver(id);
  const row = await message(id);
  expect(row.delivery_state).toBe("failed");
  expect(row.delivery_detail).toContain("5.1.1 no such user");
});

test("what has failed can be sent again by who sees the ticket, and only that", async () => {
  const ticketId = await opened("again@acme.example");
  const id = await reply(ticketId, "again@acme.example");
  const url = `/api/v1/tickets/${ticketId}/messages/${id}/delivery`;
  expect((await agent.send("PUT", url)).status).toBe(409);
  sink.mood({ at: "rcpt", code: 550, message: "no", times: 1 });
  await deliver(id);
  const outsider = await desk.person("agent", { teamIds: [await desk.team("别的小组")] });
  expect((await outsider.send("PUT", url)).status).toBe(404);
  expect((await agent.send("PUT", url)).status).toBe(204);
  await deliver(id);
  expect(await message(id)).toMatchObject({ delivery_state: "sent" });
});

test("a server that hangs, or is not there, costs a bounded time and another attempt", async () => {
  const ticketId = await opened("hang@acme.example");
  const id = await reply(ticketId, "hang@acme.example");
  sink.mood("hang");
  const started = performance.now();
  await deliver(id, outgoingMail({ ...deps, times: SHORT_TIMES }));
  // Without a bound it never ends; a busy machine may stand still for seconds.
  expect(performance.now() - started).toBeLessThan(30_000);
  expect((await message(id)).delivery_state).toBe("waiting");
  const refused = outgoingMail({ ...deps, smtpUrl: "smtp://127.0.0.1:1" });
  await deliver(id, refused);
  expect(await message(id)).toMatchObject({ delivery_state: "waiting" });
});

test("no server and no mailbox say what to set", async () => {
  const ticketId = await opened("unset@acme.example");
  const id = await reply(ticketId, "unset@acme.example");
  await deliver(id, outgoingMail({ ...deps, smtpUrl: null }));
  expect(await message(id)).toMatchObject({
    delivery_state: "failed",
    delivery_detail: expect.stringContaining("SMTP_URL") as string,
  });
});

test("a mailbox's own server wins, and its DKIM key signs", async () => {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 1024,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const port = Number(new URL(sink.url).port);
  await desk.db.inTransaction((tx) =>
    mail.saveSettings(tx, MAILBOX.id, {
      smtp: { host: "127.0.0.1", port, security: "none", user: null, auth: "password" },
      dkim: { domain: "desk.example", selector: "s1", privateKey },
    }),
  );
  expect(await mail.trySending(desk.db.reading, MAILBOX.id, null)).toBeNull();
  const ticketId = await opened("own@acme.example");
  const id = await reply(ticketId, "own@acme.example");
  await deliver(id, outgoingMail({ ...deps, smtpUrl: null }));
  await desk.sql("delete from mailbox_outgoing");
  expect(sink.mails).toHaveLength(1);
  expect(sink.mails[0]!.raw).toMatch(/DKIM-Signature:[^]*d=desk\.example;[^]*s=s1/);
});

test("what was taken back does not go out; two workers at once send one", async () => {
  const ticketId = await opened("undo@acme.example");
  const id = await reply(ticketId, "undo@acme.example");
  const by = { ticketId, actor: { kind: "staff" as const, id: agent.id }, now: desk.clock.now() };
  await desk.db.inTransaction((tx) => withdrawMessage(desk.desk, tx, by, id));
  await deliver(id);
  expect(sink.mails).toHaveLength(0);
  const twice = await reply(ticketId, "undo@acme.example");
  await Promise.all([deliver(twice), deliver(twice)]);
  expect(sink.mails).toHaveLength(1);
});

test("after a crash in the dialogue the message goes out under the Message-ID it had", async () => {
  const ticketId = await opened("crash@acme.example");
  const id = await reply(ticketId, "crash@acme.example");
  await desk.sql("select graphile_worker.remove_job($1)", [`deliver:${id}`]);
  await desk.sql(
    "update message set delivery_state = 'sending', external_id = '<kept@mail.desk.example>' where id = $1",
    [id],
  );
  await desk.sql("insert into mail_delivery (message_id, attempts, lease_until) values ($1, 1, $2)", [
    id,
    new Date(desk.clock.now() + 1_000),
  ]);
  desk.clock.advance(60 * 60_000);
  await mail.jobs["deliver_overdue_mail"]!({}, { number: 1, max: 25 });
  expect(await waitingJob(id)).toBeDefined();
  await deliver(id);
  expect(sink.mails[0]!.mail.messageId).toBe("<kept@mail.desk.example>");
});

test("a letter that has left is marked so once the database answers again, and does not leave twice", async () => {
  const id = await reply(await opened("away@acme.example"), "away@acme.example");
  let [asked, refused] = [0, 0];
  const inTransaction: typeof deps.db.inTransaction = async (work) => {
    asked += 1;
    if (asked === 1 || refused++ > 1) return deps.db.inTransaction(work);
    throw Object.assign(new Error("terminating connection"), { code: "57P01" });
  };
  await deliver(id, outgoingMail({ ...deps, db: { ...deps.db, inTransaction } }));
  expect(refused).toBe(3);
  expect(await message(id)).toMatchObject({ delivery_state: "sent" });
  await deliver(id);
  expect(sink.mails).toHaveLength(1);
});

test("mail of the desk goes out after the commit alone, and its content does not stay", async () => {
  const given = {
    to: "new@desk.example",
    subject: "邀请您加入闭环",
    text: "链接 https://desk.example/i/secret",
    html: "<p>链接</p>",
    language: "zh" as const,
    purpose: "invitation",
    ticketId: await opened("system@acme.example"),
    unsubscribeUrl: "https://desk.example/unsubscribe/x",
  };
  const failed = desk.db.inTransaction(async (tx) => {
    await mail.sendSystemMail(tx, given);
    throw new Error("rolled back");
  });
  await expect(failed).rejects.toThrow("rolled back");
  await desk.db.inTransaction((tx) => mail.sendSystemMail(tx, given));
  const rows = await desk.sql<{ id: string }>("select id from system_mail");
  expect(rows).toHaveLength(1);
  const run = () => mail.jobs["deliver_system_mail"]!({ id: rows[0]!.id }, { number: 1, max: 25 });
  await run();
  await run();
  expect(sink.mails).toHaveLength(1);
  const { mail: got, raw } = sink.mails[0]!;
  expect(got.headers.get("auto-submitted")).toBe("auto-generated");
  expect(raw).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  expect(raw).not.toContain("X-Bihuan-Ticket");
  expect(openSignedAddress(desk.secretKey, MAILBOX, got.replyTo!.value[0]!.address!)).toBe(given.ticketId);
  const [row] = await desk.sql<{ state: string; body_text: string }>("select state, body_text from system_mail");
  expect(row).toEqual({ state: "sent", body_text: "" });
});
