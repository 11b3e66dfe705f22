import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { makeCustomer, makeTicket } from "../../../test/support/ticket-fixtures.ts";
import { quietTicketDesk } from "../../../test/support/quiet-ticket-desk.ts";
import { testDesk } from "../../../test/support/test-desk.ts";
import type { TicketPage } from "../../contract/ticket-shapes.ts";
import { changeTicket, chainHash, CHAIN_START, readEvents } from "../../core/tickets/index.ts";
import { accepted } from "../../domain/result.ts";
import { queries } from "../../platform/db/index.ts";
import { ticketDeskFeature } from "./index.ts";

const desk = await testDesk((parts) => [ticketDeskFeature(quietTicketDesk(parts))]);
const agent = await desk.person("agent");
const colleague = await desk.person("agent");
const url = (id: string, rest = "") => `/api/v1/tickets/${id}${rest}`;
const page = async (id: string) => (await agent.get<TicketPage>(url(id))).body;
const ROUNDS = 8;

test("of two answers at once, written on the same page, exactly one goes out", async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const made = await makeTicket(desk);
    const reply = { html: "<p>答复</p>", seenSeq: 3 };
    const answers = await Promise.all(
      [agent, colleague].map((person) => person.send("POST", url(made.id, "/messages"), reply)),
    );
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([201, 409]);
    expect((await page(made.id)).messages.filter((message) => message.direction === "out")).toHaveLength(1);
  }
});

test("the same key sent many times at once makes one message and one answer", async () => {
  const made = await makeTicket(desk);
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => agent.send("POST", url(made.id, "/notes"), { html: "<p>一次</p>" }, "once")),
  );
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  expect((await page(made.id)).messages).toHaveLength(2);
});

test("the same key sent at once for two things does one of them; one that was refused is free again", async () => {
  const made = await makeTicket(desk);
  const note = (text: string) => agent.send("POST", url(made.id, "/notes"), { html: text }, "twofold");
  expect((await note("")).status).toBe(400);
  const answers = await Promise.all(["<p>一</p>", "<p>二</p>"].map(note));
  expect(answers.map((answer) => answer.status).toSorted()).toEqual([201, 422]);
  expect((await page(made.id)).messages).toHaveLength(2);
});

test("a long change of many that is sent again under its key, while it is at work, happens once", async () => {
  const made = await Promise.all(Array.from({ length: 30 }, () => makeTicket(desk)));
  const ticketIds = made.map(({ id }) => id);
  const wanted = { ticketIds, change: { snoozeUntil: new Date(desk.clock.now() + 3_600_000).toISOString() } };
  const change = () => agent.send("POST", "/api/v1/ticket-changes", wanted, "many");
  const answers = await Promise.all([change(), change()]);
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  const told = await desk.sql<{ n: number }>(
    "select count(*)::int as n from ticket_event where type = 'snoozed' and ticket_id = any($1)",
    [ticketIds],
  );
  expect(told).toEqual([{ n: 30 }]);
});

test("a reply that comes while a rule holds the ticket and then changes it goes out after it, not into a deadlock", async () => {
  for (let round = 0; round < 3; round += 1) {
    const made = await makeTicket(desk);
    let reply: ReturnType<typeof agent.send> | null = null;
    await desk.db.inTransaction(async (tx) => {
      const change = { ticketId: made.id, actor: { kind: "system" as const }, now: desk.clock.now() };
      await sql`select from ticket where id = ${made.id} for update`.execute(queries(tx));
      reply = agent.send("POST", url(made.id, "/messages"), { html: "<p>答复</p>" });
      await sleep(100);
      await changeTicket(desk.desk, tx, change, () => accepted([{ type: "follower_added", staffId: colleague.id }]));
    });
    expect((await reply!).status).toBe(201);
    const events = await readEvents(desk.db.reading, made.id);
    expect(events.slice(-3).map(({ body }) => body.type)).toEqual(["follower_added", "message_sent", "facts_changed"]);
    expect(chainHash(CHAIN_START, made.id, events).toString("hex")).toBe((await page(made.id)).events.at(-1)?.hash);
  }
});

test("who finds that nothing is to be done holds the ticket too, so that what he does besides fits", async () => {
  const made = await makeTicket(desk);
  const change = { ticketId: made.id, actor: { kind: "system" as const }, now: desk.clock.now() };
  const seen: number[] = [];
  let finds: Promise<unknown> | null = null;
  await desk.db.inTransaction(async (tx) => {
    await changeTicket(desk.desk, tx, change, () => accepted([{ type: "follower_added", staffId: colleague.id }]));
    await sql`select 1`.execute(queries(tx));
    finds = desk.db.writeTogether((other) =>
      changeTicket(desk.desk, other, change, (ticket) => {
        seen.push(ticket.seq);
        return accepted([]);
      }),
    );
    await expect.poll(() => seen).toHaveLength(1);
  });
  await finds;
  expect(seen).toEqual([seen[0], seen[0]! + 1]);
});

const waitsForALock = async () =>
  (
    await desk.sql<{ n: number }>(
      "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
  )[0]!.n;

/** Runs a call that begins before a change of a customer is committed and ends after it. */
async function callDuring<T>(change: string, values: unknown[], call: () => Promise<T>): Promise<T> {
  const holder = await desk.db.pool.connect();
  try {
    await holder.query("begin");
    await holder.query("select from contact where id = any($1) for update", [values]);
    await holder.query(change, values);
    const called = call();
    await expect.poll(waitsForALock, { timeout: 10_000 }).toBeGreaterThan(0);
    await holder.query("commit");
    return await called;
  } finally {
    await holder.query("rollback");
    holder.release();
  }
}

test("REQ: IN-13 no ticket is opened for, or given to, a customer who is merged or erased at that moment", async () => {
  const [from, into, gone] = await Promise.all([makeCustomer(desk), makeCustomer(desk), makeCustomer(desk)]);
  const open = (id: string) =>
    agent.send<{ id: string }>("POST", "/api/v1/tickets", {
      contact: { id },
      subject: "无法登录",
      text: "提示错误 E1001",
      kind: "fault",
    });
  const merge = "update contact set merged_into_id = $2 where id = $1";
  const merged = await callDuring(merge, [from.contactId, into.contactId], () => open(from.contactId));
  expect(merged.status).toBe(201);
  expect(await desk.sql("select contact_id from ticket where id = $1", [merged.body.id])).toEqual([
    { contact_id: into.contactId },
  ]);
  const other = await makeTicket(desk);
  const moved = await callDuring(merge, [gone.contactId, into.contactId], () =>
    agent.send("PATCH", url(other.id), { contactId: gone.contactId }),
  );
  expect(moved.status).toBe(204);
  expect(await desk.sql("select contact_id from ticket where id = $1", [other.id])).toEqual([
    { contact_id: into.contactId },
  ]);
  await desk.sql("update contact set merged_into_id = null where id = $1", [gone.contactId]);
  const erase = "update contact set erased_at = now() where id = $1";
  const erased = await callDuring(erase, [gone.contactId], () => open(gone.contactId));
  expect(erased.status).toBe(404);
  expect(await desk.sql("select from ticket where contact_id = $1", [gone.contactId])).toEqual([]);
});

test("undoing a merge takes both tickets in the order of all others, so that nobody waits in a circle", async () => {
  const one = await makeTicket(desk);
  const two = await makeTicket(desk, { customer: one.customer });
  const [first, second] = [one.id, two.id].toSorted() as [string, string];
  expect((await agent.send("PUT", url(second, "/merger"), { intoTicketId: first })).status).toBe(204);
  const holder = await desk.db.pool.connect();
  try {
    await holder.query("begin");
    await holder.query("select from ticket where id = $1 for update", [first]);
    const undone = agent.send("DELETE", url(second, "/merger"));
    await expect.poll(waitsForALock, { timeout: 10_000 }).toBeGreaterThan(0);
    await holder.query("select from ticket where id = $1 for update nowait", [second]);
    await holder.query("commit");
    expect((await undone).status).toBe(204);
  } finally {
    await holder.query("rollback");
    holder.release();
  }
});

test("half of a character that a rule cut keeps no chain from being whole", async () => {
  const made = await makeTicket(desk);
  const change = { ticketId: made.id, actor: { kind: "system" as const }, now: desk.clock.now() };
  const reason = "取消了😀".slice(0, -1);
  await desk.db.writeTogether((tx) =>
    changeTicket(desk.desk, tx, change, (ticket) =>
      accepted([{ type: "assigned", teamId: ticket.teamId, assigneeId: agent.id, reason }]),
    ),
  );
  const events = await readEvents(desk.db.reading, made.id);
  expect(events.at(-1)?.body).toMatchObject({ reason: "取消了\uFFFD" });
  expect(chainHash(CHAIN_START, made.id, events).toString("hex")).toBe((await page(made.id)).events.at(-1)?.hash);
});

test("merging two into each other, and linking both ways at once, end", async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const one = await makeTicket(desk);
    const two = await makeTicket(desk, { customer: one.customer });
    const links = await Promise.all([
      agent.send("PUT", url(one.id, `/links/${two.id}`), { relation: "related" }),
      colleague.send("PUT", url(two.id, `/links/${one.id}`), { relation: "related" }),
    ]);
    expect(links.map((answer) => answer.status)).toEqual([204, 204]);
    expect((await page(one.id)).links).toHaveLength(1);
    const merges = await Promise.all([
      agent.send("PUT", url(one.id, "/merger"), { intoTicketId: two.id }),
      colleague.send("PUT", url(two.id, "/merger"), { intoTicketId: one.id }),
    ]);
    expect(merges.map((answer) => answer.status).toSorted()).toEqual([204, 409]);
  }
});

test("bulk changes of the same tickets at once end, and every chain is whole", async () => {
  const made = await Promise.all(Array.from({ length: 12 }, () => makeTicket(desk)));
  const ids = made.map(({ id }) => id);
  const answers = await Promise.all(
    [ids, ids.toReversed()].map((ticketIds, at) =>
      (at ? colleague : agent).send("POST", "/api/v1/ticket-changes", { ticketIds, change: { addTags: [`t${at}`] } }),
    ),
  );
  expect(answers.map((answer) => answer.body["refused"])).toEqual([[], []]);
  for (const id of ids) {
    expect((await page(id)).tags.toSorted()).toEqual(["t0", "t1"]);
    const events = await readEvents(desk.db.reading, id);
    expect(chainHash(CHAIN_START, id, events).toString("hex")).toBe((await page(id)).events.at(-1)?.hash);
  }
});
