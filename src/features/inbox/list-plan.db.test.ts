import { sql, type RawBuilder } from "kysely";
import { expect, test } from "vitest";
import { makeManyTickets } from "../../../test/support/ticket-fixtures.ts";
import { DEFAULT_TEAM_ID, testDesk } from "../../../test/support/test-desk.ts";
import { SORTS, VIEWS } from "../../contract/ticket-list-routes.ts";
import { whereSeen, whereSeenInParts } from "../../core/tickets/index.ts";
import { sightOf, type Viewer } from "../../domain/permission/index.ts";
import { queries } from "../../platform/db/index.ts";
import { countsQuery, countViews } from "./count-store.ts";
import { inboxFeature } from "./index.ts";
import { placeFrom } from "./list-order.ts";
import { listQuery } from "./list-store.ts";
import { listTickets } from "./list-tickets.ts";

const desk = await testDesk((parts) => [inboxFeature(parts)]);
const second = await desk.team("二线");
const third = await desk.team("三线");
const agent = await desk.person("agent");
const supervisor = await desk.person("supervisor");
await makeManyTickets(desk, 20_000, [DEFAULT_TEAM_ID, second, third]);
const tx = desk.db.reading;
const viewers: Viewer[] = [
  { staffId: agent.id, role: "agent", teamIds: [DEFAULT_TEAM_ID], scopes: null },
  { staffId: supervisor.id, role: "supervisor", teamIds: [], scopes: null },
];

test("no page of any view and order reads the whole table, the first or a later one", async () => {
  for (const viewer of viewers)
    for (const view of VIEWS)
      for (const sort of SORTS) {
        const page = await listTickets(tx, viewer, { filter: { view }, sort, cursor: undefined, limit: 50 });
        for (const cursor of [undefined, page.nextCursor ?? undefined]) {
          const query = listQuery(viewer, { filter: { view }, sort, after: placeFrom(sort, cursor), rowsMax: 51 });
          const plan = await sql<{ "QUERY PLAN": string }>`explain ${query}`.execute(queries(tx));
          const text = plan.rows.map((row) => row["QUERY PLAN"]).join("\n");
          expect(text, `${viewer.role} ${view} ${sort}`).not.toMatch(/Seq Scan on ticket( t)?\b/);
        }
      }
});

test("closed tickets, one customer's and one tag's are found by an index too", async () => {
  for (const filter of [
    { view: "all" as const, state: ["closed" as const] },
    { view: "all" as const, contactId: agent.id },
    { view: "all" as const, tag: ["x"] },
  ])
    for (const viewer of viewers) {
      const query = listQuery(viewer, { filter, sort: "recent", after: null, rowsMax: 51 });
      const plan = await sql<{ "QUERY PLAN": string }>`explain ${query}`.execute(queries(tx));
      expect(plan.rows.map((row) => row["QUERY PLAN"]).join("\n")).not.toMatch(/Seq Scan on ticket( t)?\b/);
    }
});

test("a list by what is due passes over neither solved tickets nor snoozed ones", async () => {
  const filter = { view: "team" as const };
  const query = listQuery(viewers[0]!, { filter, sort: "due", after: null, rowsMax: 51 });
  const plan = await sql<{ "QUERY PLAN": string }>`explain ${query}`.execute(queries(tx));
  expect(plan.rows.map((row) => row["QUERY PLAN"]).join("\n")).toMatch(/using ticket_at_work_by_due/);
});

test("the counts look at the open tickets in sight in their index alone, in its order", async () => {
  await desk.sql("vacuum analyze ticket");
  const plan = await sql<{ "QUERY PLAN": string }>`explain ${countsQuery(viewers[0]!)}`.execute(queries(tx));
  const text = plan.rows.map((row) => row["QUERY PLAN"]).join("\n");
  expect(text).toMatch(/Index Only Scan using ticket_open_standing/);
  expect(text).toMatch(/Index Only Scan using ticket_assignee_open/);
  expect(text).not.toMatch(/Scan using ticket_(team|open_by)|Index Scan using ticket_assignee_open/);
});

test("tickets are vacuumed after one in a hundred has changed, so that the counts find their pages at rest", async () => {
  const found = await desk.sql<{ reloptions: string[] }>(
    "select reloptions from pg_class where oid = 'ticket'::regclass",
  );
  expect(found[0]!.reloptions).toContain("autovacuum_vacuum_scale_factor=0.01");
});

/** PostgreSQL plans a statement for its values so often before it asks whether one plan would do for all. */
const PLANNED_FIRST = 5;

test("what the inbox asks again and again is planned once", async () => {
  await desk.sql("vacuum analyze ticket");
  const list = { filter: { view: "team" as const }, after: null, rowsMax: 51 };
  for (const query of [
    countsQuery(viewers[0]!),
    listQuery(viewers[0]!, { ...list, sort: "due" }),
    listQuery(viewers[0]!, { ...list, sort: "recent" }),
  ]) {
    const { sql: text, parameters } = query.compile(queries(tx));
    const client = await desk.db.pool.connect();
    for (let at = 0; at <= PLANNED_FIRST; at++) await client.query({ name: "inbox", text, values: [...parameters] });
    const found = await client.query<{ kept: number }>(
      "select generic_plans as kept from pg_prepared_statements where name = 'inbox'",
    );
    client.release(true);
    expect(found.rows[0]!.kept, text).toBeGreaterThan(0);
  }
});

test("counting stops at its bound, and a page is one query", async () => {
  const counts = await countViews(tx, viewers[1]!);
  expect(counts).toMatchObject({ all: 1000, unassigned: 1000, breached: 400, at_risk: 400, mine: 0 });
  let taken = 0;
  const count = () => (taken += 1);
  desk.db.pool.on("acquire", count);
  await listTickets(tx, viewers[1]!, { filter: { view: "all" }, sort: "recent", cursor: undefined, limit: 50 });
  desk.db.pool.off("acquire", count);
  expect(taken).toBe(1);
});

test("views counted together and each by itself have the same tickets, in sight for whatever reason", async () => {
  await desk.sql(
    `update ticket set assignee_id = case when number % 7 = 0 then $1::uuid end,
      granted_to = case when number % 11 = 0 then array[$1::uuid] else '{}' end
    where number in (select number from ticket where state <> 'closed' order by number limit 700)`,
    [agent.id],
  );
  const parts = whereSeenInParts(sightOf(viewers[0]!), "t");
  const count = async (condition: RawBuilder<boolean>) =>
    (await sql<{ n: number }>`select count(*) as n from ticket t where ${condition}`.execute(queries(tx))).rows[0]!.n;
  const each = await Promise.all(parts.map(count));
  // An open ticket has a team: those without one are none.
  expect(each.filter((n) => n > 0)).toHaveLength(3);
  expect(each.reduce((sum, n) => sum + n, 0)).toBe(await count(whereSeen(sightOf(viewers[0]!), "t")));
  const counted = await countViews(tx, viewers[0]!);
  expect(counted["mine"]).toBeGreaterThan(0);
  expect(counted).toEqual(await countViews(tx, viewers[0]!, 0));
});
