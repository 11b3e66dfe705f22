import { isForgedAlone } from "../../src/core/tickets/index.ts";
import { writeByRule } from "../../src/features/closing/write-by-rule.ts";
import { createTransport } from "nodemailer";
import { expect, test } from "vitest";
import { makeMessageId } from "../../src/channels/email/message-id.ts";
import { makeSignedAddress } from "../../src/channels/email/signed-address.ts";
import { toInboundMessage } from "../../src/channels/email/to-inbound-message.ts";
import { newId } from "../../src/platform/ids.ts";
import { TEST_SECRET_KEY } from "../support/staff-desk.ts";
import { attackedDesk, GATEWAY, proof, rawMail, SUPPORT } from "./attacked-desk.ts";

const desk = await attackedDesk();
const { mail, sql } = desk;
const mailbox = { id: desk.mailboxId, address: SUPPORT };
let customers = 0;

/** A case of a customer of its own. */
async function victimCase() {
  const address = `li${++customers}@victim.example`;
  const id = `<first-${customers}@victim.example>`;
  const taken = await mail(rawMail({ from: `李 <${address}>`, id, subject: "机密项目" }));
  const [row] = await sql<{ number: number }>("select number from ticket where id = $1", [taken.ticketId]);
  return { address, messageId: id, ticketId: taken.ticketId!, number: row!.number };
}

const countOf = async (ticketId: string) =>
  (await sql<{ n: number }>("select count(*)::int as n from message where ticket_id = $1", [ticketId]))[0]!.n;

const stranger = "Mallory <mallory@evil.example>";

test("ticket hijack by number in the subject: a stranger gets a case of his own", async () => {
  const victim = await victimCase();
  const before = await countOf(victim.ticketId);
  const label = `HD-${victim.number}`;
  for (const subject of [`Re: 机密项目 [#${label}]`, `[#${label.toLowerCase()}]`, `[#${label}][#${label}]`]) {
    const taken = await mail(rawMail({ from: stranger, subject }));
    expect(taken.ticketId).not.toBe(victim.ticketId);
  }
  const inText = await mail(rawMail({ from: stranger, text: `请转告 [#${label}]` }));
  expect(inText.ticketId).not.toBe(victim.ticketId);
  expect(await countOf(victim.ticketId)).toBe(before);
});

test("ticket hijack by forged In-Reply-To and References: neither the customer's id nor an id like ours opens a case", async () => {
  const victim = await victimCase();
  const before = await countOf(victim.ticketId);
  const real = makeMessageId(TEST_SECRET_KEY, {
    ticketId: victim.ticketId,
    messageId: newId(),
    random: "0011",
    domain: "desk.example",
  });
  const forged = real.replace(/\.[0-9a-f]{16}@/, `.${"0".repeat(16)}@`);
  for (const id of [victim.messageId, forged, `${forged} ${victim.messageId}`]) {
    const taken = await mail(rawMail({ from: stranger, headers: [`In-Reply-To: ${id}`, `References: ${id}`] }));
    expect(taken.ticketId).not.toBe(victim.ticketId);
  }
  expect(await countOf(victim.ticketId)).toBe(before);
});

test("ticket hijack by forged plus-address: wrong mac, another mailbox, another ticket; case folding still works", async () => {
  const victim = await victimCase();
  const other = await victimCase();
  const right = makeSignedAddress(TEST_SECRET_KEY, mailbox, victim.ticketId);
  const elsewhere = makeSignedAddress(TEST_SECRET_KEY, { id: newId(), address: SUPPORT }, victim.ticketId);
  const swapped = makeSignedAddress(TEST_SECRET_KEY, mailbox, other.ticketId).replace(
    /\+t[^.]+/,
    /\+t[^.]+/.exec(right)![0],
  );
  const wrong = right.replace(/\.[0-9a-f]{16}@/, ".0123456789abcdef@");
  for (const to of [elsewhere, swapped, wrong])
    expect((await mail(rawMail({ from: stranger }), { to })).ticketId).not.toBe(victim.ticketId);
  const folded = await mail(rawMail({ from: victim.address }), { to: right.toUpperCase() });
  expect(folded.ticketId).toBe(victim.ticketId);
});

test("a forged agent address is not an agent: no note, no place in the case it means", async () => {
  const agent = await desk.people.addPerson("supervisor", { name: "真人" });
  const victim = await victimCase();
  const to = makeSignedAddress(TEST_SECRET_KEY, mailbox, victim.ticketId);
  const notes = () => sql("select 1 from message where direction = 'note'");
  const forged = await mail(rawMail({ from: agent.email, headers: [proof("fail")] }), { to });
  expect(forged.ticketId).not.toBe(victim.ticketId);
  await mail(rawMail({ from: agent.email }), { to });
  expect(await notes()).toEqual([]);
  const real = await mail(rawMail({ from: agent.email, headers: [proof("pass")] }), { to });
  expect(real.ticketId).toBe(victim.ticketId);
  expect(await notes()).toHaveLength(1);
});

test("a mail in a colleague's name that nothing proves is marked as doubtful in the conversation", async () => {
  const agent = await desk.people.addPerson("agent", { name: "林工" });
  const reader = await desk.people.addPerson("administrator");
  const { ticketId } = await mail(rawMail({ from: `林工 <${agent.email.toUpperCase()}>`, text: "请把客户名单发给我" }));
  const shown = await desk.call<{ items: { direction: string; senderVerified: string }[] }>(
    reader,
    "GET",
    `/tickets/${ticketId}/messages`,
  );
  expect(shown.body.items.find(({ direction }) => direction === "in")?.senderVerified).toBe("fail");
  const plain = await mail(rawMail({ from: "someone@else.example" }));
  const other = await desk.call<typeof shown.body>(reader, "GET", `/tickets/${plain.ticketId}/messages`);
  expect(other.body.items.find(({ direction }) => direction === "in")?.senderVerified).toBe("none");
});

test("forged proof: other authors, quoted words, and headers written by the stranger himself do not make an agent", async () => {
  const agent = await desk.people.addPerson("supervisor");
  const victim = await victimCase();
  const to = makeSignedAddress(TEST_SECRET_KEY, mailbox, victim.ticketId);
  const notes = () => sql("select 1 from message where direction = 'note' and author_staff_id = $1", [agent.id]);
  const spf = `Authentication-Results: ${GATEWAY}; spf=pass smtp.mailfrom="x; dmarc=pass "@evil.example; dmarc=none`;
  const two = `From: ${agent.email}, Mallory <mallory@evil.example>`;
  for (const headers of [
    [proof("pass", "evil.example")],
    [`Authentication-Results: mx.evil.example; dmarc=pass`, proof("pass")],
    [spf],
    [`Authentication-Results: ${GATEWAY}; dmarc=pass header.from=desk.test; dmarc=none header.from=desk.test`],
    [proof("pass"), `From: Mallory <mallory@evil.example>`],
  ])
    await mail(rawMail({ from: agent.email, headers }), { to });
  await mail(rawMail({ from: "x@desk.test", headers: [proof("pass")] }).replace(/^From: .*$/m, two), { to });
  expect(await notes()).toEqual([]);
  // Straight from outside there is no gateway whose word could count.
  const message = toInboundMessage({
    raw: Buffer.from(rawMail({ from: agent.email, headers: [proof("pass")] })),
    rawId: newId(),
    receivedAt: Date.now(),
    envelope: { from: "x@evil.example", to: [SUPPORT], remoteAddress: "203.0.113.9", helo: null },
    mailbox,
    own: { instanceId: "i", addresses: new Set([SUPPORT]) },
    secret: TEST_SECRET_KEY,
    truncated: false,
    trustedServers: [GATEWAY],
    senderVerified: "none",
  });
  expect(message.senderVerified).toBe("none");
});

test("a forged sender gets no acknowledgement: no backscatter to the one whose address was used", async () => {
  const forged = await mail(
    rawMail({ from: "someone@innocent.example", headers: [proof("fail", "innocent.example")] }),
  );
  expect(forged.state).toBe("taken_in");
  const sent = await sql("select 1 from message where ticket_id = $1 and direction = 'out'", [forged.ticketId]);
  expect(sent).toEqual([]);
});

test("a forged sender gets no letter by rule either, until somebody of the desk has answered or he wrote himself", async () => {
  const address = "quiet@innocent.example";
  const forged = await mail(rawMail({ from: address, headers: [proof("fail", "innocent.example")] }));
  const isForged = () => isForgedAlone(desk.db.reading, forged.ticketId!);
  expect(await isForged()).toBe(true);
  const letter = { ticketId: forged.ticketId!, lineId: "r", standsFor: 1, stop: null, now: Date.now() };
  const deps = {} as Parameters<typeof writeByRule>[0];
  const asked = desk.db.inTransaction((tx) =>
    writeByRule(deps, tx, { ...letter, about: { kind: "notice", noticeId: "late" }, withSurvey: false }),
  );
  expect(await asked).toBe(false);
  await sql("update message set sender_verified = 'none' where id = $1", [forged.messageId]);
  expect(await isForged()).toBe(false);
});

test("acknowledgement as a mail bomb: tags behind a plus do not make another mailbox", async () => {
  for (let at = 0; at < 12; at++) await mail(rawMail({ from: `target+${at}@innocent.example`, subject: `n${at}` }));
  const [sent] = await sql<{ n: number }>(
    `select count(*)::int as n from message where direction = 'out' and recipients::text like '%target+%'`,
  );
  expect(sent!.n).toBeLessThanOrEqual(5);
});

test("acknowledgement as a carrier of advertising: a name that is a link is not repeated", async () => {
  await mail(
    rawMail({ from: `"Win at https://spam.example/x www.spam.example" <quarry@innocent.example>`, subject: "hello" }),
  );
  const [out] = await sql<{ text: string; html: string | null }>(
    `select text, html from message where direction = 'out' and recipients::text like '%quarry@%'`,
  );
  expect(`${out!.text}${out!.html ?? ""}`).not.toContain("spam.example");
});

test("two desks that acknowledge each other, and an autoresponder that hides it, come to an end", async () => {
  let rounds = 0;
  let said = [rawMail({ from: "desk@other.example", subject: "hello there" })];
  while (said.length > 0 && rounds < 30) {
    rounds++;
    await mail(said.pop()!);
    const sent = (await desk.deliver()).filter((one) => one.to.includes("desk@other.example"));
    // It names no Message-ID and no subject of ours, and carries no header of a machine.
    said = sent.map(() => rawMail({ from: "desk@other.example", subject: `Case ${rounds} received` }));
  }
  expect(rounds).toBeLessThanOrEqual(6);
});

test("cc injection: whom a customer puts on his mail gets no acknowledgement and no answer by itself", async () => {
  const taken = await mail(
    rawMail({ from: "zhao@victim.example", headers: ["Cc: a@crowd.example, b@crowd.example"], subject: "cc" }),
  );
  const rows = await sql<{ recipients: { to: string[]; cc: string[] } }>(
    "select recipients from message where ticket_id = $1 and direction = 'out'",
    [taken.ticketId],
  );
  expect(rows.map((row) => row.recipients)).toEqual([{ to: ["zhao@victim.example"], cc: [] }]);
});

function bounceOf(messageId: string, recipient: string, id = newId()): string {
  return [
    "From: MAILER-DAEMON@evil.example",
    `To: ${SUPPORT}`,
    "Subject: Undelivered Mail Returned to Sender",
    `Message-ID: <${id}@evil.example>`,
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "User unknown",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; evil.example",
    "",
    `Final-Recipient: rfc822; ${recipient}`,
    "Action: failed",
    "Status: 5.1.1",
    "",
    "--b",
    "Content-Type: message/rfc822",
    "",
    `Message-ID: ${messageId}`,
    "",
    "--b--",
    "",
  ].join("\r\n");
}

test("a forged bounce marks no message and gives up no address", async () => {
  const victim = await victimCase();
  await desk.deliver();
  const [out] = await sql<{ id: string; external_id: string }>(
    "select id, external_id from message where ticket_id = $1 and direction = 'out'",
    [victim.ticketId],
  );
  const other = await victimCase();
  const forgedId = out!.external_id.replace(/\.[0-9a-f]{16}@/, `.${"0".repeat(16)}@`);
  await mail(bounceOf(forgedId, victim.address));
  await mail(bounceOf(victim.messageId, victim.address));
  await mail(bounceOf(`<${newId()}@desk.example>`, victim.address));
  const [state] = await sql<{ delivery_state: string }>("select delivery_state from message where id = $1", [out!.id]);
  expect(state!.delivery_state).toBe("sent");
  // Who holds the Message-ID of his own mail can say that it came back, but not that somebody else is gone.
  await mail(bounceOf(out!.external_id, other.address));
  expect(await sql("select value from contact_address where undeliverable_at is not null")).toEqual([]);
  // An address given up by a report that was true or false is back when its owner writes.
  await sql("update contact_address set undeliverable_at = now() where value = $1", [victim.address]);
  await mail(rawMail({ from: victim.address }));
  expect(await sql("select value from contact_address where undeliverable_at is not null")).toEqual([]);
});

test("header injection: line breaks in subject, name and file name end up in no header of a mail that goes out", async () => {
  const subject = `=?UTF-8?B?${Buffer.from("hi\r\nBcc: all@innocent.example\r\nX-Evil: 1").toString("base64")}?=`;
  const name = `=?UTF-8?B?${Buffer.from("N\r\nBcc: all@innocent.example").toString("base64")}?=`;
  await mail(rawMail({ from: `${name} <crlf@victim.example>`, subject }));
  const [sent] = (await desk.deliver()).filter((one) => one.to.includes("crlf@victim.example"));
  expect(sent!.to).toEqual(["crlf@victim.example"]);
  const head = sent!.raw.split("\r\n\r\n")[0]!;
  expect(head).not.toMatch(/^(?:Bcc|X-Evil):/im);
});

test("a subject that turns the direction of writing, or shows nothing, is kept without what is unseen", async () => {
  const subjectOf = async (given: string) => {
    const subject = `=?UTF-8?B?${Buffer.from(given).toString("base64")}?=`;
    const { ticketId } = await mail(rawMail({ from: stranger, subject, text: "x" }));
    const [row] = await sql<{ subject: string }>("select subject from ticket where id = $1", [ticketId]);
    return row!.subject;
  };
  expect(await subjectOf("invoice_\u202efdp.exe \u2066\u200bx")).toBe("invoice_fdp.exe x");
  expect(await subjectOf("\u200b\u2028\u202e")).toBe("(no subject)");
  expect(await subjectOf("一家 👨\u200d👩\u200d👧")).toBe("一家 👨\u200d👩\u200d👧");
});

test("no second mail is smuggled in behind a bare line feed and dot", async () => {
  const smuggled =
    "MAIL FROM:<admin@desk.example>\r\nRCPT TO:<support@desk.example>\r\nDATA\r\nFrom: x@y.example\r\n\r\nx";
  for (const end of ["\n.\n", "\n.\r\n", "\r.\r", "\r\n.\n"]) {
    const before = (await sql<{ n: number }>("select count(*)::int as n from inbound_mail"))[0]!.n;
    await rawSmtp(`${rawMail({ from: "s@victim.example" })}${end}${smuggled}`);
    expect((await sql<{ n: number }>("select count(*)::int as n from inbound_mail"))[0]!.n).toBe(before + 1);
  }
});

test("many large mails at once do not take all memory: what is too much together is asked to come later", async () => {
  const receiver = await desk.assembled.email.inbound.startReceiver({
    host: "127.0.0.1",
    port: 0,
    bytesHeldMax: 300_000,
  });
  const large = rawMail({ from: "large@victim.example", text: "x".repeat(400_000).replace(/.{76}/g, "$&\r\n") });
  const send = async (raw: string) => {
    const transport = createTransport({ host: "127.0.0.1", port: receiver.port, ignoreTLS: true });
    const sent = transport.sendMail({ envelope: { from: "large@victim.example", to: SUPPORT }, raw });
    return sent.then(
      () => 250,
      (error: { responseCode?: number }) => error.responseCode,
    );
  };
  expect(await send(large)).toBe(452);
  // What was refused holds nothing any more.
  for (let round = 0; round < 5; round++) expect(await send(rawMail({ from: "small@victim.example" }))).toBe(250);
  await receiver.stop();
});

/** Speaks SMTP by hand, data as given. */
async function rawSmtp(data: string): Promise<void> {
  const { connect } = await import("node:net");
  await new Promise<void>((resolve, reject) => {
    const socket = connect(desk.port, "127.0.0.1");
    const steps = ["EHLO x\r\n", "MAIL FROM:<s@victim.example>\r\n", `RCPT TO:<${SUPPORT}>\r\n`, "DATA\r\n"];
    let phase = 0;
    socket.setEncoding("latin1");
    socket.on("error", reject);
    socket.on("data", (said: string) => {
      if (/^\d{3}-/m.test(said) && !/^\d{3} /m.test(said)) return;
      if (phase < steps.length) return void socket.write(steps[phase++]!);
      if (phase++ === steps.length) return void socket.write(`${data}\r\n.\r\n`);
      socket.end("QUIT\r\n");
      resolve();
    });
  });
}
