import { createTransport } from "nodemailer";
import { afterAll, expect, test } from "vitest";
import { emailChannel, type EmailChannel } from "../../src/channels/email/index.ts";
import { outgoingMail } from "../../src/channels/email/outgoing-mail.ts";
import { DELIVER_MESSAGE_JOB } from "../../src/core/tickets/index.ts";
import { repliesFeature } from "../../src/features/replies/index.ts";
import { newId } from "../../src/platform/ids.ts";
import { startWorker } from "../../src/platform/jobs/index.ts";
import { smtpSink } from "../support/smtp-sink.ts";
import { testDesk, type DeskParts, type TestDesk } from "../support/test-desk.ts";
import { testIntake } from "../support/test-intake.ts";

const WAIT = { timeout: 90_000, interval: 50 };

/** A desk with its mail doors open: real sockets in, `smtpUrl` out, jobs running. */
async function openDesk(name: string, smtpUrl: () => string) {
  let parts!: DeskParts;
  const desk = await testDesk((made) => {
    parts = made;
    return [];
  });
  const address = `support@${name}.example`;
  await desk.sql("insert into mailbox (id, name, address, kind) values ($1, $2, $3, 'smtp')", [newId(), name, address]);
  const shared = { db: parts.db, secret: parts.secretKey, instanceId: name, now: parts.clock.now };
  const inbound: EmailChannel = emailChannel({ ...shared, takeIn: testIntake(parts).takeIn, log: () => undefined });
  const receiver = await inbound.startReceiver({ host: "127.0.0.1", port: 0 });
  const brandOf = async () => ({ name, colour: "#1668dc" });
  const outgoing = () =>
    outgoingMail({
      ...shared,
      desk: repliesFeature({ desk: parts.desk, now: parts.clock.now, brandOf, timeZone: "Asia/Shanghai" }),
      storage: parts.storage,
      jobName: DELIVER_MESSAGE_JOB,
      brandOf,
      smtpUrl: smtpUrl(),
      accessToken: inbound.accessToken,
      fallbackAddress: address,
    });
  const url = `smtp://127.0.0.1:${receiver.port}`;
  return { desk, address, url, inbound, outgoing, stop: () => receiver.stop() };
}
type OpenDesk = Awaited<ReturnType<typeof openDesk>>;

const startJobs = ({ desk, inbound, outgoing }: OpenDesk) =>
  startWorker({
    pool: desk.db.pool,
    handlers: { ...inbound.jobs, ...outgoing().jobs },
    concurrency: 2,
    log: () => undefined,
  });

const count = async (desk: TestDesk, from: string) =>
  (await desk.sql<{ n: number }>(`select count(*)::int as n from ${from}`))[0]!.n;

const sink = await smtpSink();
const home = await openDesk("home", () => sink.url);
const a = await openDesk("a", () => b.url);
const b: OpenDesk = await openDesk("b", () => a.url);
const workers = [await startJobs(home), await startJobs(a), await startJobs(b)];
afterAll(async () => {
  for (const worker of workers) await worker.stop();
  for (const open of [home, a, b]) await open.stop();
  await sink.close();
});

const post = (url: string, mail: object) => createTransport({ url, ignoreTLS: true }).sendMail(mail);

test("a customer's mail is acknowledged; his answer to that joins; a bounce of it marks it and opens nothing", async () => {
  const customer = "wang@acme.example";
  await post(home.url, { from: customer, to: home.address, subject: "打印机报错", text: "E1002" });
  await expect.poll(() => sink.mails.length, WAIT).toBe(1);
  const { mail, from } = sink.mails[0]!;
  await post(home.url, {
    from: customer,
    to: mail.replyTo!.value[0]!.address,
    subject: `回复：${mail.subject}`,
    inReplyTo: mail.messageId,
    references: [mail.messageId],
    text: `补充：今天早上开始。\n\n${mail.text}`,
  });
  await expect.poll(() => count(home.desk, "message where direction = 'in'"), WAIT).toBe(2);
  const answers = await home.desk.sql<{ text: string; quoted_text: string | null }>(
    "select text, quoted_text from message where direction = 'in' order by created_at, id",
  );
  expect(answers[1]!.text.trim()).toBe("补充：今天早上开始。");
  expect(answers[1]!.quoted_text).toContain("HD-");
  await post(home.url, {
    envelope: { from: "", to: [from] },
    from: "MAILER-DAEMON@acme.example",
    to: from,
    subject: "Undelivered Mail Returned to Sender",
    raw: [
      "From: MAILER-DAEMON@acme.example",
      `To: ${from}`,
      "Subject: Undelivered Mail Returned to Sender",
      "MIME-Version: 1.0",
      'Content-Type: multipart/report; report-type=delivery-status; boundary="x"',
      "",
      "--x",
      "Content-Type: text/plain",
      "",
      "The mail could not be delivered.",
      "--x",
      "Content-Type: message/delivery-status",
      "",
      "Reporting-MTA: dns; acme.example",
      "",
      `Final-Recipient: rfc822; ${customer}`,
      "Action: failed",
      "Status: 5.1.1",
      "Diagnostic-Code: smtp; 550 5.1.1 no such user",
      "",
      "--x",
      "Content-Type: text/rfc822-headers",
      "",
      `Message-ID: ${mail.messageId}`,
      "--x--",
      "",
    ].join("\r\n"),
  });
  await expect.poll(() => count(home.desk, "message where delivery_state = 'bounced'"), WAIT).toBe(1);
  expect(await count(home.desk, "ticket")).toBe(1);
  expect(sink.mails).toHaveLength(1);
});

test("two desks that write to each other fall silent after one acknowledgement", async () => {
  await post(a.url, { from: b.address, to: a.address, subject: "你好", text: "一封普通的信" });
  await expect.poll(() => count(b.desk, "inbound_mail where state = 'ignored'"), WAIT).toBe(1);
  expect(await count(a.desk, "ticket")).toBe(1);
  expect(await count(a.desk, "message where delivery_state = 'sent'")).toBe(1);
  expect(await count(b.desk, "ticket")).toBe(0);
  expect(await count(b.desk, "message")).toBe(0);
});
