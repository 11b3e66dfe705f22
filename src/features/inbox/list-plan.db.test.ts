import { sql } from "kysely";
import { expect, test } from "vitest";
import { makeManyTickets } from "../../../test/support/ticket-fixtures.ts";
import { DEFAULT_TEAM_ID, testDesk } from "../../../test/support/test-desk.ts";
import { SORTS, VIEWS } from "../../contract/ticket-list-routes.ts";
import type { Viewer } from "../../domain/permission/index.ts";
import { queries } from "../../platform/db/index.ts";
import { COUNTED_MAX, countsQuery, countViews } from "./count-store.ts";
import { inboxFeature } from "./index.ts";
import { placeFrom } from "./list-order.ts";
import { listQuery } from "./list-store.ts";
import { listTickets } from "./list-tickets.ts";
import { whereFiltered } from "./ticket-filter-store.ts";

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

test("the counts look at no ticket but one's own and those granted, however many are open", async () => {
  await desk.sql("vacuum analyze ticket");
  const plan = await sql<{ "QUERY PLAN": string }>`explain ${countsQuery(viewers[0]!)}`.execute(queries(tx));
  const text = plan.rows.map((row) => row["QUERY PLAN"]).join("\n");
  const scans = new Set(text.match(/Scan (using \w+ )?on ticket( |_\w+)/g));
  expect(scans).toContain("Scan using ticket_assignee_open on ticket ");
  expect(text).toMatch(/Scan (using \w+ )?on ticket_standing/);
  const bounded =
    /on ticket_(granted|standing(_team)?)$|using (ticket_assignee_open|ticket_standing_team) on|^Scan on ticket $/;
  for (const scan of scans) expect(scan).toMatch(bounded);
  // The only one of whole rows is the one of what is granted.
  expect(text.match(/Heap Scan on ticket t/g)).toHaveLength(1);
  expect(text).not.toMatch(/(Seq|Index) Scan (using \w+ )?on ticket t/);
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
  // At rest: how much chance has left unfolded of twenty thousand at once is not what is asked.
  for (const team of [DEFAULT_TEAM_ID, second, third]) await desk.sql(`select fold_ticket_standing('${team}')`);
  await desk.sql("vacuum analyze ticket, ticket_standing");
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

/** Each view counted by the tickets themselves. */
async function countEach(viewer: Viewer): Promise<Record<string, number>> {
  const columns = VIEWS.map(
    (view) =>
      sql`least(${COUNTED_MAX}, (select count(*) from ticket t where ${whereFiltered({ view }, viewer)}))::int as ${sql.id(view)}`,
  );
  return (await sql<Record<string, number>>`select ${sql.join(columns)}`.execute(queries(tx))).rows[0]!;
}

const CHANGES = [
  "update ticket set assignee_id = case when number % 7 = 0 then $1::uuid end",
  "update ticket set granted_to = case when number % 11 = 0 then array[$1::uuid] else '{}' end",
  "update ticket set state = 'solved', snoozed_until = null",
  "update ticket set state = 'waiting_customer', snoozed_until = now()",
  "update ticket set state = 'open', promise_state = 'at_risk', closed_at = null",
  "update ticket set state = 'closed', closed_at = now(), next_due_at = null",
  "update ticket set team_id = $2::uuid",
];

test("the counts are those of the tickets after every change, in sight for whatever reason", async () => {
  const collaborator: Viewer = { staffId: agent.id, role: "collaborator", teamIds: [second], scopes: null };
  const all: Viewer[] = [...viewers, collaborator, { ...viewers[0]!, teamIds: [] }, { ...viewers[0]!, scopes: [] }];
  for (const [at, change] of CHANGES.entries()) {
    await desk.sql(
      `${change} where number in (select number from ticket where state <> 'closed' and $1::uuid is not null and $2::uuid is not null
         order by md5(number::text || ${at}) limit 300)`,
      [agent.id, second],
    );
    for (const viewer of all)
      expect(await countViews(tx, viewer), `${at} ${viewer.role}`).toEqual(await countEach(viewer));
  }
  const counted = await countViews(tx, viewers[0]!);
  for (const view of VIEWS) expect(counted[view], view).toBeGreaterThan(0);
});

/** One write in 128 folds what stands alike: that none of so many did does not happen. */
const NOT_FOLDED_MAX = 4_000;

test("rows that stand alike are folded, and no write waits for another's", async () => {
  const standing = async () =>
    (
      await desk.sql<{ rows: number; tickets: number; open: number }>(
        `select count(*)::int as rows, sum(tickets)::int as tickets,
         (select count(*)::int from ticket where state <> 'closed') as open from ticket_standing`,
      )
    )[0]!;
  const before = await standing();
  expect(before.tickets).toBe(before.open);
  expect(before.rows).toBeLessThan(NOT_FOLDED_MAX);
  const [one, other] = [await desk.db.pool.connect(), await desk.db.pool.connect()];
  for (const [at, client] of [one, other].entries()) {
    await client.query("begin; set local lock_timeout = '2s'");
    await client.query(
      `update ticket set state = 'solved' where id = (select id from ticket where team_id = $1 and state = 'new'
        order by id offset $2 limit 1)`,
      [third, at],
    );
    await client.query("select fold_ticket_standing($1)", [third]);
  }
  await other.query("commit");
  await one.query("commit");
  one.release();
  other.release();
  await desk.sql("select fold_ticket_standing(id) from team");
  const after = await standing();
  expect(after.tickets).toBe(after.open);
  expect(after.rows).toBeLessThan(100);
  expect(await countViews(tx, viewers[0]!)).toEqual(await countEach(viewers[0]!));
});
