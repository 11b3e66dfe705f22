import { expect, test } from "vitest";
import { beginDraft, checkDraft, publishAtOnce, saveLayer } from "../../src/features/studio/index.ts";
import { ABILITIES } from "../../src/domain/permission/index.ts";
import { fakeClock } from "../support/fake-clock.ts";
import { mountedDesk } from "../support/mounted-desk.ts";
import { runOnceTimers } from "../support/run-once-timers.ts";
import { staffDesk } from "../support/staff-desk.ts";
import { DEFAULT_TEAM_ID } from "../support/test-desk.ts";
import { testDatabase } from "../support/test-database.ts";

const HOUR_MS = 3_600_000;
const clock = fakeClock("2026-03-02T02:00:00Z");
const database = await testDatabase();
const { assembled, app } = await mountedDesk(database, { now: clock.now });
const people = await staffDesk(database.db, { clock });

type Json = Record<string, unknown>;
type Who = { headers: Record<string, string> };
type Page = {
  state: string;
  team: { id: string } | null;
  assignee: { id: string } | null;
  followers: { id: string }[];
  demands: { kind: string; targetId: string | null; todo: { zh: string } }[];
  events: { type: string; body: Json; actor: Json }[];
};

async function call<T = Json>(who: Who | null, method: "GET" | "POST" | "PATCH", url: string, payload?: object) {
  const answer = await app.inject({ method, url, headers: who?.headers ?? {}, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: (answer.body ? answer.json() : null) as T };
}

const admin = await people.addPerson("administrator", { name: "管理员" });
const byAdmin = { headers: await people.addToken(admin.id, [...ABILITIES]) };
const agent = await people.addPerson("agent", { name: "李工", teamIds: [DEFAULT_TEAM_ID] });
const byAgent = { headers: await people.addToken(agent.id, [...ABILITIES]) };
const supervisor = await people.addPerson("supervisor", { name: "陈主管", teamIds: [DEFAULT_TEAM_ID] });
const bySupervisor = { headers: await people.addToken(supervisor.id, [...ABILITIES]) };
const engineer = await people.addPerson("agent", { name: "赵工" });
const leader = await people.addPerson("agent", { name: "钱组长" });

const makeTeam = async (name: string, handle: string, memberIds: string[], leaderId: string | null) =>
  (await call<{ id: string }>(byAdmin, "POST", "/api/v1/teams", { name, handle, memberIds, leaderId })).body.id;
const engineering = await makeTeam("工程师", "engineering", [engineer.id, agent.id], leader.id);
const panel = await makeTeam("专家组", "expert-panel", [supervisor.id], supervisor.id);

let count = 0;
async function openCase(given: object = {}): Promise<string> {
  count += 1;
  const made = await call<{ id: string }>(byAgent, "POST", "/api/v1/tickets", {
    contact: { name: "张三", email: `zhang${count}@acme.example` },
    subject: "咨询",
    text: "请问",
    acknowledge: false,
    ...given,
  });
  expect(made.status).toBe(201);
  return made.body.id;
}
const rowOf = async (id: string) =>
  (await database.db.pool.query("select team_id, assignee_id, tier from ticket where id = $1", [id])).rows[0] as Json;
const pageOf = async (id: string, who = byAdmin) => (await call<Page>(who, "GET", `/api/v1/tickets/${id}`)).body;
const factsOf = async (id: string) => {
  const { events } = await pageOf(id);
  const opened = events.find(({ type }) => type === "opened")?.body["facts"] as Json;
  const changes = events.flatMap(({ type, body }) => (type === "facts_changed" ? [body["changes"] as Json] : []));
  return Object.assign({}, opened, ...changes) as Json;
};
const submit = (id: string, formId: string, content: object, who: Who = byAgent) =>
  call<{ submissionId: string; code?: string }>(who, "POST", `/api/v1/tickets/${id}/forms/${formId}`, { content });
const post = (id: string, what: string, body: object, who: Who = byAgent) =>
  call<{ code: string; title: string }>(who, "POST", `/api/v1/tickets/${id}/${what}`, body);

async function fillToSolve(id: string): Promise<void> {
  await submit(id, "result_notice", { cause: "固件过旧", measures: "已升级", prevention: "每季检查" });
  await submit(id, "service_summary", { root_cause: "固件", root_cause_type: "product-defect", customer_opinion: [] });
}

/** The customer's own, as the mail has it. */
async function linkOf(id: string): Promise<string> {
  const sent = await database.db.pool.query<{ text: string }>(
    "select text from message where ticket_id = $1 and kind = 'result_notice'",
    [id],
  );
  return /\/c\/case\/([\w.-]+)/.exec(sent.rows[0]!.text)![1]!;
}

test("REQ: TR-08 a ticket goes where the first route that holds sends it", async () => {
  expect(await rowOf(await openCase())).toMatchObject({ team_id: DEFAULT_TEAM_ID, assignee_id: null });
  const complaint = await openCase({ kind: "complaint", priority: "P1" });
  expect(await rowOf(complaint)).toMatchObject({ team_id: engineering, assignee_id: null });
  expect(await factsOf(complaint)).toMatchObject({ level: "L3" });
  expect(await factsOf(await openCase({ kind: "complaint", priority: "P2" }))).toMatchObject({ level: "L2" });
  // Who names a team sends it there.
  expect(await rowOf(await openCase({ kind: "complaint", priority: "P1", teamId: panel }))).toMatchObject({
    team_id: panel,
  });
});

test("REQ: TR-08, HA-20 a P0 fault calls out whoever has duty; with nobody on duty the queue has it", async () => {
  const stopped = { kind: "fault", priority: "P0" };
  expect(await rowOf(await openCase(stopped))).toMatchObject({ team_id: engineering, assignee_id: null });
  await database.db.pool.query(
    `insert into on_call_duty (id, roster_id, staff_id, starts_at, ends_at, created_at)
     values ('019a0000-0000-7000-8000-00000000d001', 'engineering', $1, $2, $3, $2)`,
    [engineer.id, new Date(clock.now() - HOUR_MS), new Date(clock.now() + HOUR_MS)],
  );
  expect(await rowOf(await openCase(stopped))).toMatchObject({ team_id: engineering, assignee_id: engineer.id });
});

test("REQ: TR-08 a strategic customer goes to his adviser, and the leader sees it", async () => {
  await call(byAdmin, "POST", "/api/v1/organisations", {
    name: "云海",
    domains: ["yunhai.example"],
    tier: "strategic",
    adviserId: agent.id,
  });
  await database.db.pool.query("update team set leader_id = $1 where id = $2", [supervisor.id, DEFAULT_TEAM_ID]);
  const id = await openCase({ contact: { name: "李娜", email: "li@yunhai.example" }, priority: "P3" });
  expect(await rowOf(id)).toMatchObject({ team_id: DEFAULT_TEAM_ID, assignee_id: agent.id });
  expect((await pageOf(id)).followers.map((each) => each.id)).toContain(supervisor.id);
});

test("a name in the procedure belongs to one team", async () => {
  const taken = await call(byAdmin, "POST", "/api/v1/teams", { name: "另一组", handle: "engineering" });
  expect(taken).toMatchObject({ status: 409, body: { code: "handle_taken" } });
});

test("REQ: TR-02 the first judgement of a complaint sets its urgency and sends it to whom the matrix names", async () => {
  const id = await openCase({ kind: "complaint", priority: "P3" });
  expect(await rowOf(id)).toMatchObject({ team_id: DEFAULT_TEAM_ID });
  const judged = { type: "product-fault", urgency: "high", responsibility: "unclear" };
  expect((await submit(id, "complaint_assessment", { ...judged, urgency: "huge" })).status).toBe(422);
  expect((await submit(id, "complaint_assessment", judged)).status).toBe(201);
  expect(await rowOf(id)).toMatchObject({ team_id: panel });
  expect(await factsOf(id)).toMatchObject({ complaintUrgency: "high" });
  await submit(id, "complaint_assessment", { ...judged, responsibility: "support" }, bySupervisor);
  expect(await rowOf(id)).toMatchObject({ team_id: engineering });
  expect(await factsOf(id)).toMatchObject({ level: "L3" });
});

test("REQ: TR-01 a case nobody can place goes to the supervisor; who decides is recorded", async () => {
  const id = await openCase({ tags: ["delay"] });
  expect((await post(id, "placement-request", { reason: "既像故障又像咨询" })).status).toBe(204);
  expect(await rowOf(id)).toMatchObject({ assignee_id: supervisor.id });
  const place = (who: Who) =>
    call<{ code: string; title: string }>(who, "PATCH", `/api/v1/tickets/${id}`, { categoryId: "usage.operate" });
  const refused = await place(byAgent);
  expect(refused).toMatchObject({ status: 403, body: { code: "placement_not_yours" } });
  expect(refused.body.title).toContain("主管或管理员");
  expect((await place(bySupervisor)).status).toBe(204);
  expect(await factsOf(id)).toMatchObject({ categoryId: "usage.operate", tags: ["delay"] });
  const decision = (await pageOf(id)).events.at(-1);
  expect(decision).toMatchObject({ type: "facts_changed", actor: { kind: "staff", name: "陈主管" } });
});

test("REQ: HA-01 the first line hands a fault over with its diagnosis; a supervisor's reason is enough", async () => {
  const raise = (id: string, who: Who) =>
    call<{ code: string; title: string }>(who, "PATCH", `/api/v1/tickets/${id}`, { level: "L2", reason: "需要抓包" });
  const id = await openCase({ kind: "fault", priority: "P3" });
  const refused = await raise(id, byAgent);
  expect(refused).toMatchObject({ status: 409, body: { code: "gate_closed" } });
  expect(refused.body.title).toContain("初步诊断（填写“初步诊断”）");
  await submit(id, "diagnosis", { facts: "端口无响应", outcome: "escalate", why_escalated: "已排除线路" });
  expect((await raise(id, byAgent)).status).toBe(204);
  expect(await factsOf(id)).toMatchObject({ level: "L2" });
  const other = await openCase({ kind: "fault", priority: "P3" });
  expect((await raise(other, bySupervisor)).status).toBe(204);
  expect((await pageOf(other)).events.find(({ type }) => type === "gate_overridden")?.body).toMatchObject({
    gateId: "b.escalate",
    reason: "需要抓包",
  });
});

test("REQ: TR-09 the rules make the tier; another by hand has a reason and an end, and the tickets follow", async () => {
  const made = await call<{ id: string }>(byAdmin, "POST", "/api/v1/organisations", {
    name: "蓝天",
    domains: ["lantian.example"],
  });
  const url = `/api/v1/organisations/${made.body.id}`;
  const show = async () => (await call<Json & { version: number }>(byAdmin, "GET", url)).body;
  const change = async (body: object) =>
    call<{ code: string; title: string }>(byAdmin, "PATCH", url, { version: (await show()).version, ...body });
  const ticket = await openCase({ contact: { name: "孙总", email: "sun@lantian.example" } });
  expect(await show()).toMatchObject({ tier: "basic", tierBy: "nobody" });
  await change({ paidCny: 60_000, customerSince: "2025-01-15", users: 20 });
  expect(await show()).toMatchObject({
    tier: "growth",
    tierBy: "rule",
    tierSource: "A B 成长客户判定 TR-09",
    paidCny: 60_000,
    customerSince: "2025-01-15",
  });
  expect(await rowOf(ticket)).toMatchObject({ tier: "growth" });
  expect(await change({ tier: "strategic" })).toMatchObject({ status: 422, body: { code: "tier_reason_needed" } });
  const today = new Date(clock.now()).toISOString().slice(0, 10);
  expect((await change({ tier: "strategic", tierReason: "重点项目", tierUntil: today })).status).toBe(204);
  expect(await show()).toMatchObject({ tier: "strategic", tierBy: "hand", tierReason: "重点项目", tierUntil: today });
  expect(await rowOf(ticket)).toMatchObject({ tier: "strategic" });
  // More paid changes nothing while the hand holds; the day after its last the rules speak again.
  await change({ paidCny: 70_000 });
  expect((await show())["tier"]).toBe("strategic");
  clock.advance(24 * HOUR_MS);
  await assembled.jobs["retier_organisations"]!({}, undefined as never);
  expect(await show()).toMatchObject({ tier: "growth", tierBy: "rule", tierUntil: null });
  expect(await rowOf(ticket)).toMatchObject({ tier: "growth" });
});

test("REQ: HA-09 the steps of a remote session cannot be skipped, and the gate names what is left", async () => {
  const id = await openCase({ tags: ["remote-assistance"] });
  await fillToSolve(id);
  const early = await post(id, "steps", { stepId: "a.remote.session" });
  expect(early).toMatchObject({ status: 409, body: { code: "step_too_early" } });
  expect(early.body.title).toContain("列出不得操作的区域");
  expect((await post(id, "steps", { stepId: "a.remote.dance" })).status).toBe(404);
  for (const stepId of ["a.remote.backup", "a.remote.areas", "a.remote.session"])
    expect((await post(id, "steps", { stepId })).status).toBe(204);
  const refused = await post(id, "solution", {});
  expect(refused.body.title).toContain("客户确认操作结果（完成步骤“请客户确认结果”）");
  expect(refused.body.title).not.toContain("备份");
  await post(id, "steps", { stepId: "a.remote.result" });
  await submit(id, "remote_assistance", {
    backup_confirmed: true,
    forbidden_areas: "财务库",
    steps: "升级驱动",
    result_confirmed: true,
  });
  expect((await post(id, "solution", {})).status).toBe(204);
  expect((await pageOf(id)).events.filter(({ type }) => type === "step_done")).toHaveLength(4);
});

test("REQ: HA-18, HA-22 a compensation is granted by who may spend that much, for the amount that stands now", async () => {
  const id = await openCase({ teamId: DEFAULT_TEAM_ID });
  await fillToSolve(id);
  expect((await pageOf(id)).demands).toEqual([]);
  expect((await post(id, "approvals", { authorityId: "d.compensation" }, bySupervisor)).body.code).toBe(
    "nothing_to_approve",
  );
  const plan = { reason: "停机", plan: "延长服务一个月" };
  await submit(id, "compensation", { ...plan, amount: 1_000 });
  const [wanted] = (await pageOf(id)).demands;
  expect(wanted).toMatchObject({ kind: "approval", targetId: "d.compensation" });
  expect(wanted?.todo.zh).toBe("请客服或主管或管理员审批");
  expect((await post(id, "solution", {})).body.code).toBe("gate_closed");
  const byWrong = await post(id, "approvals", { authorityId: "d.compensation" });
  expect(byWrong).toMatchObject({ status: 403, body: { code: "approval_not_yours" } });
  expect(byWrong.body.title).toContain("主管或管理员");
  expect((await post(id, "approvals", { authorityId: "d.compensation" }, bySupervisor)).status).toBe(204);
  expect((await pageOf(id)).demands).toEqual([]);
  // Another amount is another plan: it wants its own yes, and nobody approves what he has not read.
  const { submissionId } = (await submit(id, "compensation", { ...plan, amount: 9_000 })).body;
  expect((await pageOf(id)).demands).toHaveLength(1);
  expect((await post(id, "approvals", { authorityId: "d.compensation" }, bySupervisor)).status).toBe(403);
  const stale = { authorityId: "d.compensation", submissionId: "019a0000-0000-7000-8000-00000000aaaa" };
  expect((await post(id, "approvals", stale, byAdmin)).body.code).toBe("conflict");
  expect((await post(id, "approvals", { ...stale, submissionId }, byAdmin)).status).toBe(204);
  expect((await post(id, "solution", {})).status).toBe(204);
});

test("REQ: HA-19 after an outage the fix is watched for 24 h: the customer's yes is kept, and the case closes then", async () => {
  const id = await openCase({ kind: "fault", priority: "P2", categoryId: "fault.outage", teamId: DEFAULT_TEAM_ID });
  await fillToSolve(id);
  expect((await post(id, "solution", {})).status).toBe(204);
  const link = await linkOf(id);
  expect((await call(null, "POST", `/api/v1/cases/${link}/confirmation`)).body).toMatchObject({ status: "confirmed" });
  expect(await pageOf(id)).toMatchObject({ state: "solved", demands: [{ kind: "watch", targetId: "b.watch" }] });
  const early = await post(id, "closure", { confirmedByPhone: false });
  expect(early.body.title).toContain("修复后观察 24 小时");
  clock.advance(23 * HOUR_MS);
  await runOnceTimers(assembled);
  expect((await pageOf(id)).state).toBe("solved");
  clock.advance(HOUR_MS + 1_000);
  await runOnceTimers(assembled);
  const { state, events } = await pageOf(id);
  expect(state).toBe("closed");
  expect(events.findLast(({ type }) => type === "closed")?.body).toMatchObject({ by: "rule", rule: "b.watch" });
});

test("REQ: CL-06 whoever would not recommend us is called by customer success; IN-06 the greeting knows the agent", async () => {
  const success = await makeTeam("客户成功", "customer-success", [leader.id], leader.id);
  expect(success).toBeTruthy();
  const id = await openCase({ teamId: DEFAULT_TEAM_ID, channel: "phone" });
  const scripts = await call<{ items: { key: string; body: { zh: string } }[] }>(
    byAgent,
    "GET",
    `/api/v1/tickets/${id}/scripts`,
  );
  expect(scripts.body.items.map(({ key }) => key)).toEqual(expect.arrayContaining(["c.greeting.phone", "e.empathy"]));
  expect(scripts.body.items.map(({ key }) => key)).not.toContain("c.greeting.chat");
  expect(scripts.body.items.find(({ key }) => key === "c.greeting.phone")?.body.zh).toContain("李工");
  await fillToSolve(id);
  await post(id, "solution", {});
  const link = await linkOf(id);
  const rate = (answers: object) => call(null, "POST", `/api/v1/cases/${link}/survey`, { satisfaction: 4, answers });
  expect((await rate({ response_speed: 9 })).status).toBe(400);
  expect((await rate({ recommend: 3 })).status).toBe(200);
  const planned = (await pageOf(id)).events.find(({ type }) => type === "call_back_planned");
  expect(planned?.body).toMatchObject({ ownerId: leader.id, purpose: "NPS 3" });
});

test("REQ: HA-19 a rule closes only what it names: without the customer's yes the watched case waits on for it", async () => {
  const id = await openCase({ kind: "fault", priority: "P2", categoryId: "fault.outage", teamId: DEFAULT_TEAM_ID });
  await fillToSolve(id);
  await post(id, "solution", {});
  clock.advance(25 * HOUR_MS);
  await runOnceTimers(assembled);
  expect((await pageOf(id)).state).toBe("solved");
  clock.advance(48 * HOUR_MS);
  await runOnceTimers(assembled);
  expect((await pageOf(id)).events.findLast(({ type }) => type === "closed")?.body).toMatchObject({
    rule: "c.confirmation",
  });
});

test("REQ: CL-05 who follows up an unhappy customer, and from which rating on, says the procedure", async () => {
  const rated = async (satisfaction: number) => {
    const id = await openCase({ teamId: engineering });
    await fillToSolve(id);
    await post(id, "solution", {});
    const link = await linkOf(id);
    const answer = { satisfaction, answers: {} };
    expect((await call(null, "POST", `/api/v1/cases/${link}/survey`, answer)).status).toBe(200);
    return (await pageOf(id)).events.find(({ type }) => type === "follow_up_opened")?.body;
  };
  // Its rule names the supervisor, though the team has a leader.
  expect(await rated(2)).toMatchObject({ why: "unsatisfied", ownerId: supervisor.id });
  expect(await rated(3)).toBeUndefined();
});

test("REQ: IN-04, IN-05, IN-06 a channel's team, its greeting and the promise of its first seconds are at work", async () => {
  await database.db.pool.query("update team set handle = 'rest' where id = $1", [DEFAULT_TEAM_ID]);
  const desk = await makeTeam("热线", "service-desk", [agent.id], agent.id);
  const id = await openCase({ channel: "phone", tags: ["ringing"] });
  expect((await rowOf(id))["team_id"]).toBe(desk);
  expect((await rowOf(await openCase({ channel: "phone", teamId: DEFAULT_TEAM_ID })))["team_id"]).toBe(DEFAULT_TEAM_ID);
  const clocks = `select state, extract(epoch from due_at - started_at)::int as seconds from ticket_clock
                   where ticket_id = $1 and line_id = 'channel.phone'`;
  expect((await database.db.pool.query(clocks, [id])).rows).toEqual([{ state: "running", seconds: 10 }]);
  clock.advance(10_000);
  await runOnceTimers(assembled);
  expect(
    (await pageOf(id)).events.some(({ type, body }) => type === "clock_breached" && body["lineId"] === "channel.phone"),
  ).toBe(true);
  await database.db.pool.query("update ticket set channel = 'portal' where id = $1", [id]);
  const scripts = await call<{ items: { key: string }[] }>(byAgent, "GET", `/api/v1/tickets/${id}/scripts`);
  const ofThePack = scripts.body.items.map(({ key }) => key).filter((key) => key.includes("."));
  expect(ofThePack[0]).toBe("c.greeting.written");
});

const GOLD = `promises:
  - id: desk.gold
    metric: first_response
    when: [{ agreement: gold }, { kind: complaint, complaint_urgency: high }, { level: L3 }]
    within: 2m
    calendar: always
    source: 约定
`;

test("REQ: TR-04 what becomes of the promises is told before level, agreement or urgency change, and then is so", async () => {
  const act = { tx: database.db.reading, by: null, now: clock.now() };
  const versionId = await beginDraft(act, { from: null, reason: "金牌客户" });
  await saveLayer(act, { versionId, revision: 1 }, GOLD);
  await checkDraft(act, versionId);
  await publishAtOnce(act, versionId, "金牌客户");
  type Change = { metric: string; before: string | null; after: string | null };
  const supposed = async (id: string, query: string, who: Who = byAgent) =>
    (await call<{ items: Change[] }>(who, "GET", `/api/v1/tickets/${id}/promise-changes?${query}`)).body.items;
  const openComplaint = () => openCase({ kind: "complaint", priority: "P3" });
  // A node may go on for two seconds with the version it knew.
  await expect
    .poll(async () => (await supposed(await openComplaint(), "agreement=gold")).length, { timeout: 60_000 })
    .toBe(1);
  const id = await openComplaint();
  const dueOf = async () => {
    const { body } = await call<{ clocks: { metric: string; dueAt: string }[] }>(
      byAgent,
      "GET",
      `/api/v1/tickets/${id}`,
    );
    return body.clocks
      .filter(({ metric }) => metric === "first_response")
      .map(({ dueAt }) => dueAt)
      .toSorted()[0];
  };
  const before = await dueOf();
  expect(await supposed(id, "level=L1&complaintUrgency=none&agreement=")).toEqual([]);
  const [told] = await supposed(id, "complaintUrgency=high");
  expect(await supposed(id, "level=L3")).toEqual([told]);
  expect(told).toMatchObject({ metric: "first_response", before });
  expect(await dueOf()).toBe(before);
  expect((await call(byAgent, "PATCH", `/api/v1/tickets/${id}`, { complaintUrgency: "high" })).status).toBe(204);
  expect(await dueOf()).toBe(told?.after);
  expect((await supposed(id, "complaintUrgency=none"))[0]).toMatchObject({ before: told?.after, after: before });
});
