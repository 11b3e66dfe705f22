import { afterEach, expect, test } from "vitest";
import { makeCustomer, makeTicket } from "../../../test/support/ticket-fixtures.ts";
import { DEFAULT_TEAM_ID, testDesk } from "../../../test/support/test-desk.ts";
import type { SavedViewShape } from "../../contract/inbox-routes.ts";
import type { TicketRow } from "../../contract/ticket-shapes.ts";
import { inboxFeature } from "./index.ts";

type Page = { items: TicketRow[]; nextCursor: string | null };
type Counts = { counts: Record<string, number>; countedMax: number };

const desk = await testDesk((parts) => [inboxFeature(parts)]);
const otherTeam = await desk.team("二线");
const agent = await desk.person("agent");
const other = await desk.person("agent", { teamIds: [otherTeam] });
const supervisor = await desk.person("supervisor");
const collaborator = await desk.person("collaborator");

afterEach(async () => {
  await desk.sql("truncate ticket cascade");
  desk.clock.set("2026-03-02T01:00:00Z");
});

const numbers = (page: { body: Page }) => page.body.items.map((row) => row.number);
const list = (person: typeof agent, query: string) => person.get<Page>(`/api/v1/tickets?${query}`);

test("a list holds what the person may see, and no more (one predicate)", async () => {
  const ours = await makeTicket(desk);
  desk.clock.advance(1_000);
  const theirs = await makeTicket(desk, { teamId: otherTeam });
  expect(numbers(await list(agent, ""))).toEqual([ours.number]);
  expect(numbers(await list(other, ""))).toEqual([theirs.number]);
  expect(numbers(await list(supervisor, ""))).toEqual([theirs.number, ours.number]);
  expect(numbers(await list(collaborator, ""))).toEqual([]);
  expect((await desk.stranger.get("/api/v1/tickets")).status).toBe(401);
  for (const view of ["mine", "team", "unassigned", "at_risk", "breached", "all"])
    expect(numbers(await list(other, `view=${view}`))).not.toContain(ours.number);
});

test("a row carries names, what is due and whether it was read", async () => {
  const customer = await makeCustomer(desk, { name: "李娜", organisation: `远山科技 ${Date.now()}` });
  const made = await makeTicket(desk, { customer, assigneeId: agent.id, tags: ["登录"] });
  const [row] = (await list(agent, "")).body.items;
  expect(row).toMatchObject({
    number: made.number,
    contact: { id: customer.contactId, name: "李娜" },
    organisation: { id: customer.organisationId },
    team: { id: DEFAULT_TEAM_ID, name: "服务台" },
    assignee: { id: agent.id, name: agent.name },
    nextDue: { metric: "first_response", dueAt: "2026-03-02T03:00:00.000Z", warnAt: "2026-03-02T02:00:00.000Z" },
    promiseState: "kept",
    tags: ["登录"],
    unread: true,
  });
});

test("each view holds its tickets, and the counts agree with the lists", async () => {
  const later = (given: Parameters<typeof makeTicket>[1]) => {
    desk.clock.advance(1_000);
    return makeTicket(desk, given);
  };
  const mine = await later({ assigneeId: agent.id });
  const waiting = await later({});
  const solved = await later({ assigneeId: agent.id });
  const snoozed = await later({ assigneeId: agent.id });
  const closed = await later({ assigneeId: agent.id });
  const late = await later({ teamId: otherTeam, assigneeId: agent.id });
  const set = (id: string, columns: string) => desk.sql(`update ticket set ${columns} where id = $1`, [id]);
  await set(waiting.id, "state = 'waiting_customer'");
  await set(solved.id, "state = 'solved'");
  await set(snoozed.id, "snoozed_until = '2026-03-03'");
  await set(closed.id, "state = 'closed', next_due_at = null");
  await set(late.id, "promise_state = 'breached'");
  const expected = {
    mine: [late, mine],
    team: [waiting, mine],
    unassigned: [waiting],
    waiting: [waiting],
    at_risk: [],
    breached: [late],
    solved: [solved],
    snoozed: [snoozed],
    all: [late, snoozed, solved, waiting, mine],
  };
  const { counts, countedMax } = (await agent.get<Counts>("/api/v1/ticket-counts")).body;
  for (const [view, tickets] of Object.entries(expected)) {
    expect([view, numbers(await list(agent, `view=${view}`))]).toEqual([view, tickets.map((made) => made.number)]);
    expect([view, counts[view]]).toEqual([view, tickets.length]);
  }
  expect(countedMax).toBe(1000);
  expect(numbers(await list(agent, "view=mine&state=closed&state=solved"))).toEqual([closed.number, solved.number]);
  expect(numbers(await list(agent, "state=closed"))).toEqual([closed.number]);
});

test("filters narrow by every property", async () => {
  const customer = await makeCustomer(desk, { organisation: `北岸 ${Date.now()}` });
  const made = await makeTicket(desk, {
    customer,
    kind: "complaint",
    priority: { value: "P1", reason: "x" },
    categoryId: "fault.software.crash",
    tags: ["延迟", "重复"],
    assigneeId: agent.id,
  });
  await makeTicket(desk);
  const hits = [
    "priority=P1",
    "kind=complaint",
    `assigneeId=${agent.id}`,
    `teamId=${DEFAULT_TEAM_ID}&kind=complaint`,
    `tag=${encodeURIComponent("延迟")}`,
    `tag=${encodeURIComponent("延迟")}&tag=${encodeURIComponent("重复")}`,
    "categoryId=fault.software",
    `contactId=${customer.contactId}`,
    `organisationId=${customer.organisationId}`,
    "openedFrom=2026-03-02T00:00:00Z&openedTo=2026-03-02T02:00:00Z&priority=P1",
  ];
  for (const query of hits) expect([query, numbers(await list(agent, query))]).toEqual([query, [made.number]]);
  const misses = [
    "priority=P3",
    "categoryId=fault.soft",
    "openedTo=2026-03-02T01:00:00Z",
    `tag=${encodeURIComponent("延迟")}&tag=x`,
  ];
  for (const query of misses) expect([query, numbers(await list(agent, query))]).toEqual([query, []]);
});

test("pages neither lose nor repeat a ticket while others come in", async () => {
  for (let made = 0; made < 7; made += 1) {
    await makeTicket(desk, { priority: { value: (["P0", "P1", "P2"] as const)[made % 3]!, reason: "x" } });
    desk.clock.advance(made % 2 ? 1_000 : 0);
  }
  const wanted = (await desk.sql<{ number: string }>("select number from ticket")).map((row) => Number(row.number));
  for (const sort of ["recent", "due", "oldest", "priority"]) {
    const seen: number[] = [];
    let cursor = "";
    do {
      const page = (await list(agent, `sort=${sort}&limit=3${cursor && `&cursor=${cursor}`}`)).body;
      seen.push(...page.items.map((row) => row.number));
      cursor = page.nextCursor ?? "";
      desk.clock.advance(60_000);
      if (sort === "recent") await makeTicket(desk);
    } while (cursor !== "" && seen.length < 50);
    expect([sort, seen.filter((number) => wanted.includes(number)).toSorted()]).toEqual([sort, wanted.toSorted()]);
    expect(new Set(seen).size).toBe(seen.length);
    await desk.sql("delete from ticket_timer where true");
  }
});

test("orders are what they say", async () => {
  const slow = await makeTicket(desk, { priority: { value: "P3", reason: "x" } });
  desk.clock.advance(1_000);
  const urgent = await makeTicket(desk, { priority: { value: "P0", reason: "x" } });
  expect(numbers(await list(agent, "sort=recent"))).toEqual([urgent.number, slow.number]);
  expect(numbers(await list(agent, "sort=oldest"))).toEqual([slow.number, urgent.number]);
  expect(numbers(await list(agent, "sort=due"))).toEqual([urgent.number, slow.number]);
  expect(numbers(await list(agent, "sort=priority"))).toEqual([urgent.number, slow.number]);
});

test("a cursor that is not ours, or of another order, is refused", async () => {
  for (let made = 0; made < 3; made += 1) await makeTicket(desk);
  const cursor = (await list(agent, "limit=1")).body.nextCursor;
  const forged = Buffer.from(JSON.stringify(["recent", "x'; drop table ticket", agent.id])).toString("base64url");
  for (const bad of ["nonsense", forged, `${cursor}&sort=due`])
    expect((await list(agent, `cursor=${bad}`)).body).toMatchObject({ code: "cursor_invalid", status: 400 });
});

test("saved views: one's own and the shared ones; sharing is for supervisors", async () => {
  const path = "/api/v1/saved-views";
  const view = { name: "P1 投诉", filter: { view: "team", priority: ["P1"] }, sort: "due", group: "priority" };
  const own = await agent.send<SavedViewShape>("POST", path, view);
  expect(own).toMatchObject({
    status: 201,
    body: { ...view, shared: false, mayChange: true, owner: { id: agent.id } },
  });
  expect((await agent.send("POST", path, { ...view, shared: true })).body).toMatchObject({ code: "not_permitted" });
  const shared = (await supervisor.send<SavedViewShape>("POST", path, { ...view, name: "共享", shared: true })).body;
  const seenBy = async (person: typeof agent) =>
    (await person.get<{ items: SavedViewShape[] }>(path)).body.items.map((item) => [item.name, item.mayChange]);
  expect(await seenBy(agent)).toEqual([
    ["P1 投诉", true],
    ["共享", false],
  ]);
  expect(await seenBy(other)).toEqual([["共享", false]]);
  const change = (person: typeof agent, id: string, body: object) => person.send("PATCH", `${path}/${id}`, body);
  expect((await change(agent, shared.id, { version: 1, name: "我的" })).status).toBe(403);
  expect((await change(other, own.body.id, { version: 1, name: "我的" })).status).toBe(404);
  expect((await change(agent, own.body.id, { version: 1, name: "改名" })).body).toMatchObject({
    name: "改名",
    version: 2,
  });
  expect((await change(agent, own.body.id, { version: 1, name: "旧" })).body).toMatchObject({ code: "conflict" });
  expect((await agent.send("DELETE", `${path}/${shared.id}`)).status).toBe(403);
  expect((await supervisor.send("DELETE", `${path}/${shared.id}`)).status).toBe(204);
});

test("drafts are one's own and follow the sight of their ticket", async () => {
  const made = await makeTicket(desk);
  const path = `/api/v1/tickets/${made.id}/drafts`;
  const draft = { html: "<p>您好</p>", to: ["a@b.example"], cc: [], attachmentIds: [] };
  expect((await agent.send("PUT", `${path}/reply`, draft)).status).toBe(204);
  await agent.send("PUT", `${path}/reply`, { ...draft, html: "<p>您好，王先生</p>" });
  expect((await agent.get(path)).body).toMatchObject({ items: [{ tab: "reply", html: "<p>您好，王先生</p>" }] });
  expect((await supervisor.get(path)).body).toEqual({ items: [] });
  expect((await other.send("PUT", `${path}/reply`, draft)).status).toBe(404);
  expect((await agent.get("/api/v1/drafts")).body).toMatchObject({ items: [{ ticketId: made.id, tab: "reply" }] });
  await desk.sql("update ticket set team_id = $1", [otherTeam]);
  expect((await agent.get("/api/v1/drafts")).body).toEqual({ items: [] });
  expect((await agent.get(path)).status).toBe(404);
  await desk.sql("update ticket set team_id = $1", [DEFAULT_TEAM_ID]);
  expect((await agent.send("DELETE", `${path}/reply`)).status).toBe(204);
  expect((await agent.get(path)).body).toEqual({ items: [] });
});

test("tags are suggested from tickets in sight only (REQ: TR-05)", async () => {
  await makeTicket(desk, { tags: ["系统故障", "延迟"] });
  await makeTicket(desk, { tags: ["系统故障"] });
  await makeTicket(desk, { tags: ["机密"], teamId: otherTeam });
  expect((await agent.get("/api/v1/ticket-tags")).body).toEqual({
    items: [
      { tag: "系统故障", count: 2 },
      { tag: "延迟", count: 1 },
    ],
  });
  expect((await agent.get(`/api/v1/ticket-tags?q=${encodeURIComponent("故障")}`)).body).toEqual({
    items: [{ tag: "系统故障", count: 2 }],
  });
});

test("the export holds the list, defuses formulas, and stands in the audit trail", async () => {
  await makeTicket(desk, { subject: '=HYPERLINK("http://x")' });
  await makeTicket(desk, { teamId: otherTeam, subject: "Crash, again" });
  expect((await agent.get("/api/v1/ticket-export")).status).toBe(403);
  const answer = await supervisor.get("/api/v1/ticket-export?view=all");
  expect(answer.status).toBe(200);
  expect(answer.headers["content-type"]).toBe("text/csv; charset=utf-8");
  const lines = answer.text.split("\r\n");
  expect(lines[0]).toMatch(/^\uFEFF编号,主题,状态/);
  expect(answer.text).toContain(`"'=HYPERLINK(""http://x"")"`);
  expect(answer.text).toContain('"Crash, again"');
  expect(answer.text).toContain("2026-03-02 09:00:00");
  expect(lines).toHaveLength(4);
  const [audit] = await desk.sql("select actor_id, action from audit_entry where action = 'tickets.exported'");
  expect(audit).toEqual({ actor_id: supervisor.id, action: "tickets.exported" });
});

test("rows that changed are renewed by id, only as far as view and sight still hold them", async () => {
  const mine = await makeTicket(desk, { assigneeId: agent.id });
  const free = await makeTicket(desk);
  const theirs = await makeTicket(desk, { teamId: otherTeam });
  const asked = [mine, free, theirs].map(({ id }) => `id=${id}`).join("&");
  expect(numbers(await list(agent, `view=mine&${asked}`))).toEqual([mine.number]);
  expect(numbers(await list(agent, `view=all&${asked}`)).toSorted()).toEqual([mine.number, free.number]);
});
