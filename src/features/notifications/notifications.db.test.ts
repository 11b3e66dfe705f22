import { expect, test } from "vitest";
import { inboundMail } from "../../../test/support/inbound-mail.ts";
import { testDesk, type TestPerson } from "../../../test/support/test-desk.ts";
import { testIntake } from "../../../test/support/test-intake.ts";
import type { NotificationSettings, NotificationShape } from "../../contract/notification-routes.ts";
import { addNote, changeTicket, type TicketChange } from "../../core/tickets/index.ts";
import { DEFAULT_CHOICES } from "../../domain/notification/index.ts";
import { accepted } from "../../domain/result.ts";
import { assign } from "../../domain/ticket/index.ts";
import { notificationsFeature, type Notifications } from "./index.ts";
import type { DeskMail } from "./mail-notifications.ts";
import { MAIL_AFTER_MS } from "./tell-people.ts";

const mails: DeskMail[] = [];
let intake!: ReturnType<typeof testIntake>;
let notifications!: Notifications;
const desk = await testDesk((parts) => {
  const { desk: tickets, clock, db, secretKey } = parts;
  intake = testIntake(parts);
  notifications = notificationsFeature({
    db,
    now: clock.now,
    secretKey,
    publicUrl: "https://desk.example",
    publish: tickets.publish,
    sendMail: async (_tx, mail) => void mails.push(mail),
  });
  return [notifications];
});
const owner = await desk.person("agent", { name: "陈工" });
const colleague = await desk.person("agent", { name: "李工" });
const boss = await desk.person("supervisor", { name: "主管" });

const opened = async (given: Parameters<typeof inboundMail>[0] = {}) => {
  const mail = inboundMail({ receivedAt: desk.clock.now(), ...given });
  return (await desk.db.inTransaction((tx) => intake.takeIn(tx, mail))).ticketId!;
};
const change = (ticketId: string, by: TestPerson | null, decide: Parameters<typeof changeTicket>[3]) => {
  const actor = by ? { kind: "staff" as const, id: by.id } : { kind: "system" as const };
  desk.clock.advance(1_000);
  const request = { ticketId, actor, now: desk.clock.now() };
  return desk.db.inTransaction((tx) => changeTicket(desk.desk, tx, request, decide)) as Promise<TicketChange>;
};
const give = async (ticketId: string, to: TestPerson, by: TestPerson) => {
  const [row] = await desk.sql<{ team_id: string }>("select team_id from ticket where id = $1", [ticketId]);
  const context = { assigneeTeams: [row!.team_id], actorId: by.id };
  await change(ticketId, by, (ticket) =>
    assign(ticket, { teamId: row!.team_id, assigneeId: to.id, reason: "x" }, context),
  );
};
const list = async (person: TestPerson, ticketId: string) => {
  const answer = await person.get<{ items: NotificationShape[] }>("/api/v1/notifications?limit=200");
  return answer.body.items.filter((item) => item.ticket.id === ticketId);
};
const kinds = async (person: TestPerson, ticketId: string) =>
  (await list(person, ticketId)).map((item) => item.kind).toSorted();
const unread = async (person: TestPerson) =>
  (await person.get<{ unread: number }>("/api/v1/notification-count")).body.unread;
const run = (job: string, payload: object = {}) => notifications.jobs[job]!(payload, { number: 1, max: 25 });
const mailed = (person: TestPerson) => mails.filter((mail) => mail.to === `${person.id}@desk.example`);

test("assignment and the customer's next message reach the owner, in his own room, until he has read them", async () => {
  const ticketId = await opened({ from: "wang@acme.example" });
  await give(ticketId, owner, boss);
  await opened({ from: "wang@acme.example", signedTicketId: ticketId });
  expect(await kinds(owner, ticketId)).toEqual(["assigned", "customer_message"]);
  const rooms = desk.published.filter((told) => told.event === "notification.added").map((told) => told.rooms);
  expect(rooms).toContainEqual([`person:${owner.id}`]);
  expect(await unread(owner)).toBe(2);
  const [newest] = await list(owner, ticketId);
  await owner.send("PUT", `/api/v1/notifications/${newest!.id}/reading`);
  expect(await unread(owner)).toBe(1);
  await colleague.send("PUT", "/api/v1/notification-reading", {});
  expect(await unread(owner)).toBe(1);
  await owner.send("PUT", "/api/v1/notification-reading", { ticketId });
  expect(await unread(owner)).toBe(0);
});

test("whoever is named in a note is told once, by the note's author", async () => {
  const ticketId = await opened();
  const request = { ticketId, actor: { kind: "staff" as const, id: owner.id }, now: desk.clock.now() };
  const note = {
    text: "@李工 请看",
    html: null,
    staffId: owner.id,
    authorName: owner.name,
    mentions: [colleague.id],
    attachmentIds: [],
  };
  await desk.db.inTransaction((tx) => addNote(desk.desk, tx, request, note));
  const jobs = await desk.sql<{ payload: object }>(
    "select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'tell_mentions' and j.payload->>'ticketId' = $1",
    [ticketId],
  );
  expect(jobs).toHaveLength(1);
  await run("tell_mentions", jobs[0]!.payload);
  await run("tell_mentions", jobs[0]!.payload);
  expect(await list(colleague, ticketId)).toMatchObject([{ kind: "mention", actorName: "陈工" }]);
});

test("who does not see the ticket hears nothing, whatever rule names him; who loses sight reads no more of it", async () => {
  const outsider = await desk.person("agent", { teamIds: [await desk.team("外部小组")] });
  const ticketId = await opened();
  const told = await change(ticketId, null, () => accepted([{ type: "clock_breached", clockId: "c#1", lineId: "c" }]));
  const fired = { change: told, line: { metric: "first_response" }, timer: { kind: "breach" as const }, stop: null };
  await desk.db.inTransaction((tx) =>
    notifications.tellOfClocks(tx, [{ staffIds: [outsider.id, colleague.id], fired }]),
  );
  expect(await list(outsider, ticketId)).toEqual([]);
  expect(await list(colleague, ticketId)).toMatchObject([
    { kind: "promise_breached", data: { metric: "first_response" } },
  ]);
  const stored = await desk.sql("select 1 from notification where staff_id = $1", [outsider.id]);
  expect(stored).toHaveLength(0);
  await desk.sql("delete from team_member where staff_id = $1", [colleague.id]);
  expect(await list(colleague, ticketId)).toEqual([]);
  desk.clock.advance(MAIL_AFTER_MS + 1_000);
  await run("mail_notifications");
  expect(mailed(colleague).filter((mail) => mail.html.includes(ticketId))).toEqual([]);
  await desk.sql("insert into team_member (team_id, staff_id) select id, $1 from team where is_default", [
    colleague.id,
  ]);
});

test("what is unread of a promise gives way to what is newer of it; a warning does not hide that it is broken", async () => {
  const ticketId = await opened();
  const tell = async (kind: "warn" | "breach", ...metrics: string[]) => {
    const fired: Parameters<typeof notifications.tellOfClocks>[1][number][] = [];
    for (const metric of metrics) {
      const body =
        kind === "warn" ? { type: "clock_warned" as const, share: 0.5 } : { type: "clock_breached" as const };
      const told = await change(ticketId, null, () => accepted([{ ...body, clockId: "c#1", lineId: "c" }]));
      fired.push({ staffIds: [owner.id], fired: { change: told, line: { metric }, timer: { kind }, stop: null } });
    }
    await desk.db.inTransaction((tx) => notifications.tellOfClocks(tx, fired));
  };
  const shown = async () => (await list(owner, ticketId)).map(({ kind, data }) => `${kind} ${data.metric}`);
  await tell("warn", "first_response", "first_response", "resolution");
  await tell("warn", "first_response");
  expect((await shown()).toSorted()).toEqual(["promise_warned first_response", "promise_warned resolution"]);
  await tell("breach", "first_response");
  await tell("warn", "first_response");
  expect((await shown()).toSorted()).toEqual([
    "promise_breached first_response",
    "promise_warned first_response",
    "promise_warned resolution",
  ]);
  await tell("breach", "first_response");
  expect(await shown()).toEqual(["promise_breached first_response", "promise_warned resolution"]);
  await owner.send("PUT", "/api/v1/notification-reading", { ticketId });
  await tell("warn", "resolution");
  expect((await shown()).filter((one) => one === "promise_warned resolution")).toHaveLength(2);
});

test("REQ: TR-08 the leader hears of an urgent case at once; supervisors of an unhappy customer", async () => {
  const leader = await desk.person("agent", { name: "组长" });
  await desk.sql("update team set leader_id = $1 where is_default", [leader.id]);
  const ticketId = await opened({ subject: "系统宕机", text: "系统宕机" });
  expect(await kinds(leader, ticketId)).toEqual(["urgent_opened"]);
  await change(ticketId, null, () => accepted([{ type: "follow_up_opened", why: "not_solved", ownerId: null }]));
  expect(await kinds(boss, ticketId)).toEqual(["follow_up_opened"]);
});

test("a mail that did not arrive is told to the owner", async () => {
  const ticketId = await opened();
  await give(ticketId, owner, boss);
  await change(ticketId, null, () => accepted([{ type: "delivery_failed", messageId: "m", status: "5.1.1" }]));
  expect(await kinds(owner, ticketId)).toContain("delivery_failed");
});

test("unread is mailed a while later, once; read is not; the link in it turns that mail off", async () => {
  const reader = await desk.person("agent", { name: "赵工" });
  const fail = async () => {
    const ticketId = await opened({ subject: "打印机 <b>" });
    await give(ticketId, reader, boss);
    await change(ticketId, null, () => accepted([{ type: "delivery_failed", messageId: "m", status: "x" }]));
    return ticketId;
  };
  const ticketId = await fail();
  await run("mail_notifications");
  expect(mailed(reader)).toHaveLength(0);
  desk.clock.advance(MAIL_AFTER_MS);
  await run("mail_notifications");
  await run("mail_notifications");
  const [mail] = mailed(reader);
  expect(mailed(reader)).toHaveLength(1);
  expect(mail!.subject).toMatch(/^HD-\d+ 发给客户的邮件未能送达：打印机/);
  expect(mail!.html).not.toContain("打印机 <b>");
  expect(mail!.ticketId).toBe(ticketId);
  await reader.send("PUT", "/api/v1/notification-reading", { ticketId: await fail() });
  desk.clock.advance(MAIL_AFTER_MS);
  await run("mail_notifications");
  expect(mailed(reader)).toHaveLength(1);
  const link = mail!.unsubscribeUrl!.replace("https://desk.example", "");
  const page = await desk.stranger.get(link);
  expect(page.text).toContain("<form");
  const posted = await desk.app.inject({
    method: "POST",
    url: link,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: "List-Unsubscribe=One-Click",
  });
  expect(posted.statusCode).toBe(200);
  await fail();
  desk.clock.advance(MAIL_AFTER_MS);
  await run("mail_notifications");
  expect(mailed(reader)).toHaveLength(1);
  const over = await desk.stranger.get(`${link}x`);
  expect([over.status, over.text.includes("通知设置"), over.text.includes("<form")]).toEqual([410, true, false]);
});

test("in quiet hours the browser is silent and mail comes afterwards as one digest", async () => {
  const sleeper = await desk.person("agent", { name: "夜班" });
  const settings: NotificationSettings = { choices: DEFAULT_CHOICES, quietHours: { from: 22 * 60, to: 7 * 60 } };
  const saved = await sleeper.send<NotificationSettings>("PUT", "/api/v1/notification-settings", settings);
  expect(saved.body.quietHours).toEqual({ from: 1320, to: 420 });
  desk.clock.set("2026-03-10T23:00:00+08:00");
  for (let round = 0; round < 2; round++) {
    const ticketId = await opened();
    await give(ticketId, sleeper, boss);
    await change(ticketId, null, () => accepted([{ type: "delivery_failed", messageId: "m", status: "x" }]));
  }
  const told = desk.published.filter(
    (one) => one.event === "notification.added" && one.rooms.includes(`person:${sleeper.id}`),
  );
  expect(told).not.toHaveLength(0);
  expect(told.every((one) => (one.payload as { browser: boolean }).browser === false)).toBe(true);
  desk.clock.set("2026-03-11T06:59:00+08:00");
  await run("mail_notifications");
  expect(mailed(sleeper)).toHaveLength(0);
  desk.clock.set("2026-03-11T07:00:00+08:00");
  await run("mail_notifications");
  expect(mailed(sleeper).map((mail) => mail.subject)).toEqual(["您有 2 条工单通知"]);
});

test("each way can be turned off for each kind", async () => {
  const picky = await desk.person("agent");
  const choices = { ...DEFAULT_CHOICES, assigned: { app: false, mail: false, browser: false } };
  await picky.send("PUT", "/api/v1/notification-settings", { choices, quietHours: null });
  const ticketId = await opened();
  await give(ticketId, picky, boss);
  expect(await list(picky, ticketId)).toEqual([]);
  const bad = await picky.send("PUT", "/api/v1/notification-settings", { choices, quietHours: { from: 60, to: 60 } });
  expect(bad.status).toBe(400);
});

test("the list goes on where the page ended", async () => {
  const busy = await desk.person("agent");
  for (let round = 0; round < 3; round++) await give(await opened(), busy, boss);
  type Page = { items: NotificationShape[]; nextCursor: string | null };
  const first = (await busy.get<Page>("/api/v1/notifications?limit=2")).body;
  const rest = (await busy.get<Page>(`/api/v1/notifications?limit=2&cursor=${first.nextCursor}`)).body;
  expect(new Set([...first.items, ...rest.items].map((item) => item.id)).size).toBe(3);
  expect(rest.nextCursor).toBeNull();
});
