import { expect, test } from "vitest";
import { customerMessage, makeCustomer, makeTicket } from "../../../test/support/ticket-fixtures.ts";
import { quietTicketDesk } from "../../../test/support/quiet-ticket-desk.ts";
import { whilePersonalDataIsSealed } from "../../../test/support/seal-personal-data.ts";
import { DEFAULT_TEAM_ID, testDesk } from "../../../test/support/test-desk.ts";
import type { MessageShape, TicketPage } from "../../contract/ticket-shapes.ts";
import { insertMessage } from "../../core/tickets/index.ts";
import { newId } from "../../platform/ids.ts";
import { ticketDeskFeature } from "./index.ts";

const desk = await testDesk((parts) => [ticketDeskFeature(quietTicketDesk(parts))]);
const otherTeam = await desk.team("二线");
const agent = await desk.person("agent", { name: "陈静" });
const stranger = await desk.person("agent", { teamIds: [otherTeam] });
const viewer = await desk.person("viewer");
const supervisor = await desk.person("supervisor");
const ticketUrl = (id: string | number) => `/api/v1/tickets/${id}`;
const page = async (person: typeof agent, id: string | number) => (await person.get<TicketPage>(ticketUrl(id))).body;

test("one answer holds the whole page, by id and by number", async () => {
  const customer = await makeCustomer(desk, { name: "赵敏", phone: "+8613812345678", organisation: "海川数据" });
  const earlier = await makeTicket(desk, { customer, subject: "旧问题" });
  desk.clock.advance(60_000);
  const made = await makeTicket(desk, { customer, subject: "系统宕机", assigneeId: agent.id });
  const answer = await page(agent, made.number);
  expect(answer).toMatchObject({
    id: made.id,
    priority: "P0",
    priorityReasons: [{ zh: "默认" }],
    language: "zh",
    assignee: { name: "陈静" },
    contactCard: {
      name: "赵敏",
      emails: [customer.email],
      phones: ["138****5678"],
      openTickets: 2,
      ticketsTotal: 2,
      recent: [{ number: made.number }, { number: earlier.number }],
    },
    messages: [
      { id: made.messageId, direction: "in", author: { kind: "contact", name: "赵敏" }, text: "提示错误 E1001" },
    ],
    messagesBefore: false,
    demands: [{ transition: "solve", formId: "result_notice" }],
    may: { reply: true, note: true, work: true, override: false },
    seq: 3,
    unread: true,
    survey: null,
  });
  expect(answer.clocks).toEqual([
    expect.objectContaining({
      metric: "first_response",
      state: "running",
      targetMs: 300_000,
      shown: true,
      source: "test",
      calendarName: { zh: "全天", en: "Around the clock" },
      via: [],
    }),
    expect.objectContaining({ metric: "resolution" }),
  ]);
  expect(answer.events.map((event) => [event.type, event.actor.name])).toEqual([
    ["opened", "赵敏"],
    ["assigned", ""],
    ["customer_message", "赵敏"],
  ]);
  expect(answer.events[2]?.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(answer.names).toMatchObject({ [agent.id]: "陈静", [DEFAULT_TEAM_ID]: "服务台" });
  expect((await page(agent, made.id)).number).toBe(made.number);
});

test("the page brings the promises that run; those that are over come when asked for", async () => {
  const made = await makeTicket(desk);
  desk.clock.advance(60_000);
  await agent.send("POST", `${ticketUrl(made.id)}/messages`, { html: "<p>在看</p>", seenSeq: 3 });
  const answer = await page(agent, made.id);
  expect(answer.clocks.map(({ metric }) => metric)).not.toContain("first_response");
  expect(answer.clocks.every(({ ledger, ahead }) => ledger.length > 0 && ahead.length > 0)).toBe(true);
  expect(answer.clocksEnded).toBe(1);
  const ended = await agent.get<{ items: TicketPage["clocks"] }>(`${ticketUrl(made.id)}/ended-clocks`);
  expect(ended.body.items).toMatchObject([{ metric: "first_response", state: "met" }]);
  expect(ended.body.items[0]?.ledger.length).toBeGreaterThan(0);
  expect((await stranger.get(`${ticketUrl(made.id)}/ended-clocks`)).status).toBe(404);
});

test("the page takes a fixed number of queries, however much hangs on the ticket", async () => {
  const made = await makeTicket(desk);
  const countOnce = async () => {
    let queries = 0;
    const counter = () => (queries += 1);
    desk.db.pool.on("acquire", counter);
    await page(agent, made.id);
    desk.db.pool.off("acquire", counter);
    return queries;
  };
  // What wakes the workers after a change asks for a connection of its own, moments later.
  const count = async () => Math.min(await countOnce(), await countOnce());
  const few = await count();
  await desk.db.inTransaction(async (tx) => {
    for (let n = 0; n < 30; n += 1) {
      const at = desk.clock.now() + n;
      await insertMessage(tx, customerMessage(made.id, newId(at), made.customer, at));
    }
  });
  for (let n = 0; n < 5; n += 1) await agent.send("POST", `${ticketUrl(made.id)}/notes`, { html: `<p>${n}</p>` });
  const other = await makeTicket(desk, { customer: made.customer });
  await agent.send("PUT", `${ticketUrl(made.id)}/links/${other.id}`, { relation: "related" });
  expect(await count()).toBe(few);
  // Who calls, then eight of the page; procedures are kept in memory.
  expect(few).toBeLessThanOrEqual(9);
});

test("what a person may not see is not there: neither the ticket nor its neighbours", async () => {
  const made = await makeTicket(desk);
  const hidden = await makeTicket(desk, { customer: made.customer, teamId: otherTeam });
  await supervisor.send("PUT", `${ticketUrl(made.id)}/links/${hidden.id}`, { relation: "related" });
  expect((await page(supervisor, made.id)).links).toMatchObject([{ number: hidden.number, relation: "related" }]);
  const seen = await page(agent, made.id);
  expect(seen.links).toEqual([]);
  expect(seen.names).not.toHaveProperty(hidden.id);
  expect(seen.contactCard).toMatchObject({ ticketsTotal: 1, recent: [{ id: made.id }] });
  expect((await stranger.get(ticketUrl(made.id))).body).toMatchObject({ code: "not_found", status: 404 });
  expect((await stranger.get(ticketUrl(made.number))).status).toBe(404);
  expect((await agent.get(ticketUrl(newId()))).status).toBe(404);
  expect((await agent.get(ticketUrl("99999999"))).status).toBe(404);
});

const everywhere = async (person: typeof agent, id: string) =>
  JSON.stringify([await page(person, id), (await person.get(`${ticketUrl(id)}/messages`)).body]);

test("REQ: IN-14, HA-22 who may not see personal data in clear sees addresses masked, on the page and in the conversation", async () => {
  const customer = await makeCustomer(desk, { email: "wang.wei@corp.example" });
  const made = await makeTicket(desk, { customer });
  await agent.send("POST", `${ticketUrl(made.id)}/messages`, { html: "<p>在看</p>", seenSeq: 3 });
  await desk.sql(
    `update message set delivery_state = 'failed', delivery_detail = '550 wang.wei@corp.example unknown',
     refused_recipients = '[{"address": "wang.wei@corp.example", "said": "wang.wei unknown"}]' where direction = 'out'`,
  );
  await desk.sql("update message set author_contact_id = null, from_name = from_address where direction = 'in'");
  const seen = await page(viewer, made.id);
  expect(seen.contactCard.emails).toEqual(["w***@corp.example"]);
  expect(seen.messages[0]).toMatchObject({ fromAddress: "w***@corp.example", author: { name: "w***@corp.example" } });
  expect(seen.may).toEqual({ reply: false, note: false, work: false, override: false });
  expect(await everywhere(viewer, made.id)).not.toContain("wang.wei");
  expect(await everywhere(agent, made.id)).toContain("wang.wei");
  await whilePersonalDataIsSealed(desk.desk, async () => {
    expect(await everywhere(agent, made.id)).not.toContain("wang.wei");
    const answered = await agent.send("POST", `${ticketUrl(made.id)}/messages`, { html: "<p>好了</p>", seenSeq: 4 });
    expect(answered.status).toBe(201);
  });
});

test("a long conversation comes newest first, page by page, without gap or repetition", async () => {
  const made = await makeTicket(desk);
  await desk.db.inTransaction(async (tx) => {
    for (let n = 1; n <= 120; n += 1) {
      const at = desk.clock.now() + Math.floor(n / 3);
      await insertMessage(tx, { ...customerMessage(made.id, newId(at), made.customer, at), text: `#${n}` });
    }
  });
  const first = await page(agent, made.id);
  expect(first.messages).toHaveLength(50);
  expect(first.messagesBefore).toBe(true);
  const seen = first.messages.map((message) => message.id);
  let cursor = first.messagesCursor;
  while (cursor) {
    const next = await agent.get<{ items: MessageShape[]; nextCursor: string | null }>(
      `${ticketUrl(made.id)}/messages?limit=30&cursor=${cursor}`,
    );
    seen.push(...next.body.items.map((message) => message.id));
    cursor = next.body.nextCursor;
  }
  expect(seen).toHaveLength(121);
  expect(new Set(seen).size).toBe(121);
  expect((await agent.get(`${ticketUrl(made.id)}/messages?cursor=bm9uc2Vuc2U`)).body).toMatchObject({
    code: "cursor_invalid",
  });
  expect((await stranger.get(`${ticketUrl(made.id)}/messages`)).status).toBe(404);
});

test("reading is remembered for each person, and never goes back", async () => {
  const made = await makeTicket(desk);
  const seen = (seq: number) => agent.send("PUT", `${ticketUrl(made.id)}/seen`, { seq });
  expect((await page(agent, made.id)).unread).toBe(true);
  expect((await seen(3)).status).toBe(204);
  expect((await page(agent, made.id)).unread).toBe(false);
  expect((await page(supervisor, made.id)).unread).toBe(true);
  await seen(1);
  expect((await page(agent, made.id)).unread).toBe(false);
  await supervisor.send("POST", `${ticketUrl(made.id)}/notes`, { html: "<p>请跟进</p>" });
  expect((await page(agent, made.id)).unread).toBe(true);
  expect((await page(supervisor, made.id)).unread).toBe(true);
  await seen(4);
  await agent.send("POST", `${ticketUrl(made.id)}/notes`, { html: "<p>好的</p>" });
  expect((await page(agent, made.id)).unread).toBe(false);
  await seen(2_000_000_000);
  expect(
    await desk.sql("select seq from ticket_seen where ticket_id = $1 and staff_id = $2", [made.id, agent.id]),
  ).toEqual([{ seq: 5 }]);
  expect((await stranger.send("PUT", `${ticketUrl(made.id)}/seen`, { seq: 3 })).status).toBe(404);
});

test("a running promise tells the time ahead up to its deadline (REQ: TR-04)", async () => {
  const made = await makeTicket(desk);
  const { clocks } = await page(agent, made.id);
  expect(clocks.length).toBeGreaterThan(0);
  for (const { ahead, dueAt } of clocks) {
    expect(ahead[0]?.from).toBe(new Date(desk.clock.now()).toISOString());
    expect(ahead.at(-1)?.to).toBe(dueAt);
  }
});
