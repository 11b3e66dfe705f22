import { sql } from "kysely";
import { expect, test } from "vitest";
import { makeManyTickets } from "../../../test/support/ticket-fixtures.ts";
import { DEFAULT_TEAM_ID, testDesk } from "../../../test/support/test-desk.ts";
import { SORTS, VIEWS } from "../../contract/ticket-routes.ts";
import type { Viewer } from "../../domain/permission/index.ts";
import { queries } from "../../platform/db/index.ts";
import { countViews } from "./count-store.ts";
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
