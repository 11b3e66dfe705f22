import { beforeEach, expect, test } from "vitest";
import { inboundFile, inboundMail, MAILBOX_ID, type GivenMail } from "../../../test/support/inbound-mail.ts";
import { DEFAULT_TEAM_ID, testDesk } from "../../../test/support/test-desk.ts";
import { testIntake } from "../../../test/support/test-intake.ts";
import { changeTicket, mergeTickets, sendMessage, setDelivery } from "../../core/tickets/index.ts";
import type { TakenIn } from "../../domain/channel/taken-in.ts";
import { newId } from "../../platform/ids.ts";
import { ACKNOWLEDGEMENTS_PER_SENDER_HOUR_MAX } from "./acknowledge.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
let intake!: ReturnType<typeof testIntake>;

const desk = await testDesk((parts) => {
  intake = testIntake(parts);
  return [];
});

await desk.sql(
  "insert into mailbox (id, name, address, kind) values ($1, '技术支持', 'support@desk.example', 'smtp')",
  [MAILBOX_ID],
);

beforeEach(() => {
  desk.clock.set("2026-03-02T01:00:00Z");
});

const take = (given: GivenMail = {}): Promise<TakenIn> =>
  desk.db.inTransaction((tx) => intake.takeIn(tx, inboundMail({ receivedAt: desk.clock.now(), ...given })));

type TicketRow = {
  id: string;
  number: number;
  state: string;
  kind: string;
  tags: string[];
  team_id: string;
  assignee_id: string | null;
};
const ticket = async (id: string | null) => (await desk.sql<TicketRow>("select * from ticket where id = $1", [id]))[0]!;
const messages = (id: string | null) =>
  desk.sql<{
    id: string;
    direction: string;
    kind: string;
    text: string;
    recipients: { to: string[] };
    subject: string;
  }>("select * from message where ticket_id = $1 order by created_at, id", [id]);
const acknowledgements = async (id: string | null) =>
  (await messages(id)).filter((message) => message.kind === "acknowledgement");
const links = (id: string | null) =>
  desk.sql<{ other_id: string; relation: string }>("select * from ticket_link where ticket_id = $1", [id]);

/** Something that went out to this address on a ticket; answers its Message-ID. */
async function sent(ticketId: string, to: string): Promise<{ messageId: string; externalId: string }> {
  const externalId = `<t1.m1.${newId()}@mail.desk.example>`;
  const { messageId } = await desk.db.inTransaction((tx) =>
    sendMessage(
      desk.desk,
      tx,
      { ticketId, actor: { kind: "system" }, now: desk.clock.now() },
      {
        kind: "reply",
        text: "已处理",
        html: null,
        to: [to],
        cc: [],
        subject: "Re: 续费问题",
        language: "zh",
        channel: "email",
        authorStaffId: null,
        fromName: "",
        fromAddress: "",
        attachmentIds: [],
        sendAt: desk.clock.now(),
        thenState: null,
        seenSeq: null,
      },
    ),
  );
  await desk.db.inTransaction((tx) => setDelivery(tx, messageId, { state: "sent", externalId }));
  return { messageId, externalId };
}

const close = (ticketId: string) =>
  desk.db.inTransaction((tx) =>
    changeTicket(desk.desk, tx, { ticketId, actor: { kind: "system" }, now: desk.clock.now() }, () => ({
      ok: true,
      value: [
        { type: "solved", resultNoticeId: "n" },
        { type: "closed", by: "rule", rule: "test" },
      ],
    })),
  );

test("REQ: IN-01 a stranger's mail opens a ticket with contact, kind, text, files and one acknowledgement", async () => {
  const taken = await take({
    from: "new@acme.example",
    subject: "登录报错 E1002",
    text: "今天起无法登录",
    attachments: [inboundFile("日志.txt", "E1002")],
  });
  expect(taken.outcome).toBe("opened");
  expect(await ticket(taken.ticketId)).toMatchObject({ state: "new", kind: "fault", team_id: DEFAULT_TEAM_ID });
  const first = (await messages(taken.ticketId)).find((message) => message.id === taken.messageId);
  const [acknowledgement] = await acknowledgements(taken.ticketId);
  expect(first).toMatchObject({ direction: "in", text: "今天起无法登录" });
  const files = await desk.sql<{ name: string; storage_key: string }>(
    "select * from attachment where message_id = $1",
    [taken.messageId],
  );
  expect(files.map((file) => file.name)).toEqual(["日志.txt"]);
  expect((await desk.storage.readBytes(files[0]!.storage_key)).toString()).toBe("E1002");
  expect(acknowledgement).toMatchObject({ kind: "acknowledgement", recipients: { to: ["new@acme.example"] } });
  expect(acknowledgement!.text).toContain(`HD-${(await ticket(taken.ticketId)).number}`);
  expect(acknowledgement!.text).toContain("3月2日星期一 11:00");
  const jobs = await desk.sql("select 1 from graphile_worker.jobs where task_identifier = 'deliver_message'");
  expect(jobs.length).toBeGreaterThan(0);
});

test("REQ: IN-16 the acknowledgement speaks English to who writes English, in his own time zone", async () => {
  const [contact] = await desk.sql<{ id: string }>(
    "insert into contact (id, name, language, time_zone) values ($1, 'Ann', 'en', 'Europe/London') returning id",
    [newId()],
  );
  await desk.sql("insert into contact_address values ('email', 'ann@uk.example', $1, true)", [contact!.id]);
  const taken = await take({ from: "ann@uk.example", language: "en", subject: "Renewal", text: "How do I renew?" });
  const [acknowledgement] = await acknowledgements(taken.ticketId);
  expect(acknowledgement!.text).toContain("Hello Ann");
  expect(acknowledgement!.text).toMatch(/Monday,? 2 March at 03:00 GMT/);
});

test("the same mail twice makes one message; two copies at once make one too", async () => {
  const mail = inboundMail({ receivedAt: desk.clock.now() });
  const once = () => desk.db.inTransaction((tx) => intake.takeIn(tx, mail));
  const first = await once();
  expect(await once()).toEqual({ outcome: "duplicate", ticketId: first.ticketId, messageId: first.messageId });
  const twin = inboundMail({ receivedAt: desk.clock.now(), from: "twin@acme.example" });
  const both = await Promise.allSettled([1, 2].map(() => desk.db.inTransaction((tx) => intake.takeIn(tx, twin))));
  expect(both.filter((end) => end.status === "fulfilled" && end.value.outcome === "opened")).toHaveLength(1);
  const kept = await desk.sql("select 1 from message where external_id = $1", [twin.externalId]);
  expect(kept).toHaveLength(1);
});

test("another mail under a Message-ID that was used before is kept", async () => {
  const first = await take({ text: "第一封" });
  const [row] = await desk.sql<{ external_id: string }>("select external_id from message where id = $1", [
    first.messageId,
  ]);
  const second = await take({ externalId: row!.external_id, text: "完全不同的第二封" });
  expect(second.outcome).toBe("opened");
});

test("a reply to a signed address joins, ends waiting and is not acknowledged again", async () => {
  const opened = await take({ from: "li@acme.example" });
  const joined = await take({ from: "li-private@other.example", signedTicketId: opened.ticketId });
  expect(joined).toMatchObject({ outcome: "appended", ticketId: opened.ticketId });
  expect(await acknowledgements(opened.ticketId)).toHaveLength(1);
});

test("an answer to our mail joins, whoever was written to; a stranger's answer to a customer's mail does not", async () => {
  const opened = await take({ from: "zhao@acme.example", externalId: "<z1@acme.example>" });
  const { externalId } = await sent(opened.ticketId!, "zhao@acme.example");
  expect(await take({ from: "zhao@acme.example", references: [externalId] })).toMatchObject({ outcome: "appended" });
  expect(await take({ from: "zhao@acme.example", references: ["<z1@acme.example>"] })).toMatchObject({
    outcome: "appended",
  });
  const intruder = await take({ from: "evil@elsewhere.example", references: ["<z1@acme.example>"] });
  expect(intruder.outcome).toBe("opened");
  expect(intruder.ticketId).not.toBe(opened.ticketId);
  expect(await links(intruder.ticketId)).toMatchObject([{ other_id: opened.ticketId, relation: "related" }]);
  const forged = await take({ from: "zhao@acme.example", references: ["<z1@acme.example>"], senderVerified: "fail" });
  expect(forged.outcome).toBe("opened");
});

test("whoever the customer wrote to as well may answer to all; the customer's own address opens no door", async () => {
  const list = { address: "team@acme.example", name: "" };
  const customer = { address: "han@acme.example", name: "" };
  const opened = await take({ from: customer.address, cc: [list], externalId: "<h1@acme.example>" });
  const references = ["<h1@acme.example>"];
  expect(await take({ from: "colleague@acme.example", cc: [list], references })).toMatchObject({
    ticketId: opened.ticketId,
  });
  const stranger = { from: "evil@elsewhere.example", references };
  expect((await take({ ...stranger, cc: [customer] })).ticketId).not.toBe(opened.ticketId);
  expect((await take({ ...stranger, cc: [list], senderVerified: "fail" })).ticketId).not.toBe(opened.ticketId);
});

test("a ticket cannot be hijacked by its number", async () => {
  const opened = await take({ from: "qian@acme.example" });
  const subjectToken = `HD-${(await ticket(opened.ticketId)).number}`;
  const hijack = await take({ from: "evil@elsewhere.example", subjectToken });
  expect(hijack).toMatchObject({ outcome: "opened" });
  expect(await messages(opened.ticketId)).toHaveLength(2);
  expect(await take({ from: "qian@acme.example", subjectToken })).toMatchObject({
    outcome: "appended",
    ticketId: opened.ticketId,
  });
});

test("a verified agent's mail is a note; a forged agent gets no further than a ticket of his own", async () => {
  const agent = await desk.person("agent", { name: "陈工" });
  const opened = await take({ from: "sun@acme.example" });
  desk.clock.advance(1_000);
  const by = (senderVerified: "pass" | "fail" | "none") =>
    take({ from: `${agent.id}@desk.example`, signedTicketId: opened.ticketId, senderVerified, text: "内部意见" });
  expect(await by("pass")).toMatchObject({ outcome: "appended", ticketId: opened.ticketId });
  const forged = await by("fail");
  expect(forged).toMatchObject({ outcome: "opened" });
  expect(await links(forged.ticketId)).toHaveLength(1);
  desk.clock.advance(1_000);
  await by("none");
  const rows = await desk.sql<{ direction: string; author_staff_id: string | null }>(
    "select direction, author_staff_id from message where ticket_id = $1 and kind <> 'acknowledgement' order by created_at, id",
    [opened.ticketId],
  );
  expect(rows.slice(1)).toEqual([
    { direction: "note", author_staff_id: agent.id },
    { direction: "in", author_staff_id: null },
  ]);
});

test("an agent who does not see the ticket writes no note on it", async () => {
  const outsider = await desk.person("agent", { teamIds: [await desk.team("外部小组")] });
  const opened = await take({ from: "zhou@acme.example" });
  const subjectToken = `HD-${(await ticket(opened.ticketId)).number}`;
  const mail = await take({ from: `${outsider.id}@desk.example`, subjectToken, senderVerified: "pass" });
  expect(mail.ticketId).not.toBe(opened.ticketId);
});

test("a mail to a merged ticket reaches the survivor", async () => {
  const a = await take({ from: "wu@acme.example" });
  const b = await take({ from: "wu@acme.example" });
  const by = { actor: { kind: "system" as const }, now: desk.clock.now() };
  await desk.db.inTransaction((tx) => mergeTickets(desk.desk, tx, { ticketId: a.ticketId!, ...by }, b.ticketId!));
  expect(await take({ from: "wu@acme.example", signedTicketId: a.ticketId })).toMatchObject({ ticketId: b.ticketId });
});

test("a closed case reopens within its window; later a linked one opens; a machine does neither", async () => {
  const opened = await take({ from: "zheng@acme.example" });
  await close(opened.ticketId!);
  const automatic = { isAutomatic: true, reason: "subject" as const, mayAcknowledge: false, mayOpenTicket: false };
  await take({ from: "zheng@acme.example", signedTicketId: opened.ticketId, automatic });
  expect((await ticket(opened.ticketId)).state).toBe("closed");
  await take({ from: "zheng@acme.example", signedTicketId: opened.ticketId });
  expect((await ticket(opened.ticketId)).state).toBe("open");
  await close(opened.ticketId!);
  desk.clock.advance(8 * DAY_MS);
  const later = await take({ from: "zheng@acme.example", signedTicketId: opened.ticketId });
  expect(later.outcome).toBe("opened");
  expect(await links(later.ticketId)).toMatchObject([{ other_id: opened.ticketId, relation: "follow_up" }]);
});

test("our own mail and machines' answers open nothing; a machine's notice opens a ticket without an answer", async () => {
  const before = await desk.sql("select 1 from ticket");
  const contacts = await desk.sql("select 1 from contact");
  expect(await take({ automatic: { isOwn: true } })).toMatchObject({ outcome: "ignored" });
  const absent = { isAutomatic: true, reason: "subject" as const, mayAcknowledge: false, mayOpenTicket: false };
  expect(await take({ from: "away@acme.example", automatic: absent })).toMatchObject({ outcome: "ignored" });
  expect(await desk.sql("select 1 from ticket")).toHaveLength(before.length);
  expect(await desk.sql("select 1 from contact")).toHaveLength(contacts.length);
  const notice = { isAutomatic: true, reason: "auto_submitted" as const, mayAcknowledge: false };
  const alert = await take({ from: "monitor@acme.example", automatic: notice });
  expect(alert.outcome).toBe("opened");
  expect(await acknowledgements(alert.ticketId)).toHaveLength(0);
});

test("who asks for silence gets a ticket and no acknowledgement", async () => {
  const taken = await take({ from: "quiet@acme.example", automatic: { mayAcknowledge: false } });
  expect(await acknowledgements(taken.ticketId)).toHaveLength(0);
});

test("two desks that acknowledge each other end: the bound per sender and hour", async () => {
  let answered = 0;
  for (let round = 0; round < 20; round++) {
    const taken = await take({ from: "support@otherdesk.example", subject: `第${round}次` });
    answered += (await acknowledgements(taken.ticketId)).length;
  }
  expect(answered).toBe(ACKNOWLEDGEMENTS_PER_SENDER_HOUR_MAX);
  desk.clock.advance(61 * 60 * 1000);
  const later = await take({ from: "support@otherdesk.example" });
  expect(await acknowledgements(later.ticketId)).toHaveLength(1);
});

test("a bounce marks our message once, gives up a dead address and opens nothing", async () => {
  const opened = await take({ from: "dead@acme.example" });
  const { externalId, messageId } = await sent(opened.ticketId!, "dead@acme.example");
  const before = await desk.sql("select 1 from ticket");
  const bounce = {
    kind: "hard" as const,
    recipient: "Dead@acme.example",
    status: "5.1.1",
    diagnostic: "550 User not found",
    originalMessageId: externalId,
  };
  const report = { from: "mailer-daemon@mx.example", bounce, automatic: { isAutomatic: true, mayOpenTicket: false } };
  expect(await take(report)).toEqual({ outcome: "bounce", ticketId: opened.ticketId, messageId });
  await take(report);
  const [row] = await desk.sql<{ delivery_state: string; delivery_detail: string }>(
    "select delivery_state, delivery_detail from message where id = $1",
    [messageId],
  );
  expect(row!.delivery_state).toBe("bounced");
  expect(row!.delivery_detail).toContain("550 User not found");
  const failures = await desk.sql("select 1 from ticket_event where ticket_id = $1 and type = 'delivery_failed'", [
    opened.ticketId,
  ]);
  expect(failures).toHaveLength(1);
  const [address] = await desk.sql<{ undeliverable_at: Date | null }>(
    "select undeliverable_at from contact_address where value = 'dead@acme.example'",
  );
  expect(address!.undeliverable_at).not.toBeNull();
  expect(await take({ ...report, bounce: { ...bounce, originalMessageId: "<unknown@x>" } })).toMatchObject({
    outcome: "bounce",
    ticketId: null,
  });
  expect(await desk.sql("select 1 from ticket")).toHaveLength(before.length);
});

test("a delay is only noted; a bounce without a Message-ID is found by its signed return path", async () => {
  const opened = await take({ from: "slow@acme.example" });
  const { externalId, messageId } = await sent(opened.ticketId!, "slow@acme.example");
  const bounce = { recipient: "slow@acme.example", status: "4.4.1", diagnostic: null };
  await take({ bounce: { ...bounce, kind: "delayed", originalMessageId: externalId } });
  const state = async () =>
    (await desk.sql<{ delivery_state: string }>("select delivery_state from message where id = $1", [messageId]))[0]!
      .delivery_state;
  expect(await state()).toBe("sent");
  await take({ signedTicketId: opened.ticketId, bounce: { ...bounce, kind: "soft", originalMessageId: null } });
  expect(await state()).toBe("bounced");
});

test("an unreadable mail is kept with its raw file and not answered", async () => {
  const taken = await take({ from: "", subject: "", text: "", unreadable: "too_deep" });
  const [row] = await desk.sql<{ unreadable: boolean; raw_mail_id: string }>(
    "select unreadable, raw_mail_id from message where id = $1",
    [taken.messageId],
  );
  expect(row!.unreadable).toBe(true);
  expect(row!.raw_mail_id).not.toBeNull();
  expect(await acknowledgements(taken.ticketId)).toHaveLength(0);
});

test("a blocked sender is kept on a closed ticket and hears nothing", async () => {
  await take({ from: "spam@acme.example" });
  await desk.sql(
    "update contact set blocked = true from contact_address a where a.contact_id = contact.id and a.value = 'spam@acme.example'",
  );
  const taken = await take({ from: "spam@acme.example", subject: "发票" });
  expect(await ticket(taken.ticketId)).toMatchObject({ state: "closed", tags: ["blocked"] });
  expect(await acknowledgements(taken.ticketId)).toHaveLength(0);
});

test("REQ: TR-08 the mailbox's team gets it; a strategic customer's adviser gets it himself", async () => {
  const teamId = await desk.team("产品支持");
  await desk.sql("update mailbox set team_id = $1", [teamId]);
  const plain = await take({ from: "a@plain.example" });
  expect(await ticket(plain.ticketId)).toMatchObject({ team_id: teamId, assignee_id: null });
  const adviser = await desk.person("agent", { teamIds: [DEFAULT_TEAM_ID] });
  const organisationId = newId();
  await desk.sql("insert into organisation (id, name, tier, adviser_id) values ($1, '战略客户', 'strategic', $2)", [
    organisationId,
    adviser.id,
  ]);
  await desk.sql("insert into organisation_domain values ('strategic.example', $1)", [organisationId]);
  const special = await take({ from: "vip@strategic.example" });
  expect(await ticket(special.ticketId)).toMatchObject({ team_id: DEFAULT_TEAM_ID, assignee_id: adviser.id });
});

test("a form on a website names the person in Reply-To", async () => {
  const automatic = { isAutomatic: true, reason: "machine_address" as const, mayAcknowledge: false };
  const taken = await take({
    from: "noreply@form.example",
    replyTo: { address: "person@acme.example", name: "个人" },
    automatic,
  });
  const [contact] = await desk.sql<{ value: string }>(
    "select a.value from ticket t join contact_address a on a.contact_id = t.contact_id where t.id = $1",
    [taken.ticketId],
  );
  expect(contact!.value).toBe("person@acme.example");
});
