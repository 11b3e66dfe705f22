import { sql } from "kysely";
import { expect, test } from "vitest";
import { makeTicket } from "../../../test/support/ticket-fixtures.ts";
import { quietTicketDesk } from "../../../test/support/quiet-ticket-desk.ts";
import { DEFAULT_TEAM_ID, testDesk } from "../../../test/support/test-desk.ts";
import type { TicketPage } from "../../contract/ticket-shapes.ts";
import { queries } from "../../platform/db/index.ts";
import { newId } from "../../platform/ids.ts";
import { ticketDeskFeature } from "./index.ts";

/** A ticket that something unforeseen befalls. */
let unlucky = "";
/** In which transaction each change was made since. */
const transactions: string[] = [];
const desk = await testDesk((parts) => [
  ticketDeskFeature(quietTicketDesk(parts)),
  {
    routes: [],
    subscribers: [
      async (tx, { ticket, before }) => {
        if (!before || unlucky === "") return;
        if (ticket.id === unlucky) throw new Error("no luck");
        const { rows } = await sql<{ id: string }>`select pg_current_xact_id()::text as id`.execute(queries(tx));
        transactions.push(rows[0]!.id);
      },
    ],
  },
]);
const otherTeam = await desk.team("二线");
const agent = await desk.person("agent");
const colleague = await desk.person("agent", { teamIds: [DEFAULT_TEAM_ID, otherTeam] });
const supervisor = await desk.person("supervisor");
const viewer = await desk.person("viewer");
const page = async (id: string) => (await supervisor.get<TicketPage>(`/api/v1/tickets/${id}`)).body;

test("many at once: each for itself, refusals in words, progress told", async () => {
  const good = await Promise.all([makeTicket(desk), makeTicket(desk)]);
  const owned = await makeTicket(desk, { assigneeId: colleague.id });
  const hidden = await makeTicket(desk, { teamId: otherTeam });
  const many = (change: object, ids: string[], more: object = {}) =>
    agent.send<{
      changed: string[];
      refused: { ticketId: string; number: number | null; code: string; detail: string }[];
    }>("POST", "/api/v1/ticket-changes", { ticketIds: ids, change, ...more });
  const assigned = await many({ assign: { teamId: DEFAULT_TEAM_ID, assigneeId: agent.id } }, [
    ...good.map((made) => made.id),
    owned.id,
    hidden.id,
  ]);
  expect(assigned.body.changed.toSorted()).toEqual(good.map((made) => made.id).toSorted());
  expect(assigned.body.refused.toSorted((a, b) => (a.number === null ? 1 : b.number === null ? -1 : 0))).toEqual([
    { ticketId: owned.id, number: owned.number, code: "reason_needed", detail: "请说明理由。" },
    { ticketId: hidden.id, number: null, code: "not_found", detail: expect.any(String) },
  ]);
  const ids = good.map((made) => made.id);
  const changes = [
    { addTags: ["批量"] },
    { removeTags: ["批量"] },
    { state: "waiting_third_party" },
    { snoozeUntil: new Date(desk.clock.now() + 60_000).toISOString() },
    { priority: "P3", reason: "统一调整" },
  ];
  for (const change of changes)
    expect((await many(change, ids)).body).toEqual({ changed: ids.toSorted(), refused: [] });
  expect(await page(ids[0]!)).toMatchObject({
    state: "waiting_third_party",
    priority: "P3",
    tags: [],
    priorityReasons: [{ zh: "统一调整" }],
    assignee: { id: agent.id },
  });
  const asleep = await many({ snoozeUntil: "9999-12-31T00:00:00Z" }, ids);
  expect(asleep.body.refused.map(({ code }) => code)).toEqual(["too_far_ahead", "too_far_ahead"]);
  const crowd = await Promise.all(Array.from({ length: 30 }, () => makeTicket(desk)));
  await many(
    { addTags: ["x"] },
    crowd.map((made) => made.id),
  );
  expect(desk.published.filter(({ event }) => event === "bulk.progress")).toEqual([
    { rooms: [`person:${agent.id}`], event: "bulk.progress", payload: { done: 25, total: 30 } },
  ]);
  const tooMany = Array.from({ length: 501 }, () => newId());
  expect((await many({ addTags: ["x"] }, tooMany)).status).toBe(400);
  expect((await viewer.send("POST", "/api/v1/ticket-changes", {})).status).toBe(403);
});

test("many are kept in batches: none holds hundreds in one transaction, and what breaks one leaves the others", async () => {
  const crowd = await Promise.all(Array.from({ length: 60 }, () => makeTicket(desk)));
  const ids = crowd.map((made) => made.id);
  unlucky = ids.toSorted()[40]!;
  const answer = await agent.send<{ changed: string[]; refused: { ticketId: string; code: string }[] }>(
    "POST",
    "/api/v1/ticket-changes",
    { ticketIds: ids, change: { addTags: ["批次"] } },
    "bulk-key",
  );
  expect(answer.body.changed).toHaveLength(59);
  expect(answer.body.refused).toEqual([
    { ticketId: unlucky, number: expect.any(Number), code: "internal", detail: expect.stringContaining("no luck") },
  ]);
  const sizes = Object.values(Object.groupBy(transactions, (id) => id)).map((each) => each?.length);
  expect(sizes).toEqual([25, 24, 10]);
});
