import { expect, test } from "vitest";
import { customerMessage, makeCustomer, makeTicket } from "../../../test/support/ticket-fixtures.ts";
import { quietTicketDesk } from "../../../test/support/quiet-ticket-desk.ts";
import { DEFAULT_TEAM_ID, testDesk, type TestPerson } from "../../../test/support/test-desk.ts";
import type { AttachmentShape, TicketPage } from "../../contract/ticket-shapes.ts";
import { receiveMessage } from "../../core/tickets/index.ts";
import { newId } from "../../platform/ids.ts";
import { signToken } from "../../platform/signing/index.ts";
import { ticketDeskFeature } from "./index.ts";

const RAW = Buffer.from("From: a@b\r\n\r\nraw");
const desk = await testDesk((parts) => [
  ticketDeskFeature({
    ...quietTicketDesk(parts),
    readRawMail: async (_, id) => (id === RAW_ID ? RAW : null),
  }),
]);
const RAW_ID = newId();
const otherTeam = await desk.team("二线");
const agent = await desk.person("agent", { name: "陈静" });
const colleague = await desk.person("agent");
const outsider = await desk.person("agent", { teamIds: [otherTeam] });
const collaborator = await desk.person("collaborator", { teamIds: [otherTeam] });
const viewer = await desk.person("viewer");
/** A second old, so that what follows comes after its first message. */
const openedTicket: typeof makeTicket = async (...given) => {
  const made = await makeTicket(...given);
  desk.clock.advance(1_000);
  return made;
};
const url = (id: string, rest = "") => `/api/v1/tickets/${id}${rest}`;
const page = async (id: string, person: TestPerson = agent) => (await person.get<TicketPage>(url(id))).body;
const send = (id: string, body: object, key?: string, person = agent) =>
  person.send("POST", url(id, "/messages"), body, key);
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const upload = (person: TestPerson, name: string, content: Buffer, type = "application/octet-stream") =>
  person.upload<AttachmentShape>("/api/v1/attachments", { name, type, content });

test("a reply goes to the contact's primary address, as a job after the time for undo; the same key sends once", async () => {
  const made = await openedTicket(desk);
  const first = await send(made.id, { html: "<p>您好，请重启。</p>" }, "reply-1");
  const again = await send(made.id, { html: "<p>您好，请重启。</p>" }, "reply-1");
  expect(first).toMatchObject({
    status: 201,
    body: { sendAt: new Date(desk.clock.now() + 10_000).toISOString() },
  });
  expect(again.body).toEqual(first.body);
  const seen = await page(made.id);
  expect(seen.state).toBe("open");
  expect(seen.messages).toHaveLength(2);
  expect(seen.messages[1]).toMatchObject({
    direction: "out",
    kind: "reply",
    author: { kind: "staff", name: "陈静" },
    to: [made.customer.email],
    subject: "Re: 无法登录",
    text: "您好，请重启。",
    deliveryState: "waiting",
  });
  const jobs = await desk.sql("select task_identifier, run_at from graphile_worker.jobs where key = $1", [
    `deliver:${String(first.body["messageId"])}`,
  ]);
  expect(jobs).toEqual([{ task_identifier: "deliver_message", run_at: new Date(desk.clock.now() + 10_000) }]);
});

test("who may read only, or sees nothing, sends nothing; a customer without address is said", async () => {
  const made = await openedTicket(desk);
  expect((await send(made.id, { html: "<p>x</p>" }, undefined, viewer)).status).toBe(403);
  expect((await send(made.id, { html: "<p>x</p>" }, undefined, outsider)).status).toBe(404);
  await desk.sql("delete from contact_address where contact_id = $1", [made.customer.contactId]);
  expect((await send(made.id, { html: "<p>x</p>" })).body).toMatchObject({ code: "recipient_missing" });
  expect((await send(made.id, { html: "<p> </p>" })).body).toMatchObject({ code: "invalid_input" });
  expect(
    (await send(made.id, { html: "<p>x</p>", to: ["A@X.example"], cc: ["a@x.example", "b@x.example"] })).status,
  ).toBe(201);
  expect((await page(made.id)).messages.at(-1)).toMatchObject({ to: ["a@x.example"], cc: ["b@x.example"] });
});

test("two people never answer unaware of each other or of the customer", async () => {
  const made = await openedTicket(desk);
  const { seq } = await page(made.id);
  expect((await send(made.id, { html: "<p>一</p>", seenSeq: seq })).status).toBe(201);
  expect((await send(made.id, { html: "<p>二</p>", seenSeq: seq }, undefined, colleague)).body).toMatchObject({
    code: "unseen_messages",
    status: 409,
  });
  const fresh = (await page(made.id)).seq;
  const id = newId();
  await desk.db.inTransaction((tx) =>
    receiveMessage(
      desk.desk,
      tx,
      { ticketId: made.id, actor: { kind: "contact", id: made.customer.contactId }, now: desk.clock.now() },
      { message: customerMessage(made.id, id, made.customer, desk.clock.now()), attachments: [] },
    ),
  );
  expect((await send(made.id, { html: "<p>三</p>", seenSeq: fresh })).body).toMatchObject({ code: "unseen_messages" });
  await agent.send("POST", url(made.id, "/notes"), { html: "<p>内部</p>" });
  expect((await send(made.id, { html: "<p>三</p>", seenSeq: fresh + 1 })).status).toBe(201);
});

test("a message can be taken back until it goes out, with its words and files", async () => {
  const made = await openedTicket(desk);
  const file = (await upload(agent, "log.txt", Buffer.from("line"))).body;
  const sent = await send(made.id, { html: "<p>草稿</p>", attachmentIds: [file.id], thenState: "waiting_customer" });
  const messageUrl = url(made.id, `/messages/${String(sent.body["messageId"])}`);
  const other = await openedTicket(desk);
  expect((await agent.send("DELETE", url(other.id, `/messages/${String(sent.body["messageId"])}`))).status).toBe(404);
  expect((await outsider.send("DELETE", messageUrl)).status).toBe(404);
  const back = await agent.send("DELETE", messageUrl);
  expect(back).toMatchObject({ status: 200, body: { html: "<p>草稿</p>", kind: "reply", attachmentIds: [file.id] } });
  expect((await page(made.id)).messages.at(-1)).toMatchObject({ deliveryState: "withdrawn", attachments: [] });
  expect((await agent.send("DELETE", messageUrl)).body).toMatchObject({ code: "message_already_sent" });
  const resent = await send(made.id, { html: "<p>再发</p>", attachmentIds: back.body["attachmentIds"] });
  expect(resent.status).toBe(201);
  await desk.sql("update message set delivery_state = 'sent' where id = $1", [resent.body["messageId"]]);
  expect(
    (await agent.send("DELETE", url(made.id, `/messages/${String(resent.body["messageId"])}`))).body,
  ).toMatchObject({
    code: "message_already_sent",
  });
});

test("later means later", async () => {
  const made = await openedTicket(desk);
  const sendAt = new Date(desk.clock.now() + 86_400_000).toISOString();
  expect((await send(made.id, { html: "<p>明天</p>", sendAt, kind: "progress_update" })).body).toMatchObject({
    sendAt,
  });
  const past = new Date(desk.clock.now() - 86_400_000).toISOString();
  const nextCentury = "2126-03-02T09:00:00.000Z";
  expect((await send(made.id, { html: "<p>以后</p>", sendAt: nextCentury })).body).toMatchObject({
    code: "too_far_ahead",
  });
  expect((await send(made.id, { html: "<p>现在</p>", sendAt: past })).body).toMatchObject({
    sendAt: new Date(desk.clock.now() + 10_000).toISOString(),
  });
});

test("what a person writes is cleaned before it stands on a page or in a mail", async () => {
  const made = await openedTicket(desk);
  const hostile = `<p onclick="x()">ok</p><script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:x">l</a><iframe src="//e"></iframe>`;
  await send(made.id, { html: hostile });
  await agent.send("POST", url(made.id, "/notes"), { html: hostile });
  for (const message of (await page(made.id)).messages.slice(1))
    expect(message.html).not.toMatch(/script|onclick|onerror|javascript|iframe/i);
});

test("a note names people, who then see the ticket; unknown people are refused", async () => {
  const made = await openedTicket(desk);
  const note = (mentions: string[], person: TestPerson = agent) =>
    person.send("POST", url(made.id, "/notes"), { html: `<p>请看</p>`, mentions });
  expect((await note([newId()])).body).toMatchObject({ code: "person_unknown" });
  expect((await collaborator.get(url(made.id))).status).toBe(404);
  expect((await note([collaborator.id, collaborator.id])).status).toBe(201);
  const seen = await page(made.id, collaborator);
  expect(seen).toMatchObject({ followers: [{ id: collaborator.id }], may: { reply: false, note: true, work: false } });
  expect(seen.contactCard.emails[0]).toMatch(/^c\*\*\*@/);
  expect((await note([], collaborator)).status).toBe(201);
  expect((await send(made.id, { html: "<p>x</p>" }, undefined, collaborator)).status).toBe(403);
  expect((await note([], viewer)).status).toBe(403);
});

test("somebody else's upload cannot be attached, nor a file that hangs elsewhere (IDOR)", async () => {
  const made = await openedTicket(desk);
  const theirs = (await upload(colleague, "secret.txt", Buffer.from("secret"))).body;
  expect((await send(made.id, { html: "<p>x</p>", attachmentIds: [theirs.id] })).body).toMatchObject({
    code: "not_found",
  });
  expect((await page(made.id)).messages).toHaveLength(1);
  const mine = (await upload(agent, "a.txt", Buffer.from("a"))).body;
  expect((await send(made.id, { html: "<p>x</p>", attachmentIds: [mine.id] })).status).toBe(201);
  const other = await openedTicket(desk);
  expect((await send(other.id, { html: "<p>x</p>", attachmentIds: [mine.id] })).body).toMatchObject({
    code: "not_found",
  });
  const forged = `<img src="${theirs.url}">`;
  expect((await send(other.id, { html: `<p>x</p>${forged}` })).status).toBe(201);
  expect((await page(other.id)).messages.at(-1)).toMatchObject({ attachments: [] });
});

test("files open inert, by a link for one person, as long as he may see the ticket", async () => {
  const made = await openedTicket(desk);
  const html = (await upload(agent, "报告 (1).html", Buffer.from("<script>alert(1)</script>"), "image/png")).body;
  const svg = (await upload(agent, "x.svg", Buffer.from("<svg onload=alert(1)>"), "image/svg+xml")).body;
  const png = (await upload(agent, "x.png", PNG)).body;
  const loose = (await upload(agent, "loose.txt", Buffer.from("mine"))).body;
  await send(made.id, { html: "<p>附件</p>", attachmentIds: [html.id, svg.id, png.id] });
  for (const file of [html, svg]) {
    const answer = await agent.get(file.url);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      "content-type": "application/octet-stream",
      "content-disposition": expect.stringMatching(/^attachment; filename\*=UTF-8''/),
      "content-security-policy": "sandbox; default-src 'none'",
      "x-content-type-options": "nosniff",
    });
  }
  expect((await agent.get(html.url)).headers["content-disposition"]).toContain("%E6%8A%A5%E5%91%8A%20%281%29.html");
  expect((await agent.get(png.url)).headers).toMatchObject({
    "content-type": "image/png",
    "content-disposition": expect.stringMatching(/^inline/),
    "content-security-policy": "sandbox; default-src 'none'",
  });
  expect((await desk.stranger.get(png.url)).status).toBe(200);
  expect((await colleague.get(png.url)).status).toBe(404);
  expect((await colleague.get((await page(made.id, colleague)).messages.at(-1)!.attachments[0]!.url)).status).toBe(200);
  await desk.sql("update ticket set team_id = $1 where id = $2", [otherTeam, made.id]);
  expect((await agent.get(png.url)).status).toBe(404);
  expect((await agent.get(loose.url)).text).toBe("mine");
  await desk.sql("update ticket set team_id = $1 where id = $2", [DEFAULT_TEAM_ID, made.id]);
  await desk.sql("update staff_member set active = false where id = $1", [agent.id]);
  expect((await desk.stranger.get(png.url)).status).toBe(404);
  await desk.sql("update staff_member set active = true where id = $1", [agent.id]);
});

test("a link of another purpose, another secret, or past its hour opens nothing", async () => {
  const { id } = (await upload(agent, "a.txt", Buffer.from("a"))).body;
  const payload = { id, staffId: agent.id };
  const now = desk.clock.now();
  const open = async (token: string) => (await agent.get(`/files/${token}/a.txt`)).body?.["code"] ?? "opened";
  expect(await open(signToken(desk.secretKey, "attachment", payload, now + 60_000))).toBe("opened");
  expect(await open(signToken(desk.secretKey, "confirm", payload, now + 60_000))).toBe("file_link_expired");
  expect(await open(signToken("another", "attachment", payload, now + 60_000))).toBe("file_link_expired");
  expect(await open(signToken(desk.secretKey, "raw_mail", payload, now + 60_000))).toBe("not_found");
  expect(await open("nonsense")).toBe("file_link_expired");
  const fileUrl = (await upload(agent, "b.txt", Buffer.from("b"))).body.url;
  desk.clock.advance(3_600_001);
  expect((await agent.get(fileUrl)).body).toMatchObject({ code: "file_link_expired", status: 410 });
});

test("the raw mail opens for those who write to customers, within sight", async () => {
  const made = await openedTicket(desk);
  await desk.sql("update message set raw_mail_id = $1 where id = $2", [RAW_ID, made.messageId]);
  const rawUrl = (await page(made.id)).messages[0]?.rawMailUrl ?? "";
  const answer = await agent.get(rawUrl);
  expect(answer.text).toBe(RAW.toString());
  expect(answer.headers).toMatchObject({
    "content-type": "application/octet-stream",
    "content-disposition": expect.stringMatching(/^attachment/),
  });
  expect((await page(made.id, viewer)).messages[0]?.rawMailUrl).toBeNull();
  await desk.sql("update ticket set team_id = $1 where id = $2", [otherTeam, made.id]);
  expect((await agent.get(rawUrl)).status).toBe(404);
});

test("an upload must be a form with a file, within its bound", async () => {
  expect((await agent.send("POST", "/api/v1/attachments", { file: "x" })).body).toMatchObject({
    code: "unsupported_media",
  });
  expect((await upload(viewer, "a.txt", Buffer.from("a"))).status).toBe(403);
  expect((await upload(agent, "big.bin", Buffer.alloc(25 * 1024 * 1024 + 1))).body).toMatchObject({
    code: "payload_too_large",
  });
  expect((await upload(agent, "../../etc/passwd", Buffer.from("a"))).body.name).toBe("passwd");
});

test("a customer's inline picture is shown by a link, his other customers' never", async () => {
  const customer = await makeCustomer(desk);
  const made = await openedTicket(desk, { customer });
  const id = newId();
  await desk.sql(
    `insert into attachment (id, ticket_id, message_id, name, media_type, size_bytes, sha256, storage_key, content_id, inline)
     values ($1, $2, $3, 'logo.png', 'image/png', 3, repeat('a', 64), 'x', 'logo@mail', true)`,
    [id, made.id, made.messageId],
  );
  await desk.sql(
    `update message set html = '<p>x</p><img src="cid:logo@mail" /><img src="cid:unknown" />' where id = $1`,
    [made.messageId],
  );
  const [message] = (await page(made.id)).messages;
  expect(message?.html).toMatch(/<img src="\/files\/[^"]+\/logo\.png" \/><img src="cid:unknown" \/>/);
});
