import pg from "pg";
import { expect, test, vi } from "vitest";
import { FASTER_P1, studioDesk } from "../../../test/support/studio-desk.ts";
import { DEFAULT_TEAM_ID } from "../../../test/support/test-desk.ts";
import { testDatabase } from "../../../test/support/test-database.ts";
import { plainOpening } from "../../../test/support/ticket-fixtures.ts";
import { composeVersion, createProcedures, insertDraft, lockVersions, writePublished } from "../../core/sop/index.ts";
import { changeTicket, openTicket, readEvents, type TicketDesk } from "../../core/tickets/index.ts";
import { accepted } from "../../domain/result.ts";
import type { Priority } from "../../domain/ticket/index.ts";
import { newId } from "../../platform/ids.ts";
import { moveRoutes } from "./move-routes.ts";
import { versionRoutes } from "./version-routes.ts";

const { db } = await testDatabase();
const heard: unknown[] = [];
const tickets: TicketDesk = {
  procedures: createProcedures(() => 0),
  subscribers: [],
  publish: (_rooms, event, payload) => void heard.push([event, payload]),
};
const desk = await studioDesk(db, [...versionRoutes(), ...moveRoutes({ db, desk: tickets })]);
const { ask, clock } = desk;
const admin = await desk.addPerson("administrator");
const contactId = newId();
await db.pool.query("insert into contact (id, name) values ($1, '王伟')", [contactId]);
const opened = clock.now();

async function open(priority: Priority, teamId = DEFAULT_TEAM_ID): Promise<string> {
  const opening = plainOpening({
    contactId,
    subject: `不能登录 ${priority}`,
    priority: { value: priority, reason: "x" },
    teamId,
  });
  const by = { actor: { kind: "system" as const }, now: opened };
  return (await db.inTransaction((tx) => openTicket(tickets, tx, opening, by))).ticket.id;
}

const other = newId();
await db.pool.query("insert into team (id, name) values ($1, '蓝队')", [other]);
const urgent = await open("P1");
const plain = await open("P3");
const closed = await open("P1");
const elsewhere = await open("P1", other);
await db.inTransaction((tx) =>
  changeTicket(tickets, tx, { ticketId: closed, actor: { kind: "system" }, now: opened }, () =>
    accepted([{ type: "closed", by: "rule", rule: null }]),
  ),
);

async function layered(layer: string, publish: boolean): Promise<string> {
  return db.inTransaction(async (tx) => {
    await lockVersions(tx);
    const id = newId(opened);
    const composition = await composeVersion(tx, { layer, number: 2 }, opened);
    const number = publish ? 2 : 3;
    await insertDraft(tx, { id, number, reason: "x", layer, composition, by: null, now: opened });
    if (publish) await writePublished(tx, id, { approvedBy: null, reason: "x", now: opened });
    return id;
  });
}
// The shown promise is the strictest: 15 minutes by another line.
const faster = await layered(FASTER_P1.replace("20m", "10m"), true);

type Change = { metric: string; before: string | null; after: string | null };
type Preview = { items: { ticketId: string; subject: string; changes: Change[] }[]; nextCursor: string | null };
const preview = async (versionId: string, query = "", by = admin) =>
  (await ask<Preview>(by, "GET", `/procedure-versions/${versionId}/move${query}`)).body;
const move = (ticketIds: string[], versionId = faster, by = admin) =>
  ask<{ moved: number; refused: { ticketId: string; says: { zh: string } }[] }>(
    by,
    "POST",
    `/procedure-versions/${versionId}/move`,
    { ticketIds, reason: "新时限" },
  );
const after = (minutes: number) => new Date(opened + minutes * 60_000).toISOString();

test("the preview says which promises would be due at another moment, and of which tickets none", async () => {
  clock.advance(60_000);
  const { items, nextCursor } = await preview(faster);
  expect(items.map(({ ticketId }) => ticketId)).toEqual([urgent, plain, elsewhere]);
  expect(nextCursor).toBeNull();
  expect(items[0]?.changes).toMatchObject([{ metric: "first_response", before: after(15), after: after(10) }]);
  expect(items[1]?.changes).toEqual([]);
  const draft = await layered(FASTER_P1.replace("20m", "5m"), false);
  expect((await preview(draft)).items[0]?.changes).toMatchObject([{ before: after(15), after: after(5) }]);
});

test("whoever does not see a ticket neither previews nor moves it", async () => {
  const owner = await desk.owner("agent", "乙");
  await db.pool.query("insert into team_member (team_id, staff_id) values ($1, $2)", [other, owner.id]);
  expect((await preview(faster, "", owner)).items.map(({ ticketId }) => ticketId)).toEqual([elsewhere]);
  const said = await move([urgent], faster, owner);
  expect(said.body).toMatchObject({
    moved: 0,
    refused: [{ ticketId: urgent, says: { zh: expect.stringContaining("找不到") } }],
  });
});

test("moving keeps events, folds the clocks anew and tells browsers; closed and unknown ones are refused", async () => {
  heard.length = 0;
  const unknown = newId();
  const said = await move([urgent, closed, unknown, urgent]);
  expect(said.body.moved).toBe(1);
  expect(said.body.refused.map(({ ticketId }) => ticketId).toSorted()).toEqual([closed, unknown].toSorted());
  const events = await readEvents(db.reading, urgent);
  expect(events.map(({ body }) => body.type)).toEqual(["opened", "assigned", "procedure_moved"]);
  expect(events.at(-1)).toMatchObject({
    actor: { kind: "staff", id: admin.id },
    body: { to: faster, fromNumber: 1, toNumber: 2, reason: "新时限" },
  });
  const row = await db.pool.query("select sop_version_id, next_due_at from ticket where id = $1", [urgent]);
  expect(row.rows[0].sop_version_id).toBe(faster);
  const due = "select due_at from ticket_clock where ticket_id = $1 and line_id = 'c.first-response.p1'";
  expect((await db.pool.query(due, [urgent])).rows[0].due_at.toISOString()).toBe(after(10));
  // The next moment to act at is the warning half way.
  const fires = "select line_id, fire_at from ticket_timer where ticket_id = $1";
  const timers = (await db.pool.query(fires, [urgent])).rows;
  expect(timers).toMatchObject([{ line_id: "c.first-response.p1" }]);
  expect(timers[0].fire_at.toISOString()).toBe(after(5));
  expect(heard).toMatchObject([["ticket.changed", { ticketId: urgent, types: ["procedure_moved"] }]]);
  expect((await move([urgent])).body).toEqual({ moved: 0, refused: [] });
  const trail = await db.pool.query("select facts from sop_event where action = 'tickets_moved'");
  expect(trail.rows).toEqual([{ facts: { tickets: 1 } }]);
});

test("tickets move to the published version only", async () => {
  const { items } = (await ask<{ items: { id: string; status: string }[] }>(admin, "GET", "/procedure-versions")).body;
  const retired = items.find(({ status }) => status === "retired")!;
  expect((await move([plain], retired.id)).body).toMatchObject({ code: "version_not_published" });
});

/** Copies of the urgent ticket as it was before it was moved. */
async function copies(count: number): Promise<void> {
  await db.pool.query(
    `with made as (
       insert into ticket select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'number', 100000 + n))).*
       from ticket t, generate_series(1, $2::int) n where t.id = $1 returning id)
     insert into ticket_event (ticket_id, seq, at, actor_kind, actor_id, type, body, hash)
     select made.id, e.seq, e.at, e.actor_kind, e.actor_id, e.type, e.body, e.hash from made, ticket_event e where e.ticket_id = $1`,
    [elsewhere, count],
  );
}

test("at 10,000 open tickets a page costs as many queries as ever, and comes soon", { timeout: 120_000 }, async () => {
  const queries = vi.spyOn(pg.Client.prototype, "query");
  const counted = async (query: string) => {
    const before = queries.mock.calls.length;
    const began = performance.now();
    const page = await preview(faster, query);
    return { page, queries: queries.mock.calls.length - before, ms: Math.round(performance.now() - began) };
  };
  const few = await counted("?limit=2");
  await copies(10_000);
  await db.pool.query("analyze ticket, ticket_event");
  let cursor: string | null = "";
  const pages: Awaited<ReturnType<typeof counted>>[] = [];
  while (cursor !== null) {
    const page = await counted(`?limit=200${cursor && `&cursor=${cursor}`}`);
    pages.push(page);
    cursor = page.page.nextCursor;
  }
  queries.mockRestore();
  const ids = pages.flatMap(({ page }) => page.items.map(({ ticketId }) => ticketId));
  expect(new Set(ids).size).toBe(10_002);
  expect(Math.max(...pages.map((page) => page.queries))).toBeLessThanOrEqual(few.queries);
  const times = pages.map(({ ms }) => ms).toSorted((a, b) => a - b);
  process.stdout.write(`preview of 200 of 10,000 tickets: median ${times[25]} ms, slowest ${times.at(-1)} ms\n`);
  expect(times[25]).toBeLessThan(3_000);
  const began = performance.now();
  expect((await move(ids.slice(0, 200))).body.moved).toBe(200);
  process.stdout.write(`moving 200 tickets: ${Math.round(performance.now() - began)} ms\n`);
});
