import { expect, test } from "vitest";
import { rulesDesk } from "../../../test/support/rules-desk.ts";
import { DEFAULT_TEAM_ID } from "../../../test/support/test-desk.ts";
import { changeTicket, type Opening } from "../../core/tickets/index.ts";
import type { Roster } from "../../domain/sop/team.ts";
import { accepted } from "../../domain/result.ts";
import type { TicketEventBody } from "../../domain/ticket/index.ts";
import { newId } from "../../platform/ids.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const desk = await rulesDesk();
const { clock, sql } = desk;
const administrator = await desk.person("administrator", "管理员");
const agent = await desk.person("agent", "李工");
const other = await desk.person("agent", "周工");
const leader = await desk.person("agent", "组长");
const supervisor = await desk.person("supervisor", "陈主管");
await sql("update team set leader_id = $1 where id = $2", [leader.id, DEFAULT_TEAM_ID]);
const expert = await desk.person("agent", "专家", []);
const secondLine = await desk.team("二线");
await sql("insert into team_member (team_id, staff_id) values ($1, $2)", [secondLine, expert.id]);

const name = (zh: string) => ({ zh, en: zh });
const teams = [{ id: "second-line", name: name("二线"), definition: name("二线") }];
const roster = (id: string, backup: string | null): Roster => ({
  id,
  name: name(id),
  team: "second-line",
  backup,
  source: "t",
});
const onCall = [roster("night", "spare"), roster("spare", null)];

/** A case under one rule, when the time of it has run out. */
async function broken(effects: readonly object[], opening: Partial<Opening> & { email?: string | null } = {}) {
  desk.rules([{ id: "r", metric: "first_response", within: "30m", on_breach: effects }], { teams, onCall });
  const id = await desk.open({ assigneeId: agent.id, ...opening });
  await desk.pass(30 * MINUTE);
  expect(await desk.events(id, "clock_breached")).toHaveLength(1);
  return id;
}

const change = (ticketId: string, bodies: TicketEventBody[]) =>
  desk.assembled.desk.db.inTransaction((tx) =>
    changeTicket(
      desk.assembled.tickets,
      tx,
      { ticketId, actor: { kind: "staff", id: agent.id }, now: clock.now() },
      () => accepted(bodies),
    ),
  );

const onDuty = (rosterId: string, staffId: string, fromMs: number, toMs: number) =>
  sql(
    "insert into on_call_duty (id, roster_id, staff_id, starts_at, ends_at, created_at) values ($1, $2, $3, $4, $5, now())",
    [newId(), rosterId, staffId, new Date(clock.now() + fromMs), new Date(clock.now() + toMs)],
  );

const breached = (id: string) => desk.told(id, "promise_breached");

test("notify: owner, leader, supervisor, followers, a role", async () => {
  expect(await breached(await broken([{ notify: "owner" }]))).toEqual(["李工"]);
  expect(await breached(await broken([{ notify: "leader" }]))).toEqual(["组长"]);
  expect(await breached(await broken([{ notify: "supervisor" }]))).toEqual(["陈主管"]);
  expect(await breached(await broken([{ notify: { role: "administrator" } }]))).toEqual(["管理员"]);
  const followed = await broken([{ notify: "followers" }], {
    first: () => [{ type: "follower_added", staffId: other.id }],
  });
  expect(await breached(followed)).toEqual(["周工"]);
});

test("notify: nobody there is the next in line, never nobody (REQ: HA-20)", async () => {
  const away = (id: string, is: boolean) =>
    sql("update staff_member set availability = $2 where id = $1", [id, is ? "away" : "available"]);
  expect(await breached(await broken([{ notify: "owner" }], { assigneeId: null }))).toEqual(["组长"]);
  await away(agent.id, true);
  expect(await breached(await broken([{ notify: "owner" }]))).toEqual(["李工", "组长"]);
  await away(leader.id, true);
  expect(await breached(await broken([{ notify: "leader" }]))).toEqual(["陈主管"]);
  await away(supervisor.id, true);
  expect(await breached(await broken([{ notify: "supervisor" }]))).toEqual(["管理员"]);
  expect(await breached(await broken([{ notify: { role: "viewer" } }]))).toEqual(["管理员"]);
  expect(await breached(await broken([{ notify: { on_call: "nothing" } }]))).toEqual(["管理员"]);
  await away(administrator.id, true);
  expect(await breached(await broken([{ notify: "leader" }]))).toEqual(["管理员"]);
  for (const { id } of [agent, leader, supervisor, administrator]) await away(id, false);
});

test("notify on call: whoever has duty sees the ticket for it; else the list behind it (REQ: HA-20)", async () => {
  await onDuty("night", expert.id, 0, HOUR);
  const called = await broken([{ notify: { on_call: "night" } }]);
  expect(await breached(called)).toEqual(["专家"]);
  expect((await desk.ticket(called)).granted).toEqual([expert.id]);
  clock.advance(2 * HOUR);
  await onDuty("spare", other.id, 0, HOUR);
  expect(await breached(await broken([{ notify: { on_call: "night" } }]))).toEqual(["周工"]);
});

test("notify a customer: by the notice, once, in the case's language", async () => {
  const notice = {
    id: "late",
    subject: { zh: "进展：{ticket_subject}", en: "Progress: {ticket_subject}" },
    body: { zh: "{customer_name}，{promise_title} 仍在处理", en: "{customer_name}, we are still at {promise_title}" },
    via: [],
    webhook: null,
  };
  desk.rules(
    [{ id: "r", metric: "first_response", within: "30m", on_breach: [{ notify: "customer", notice: "late" }] }],
    { notices: [notice] },
  );
  const id = await desk.open({ language: "en" });
  await desk.pass(30 * MINUTE);
  const mails = await sql("select subject, text, kind, send_at from message where ticket_id = $1", [id]);
  expect(mails).toMatchObject([{ subject: "Progress: 无法登录", kind: "reminder" }]);
  expect(mails[0]!["text"]).toBe("王伟, we are still at First response");
  const jobs = await sql(
    "select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'deliver_message'",
  );
  expect(jobs).toHaveLength(1);
});

test("escalate to a level: to whoever has duty there, with all that is on it; its owner stays with it", async () => {
  await onDuty("night", expert.id, 0, HOUR);
  const id = await broken([{ escalate: "L2", on_call: "night" }]);
  const ticket = await desk.ticket(id);
  expect(ticket).toMatchObject({ teamId: secondLine, assigneeId: expert.id, granted: [agent.id] });
  expect(ticket.facts.level).toBe("L2");
  expect(await desk.told(id, "assigned")).toContain("专家");
  expect(await sql("select 1 from ticket_clock where ticket_id = $1 and metric = 'first_response'", [id])).toHaveLength(
    1,
  );
  clock.advance(2 * HOUR);
});

test("escalate to a level: nobody becomes its owner who may not work on it, though he has duty", async () => {
  const reader = await desk.person("viewer", "旁观者", []);
  await onDuty("night", reader.id, 0, HOUR);
  const id = await broken([{ escalate: "L2", on_call: "night" }]);
  expect(await desk.ticket(id)).toMatchObject({ teamId: secondLine, assigneeId: null });
  clock.advance(2 * HOUR);
});

test("escalate to a level: to its team's queue, of which the leader hears; to the next in line when there is none", async () => {
  await sql("update team set leader_id = $1 where id = $2", [expert.id, secondLine]);
  const queued = await broken([{ escalate: "L2", team: "second-line" }]);
  expect(await desk.ticket(queued)).toMatchObject({ teamId: secondLine, assigneeId: null });
  expect(await breached(queued)).toEqual(["专家"]);
  const own = await broken([{ escalate: "L3" }]);
  expect(await desk.ticket(own)).toMatchObject({ teamId: DEFAULT_TEAM_ID, assigneeId: leader.id });
  expect((await desk.ticket(own)).facts.level).toBe("L3");
});

test("a level that is reached is not escalated to again, nor back", async () => {
  const id = await broken([{ escalate: "L3" }, { escalate: "L2" }, { escalate: "L3" }]);
  expect((await desk.events(id, "facts_changed")).map(({ changes }) => changes)).toEqual([{ level: "L3" }]);
  expect(await desk.events(id, "assigned")).toHaveLength(2);
});

test("escalate to leader or supervisor: theirs as well, it stays where it is", async () => {
  const id = await broken([{ escalate: "leader" }, { escalate: "supervisor" }]);
  expect(await desk.ticket(id)).toMatchObject({ assigneeId: agent.id, granted: [leader.id, supervisor.id] });
});

test("a rule that hands a ticket over takes nothing up for the one who gets it", async () => {
  desk.rules([
    { id: "taken", metric: "taken_up", within: "2h" },
    { id: "r", metric: "first_response", within: "30m", on_breach: [{ reassign: "leader" }] },
  ]);
  const id = await desk.open();
  await desk.pass(30 * MINUTE);
  expect((await desk.ticket(id)).assigneeId).toBe(leader.id);
  expect(await sql("select state from ticket_clock where ticket_id = $1 and line_id = 'taken'", [id])).toEqual([
    { state: "running" },
  ]);
});

test("reassign: to the leader, or into a team's queue", async () => {
  const toLeader = await broken([{ reassign: "leader" }]);
  expect(await desk.ticket(toLeader)).toMatchObject({ assigneeId: leader.id, granted: [agent.id] });
  const toTeam = await broken([{ reassign: { team: "second-line" } }]);
  expect(await desk.ticket(toTeam)).toMatchObject({ teamId: secondLine, assigneeId: null, granted: [agent.id] });
});

test("on a promise of a transfer the leader is the one of the team that was asked (REQ: HA-05)", async () => {
  await sql("update team set leader_id = $1 where id = $2", [expert.id, secondLine]);
  desk.rules([
    {
      id: "t",
      metric: "transfer_result",
      within: "2h",
      warn: ["50%"],
      on_warn: [{ notify: "owner" }],
      on_breach: [{ notify: "leader" }, { escalate: "leader" }],
    },
  ]);
  const id = await desk.open({ assigneeId: agent.id });
  await change(id, [{ type: "transfer_sent", transferId: newId(), teamId: secondLine, submissionId: null }]);
  await desk.pass(HOUR);
  expect(await desk.told(id, "promise_warned")).toEqual(["专家", "李工"]);
  await desk.pass(HOUR);
  expect(await breached(id)).toEqual(["专家"]);
  expect((await desk.ticket(id)).followers).toEqual([expert.id]);
});

test("raise_priority raises and never lowers; open_follow_up is the supervisor's, and its remedy plan is promised", async () => {
  const raised = await broken([{ raise_priority: "P1" }, { raise_priority: "P2" }]);
  expect((await desk.ticket(raised)).facts.priority).toBe("P1");
  desk.rules([
    { id: "r", metric: "first_response", within: "30m", on_breach: [{ open_follow_up: "supervisor" }] },
    { id: "remedy", metric: "remedy_plan", within: "2h" },
  ]);
  const id = await desk.open({ assigneeId: agent.id });
  await desk.pass(30 * MINUTE);
  expect(await desk.ticket(id)).toMatchObject({ followUpOpen: true, assigneeId: supervisor.id });
  expect(await desk.events(id, "follow_up_opened")).toEqual([
    { type: "follow_up_opened", why: "rule", ownerId: supervisor.id },
  ]);
  expect(await sql("select state from ticket_clock where ticket_id = $1 and line_id = 'remedy'", [id])).toEqual([
    { state: "running" },
  ]);
});

test("post_note writes an internal note in the owner's language, and is no progress", async () => {
  await sql("update staff_member set language = 'en' where id = $1", [agent.id]);
  const id = await broken([{ post_note: { zh: "请核对合同", en: "Check the contract" } }]);
  expect(await sql("select direction, text, automatic from message where ticket_id = $1", [id])).toEqual([
    { direction: "note", text: "Check the contract", automatic: true },
  ]);
  await sql("update staff_member set language = 'zh' where id = $1", [agent.id]);
});

const SOLVED: TicketEventBody[] = [{ type: "solved", resultNoticeId: null }];
const SURVEY = [{ id: "s", metric: "survey", within: "24h", warn: ["20h"], on_warn: [{ send_survey: "standard" }] }];

test("send_survey: mails the rating by the signed link, once, unless it went before (REQ: CL-04)", async () => {
  desk.rules(SURVEY);
  const id = await desk.open({ assigneeId: agent.id });
  await change(id, SOLVED);
  await desk.pass(20 * HOUR);
  const [mail, ...more] = await sql<{ kind: string; text: string }>(
    "select kind, text from message where ticket_id = $1 and direction = 'out'",
    [id],
  );
  expect(more).toEqual([]);
  expect(mail!.kind).toBe("survey");
  expect(mail!.text).toMatch(/\/c\/case\/[\w.-]+\?rating=5/);
  expect(mail!.text).not.toContain("answer=solved");
  expect(await desk.events(id, "survey_sent")).toHaveLength(1);
  expect(await sql("select state from ticket_clock where ticket_id = $1", [id])).toEqual([{ state: "met" }]);

  const carried = await desk.open({ assigneeId: agent.id });
  await change(carried, [...SOLVED, { type: "survey_sent", messageId: newId() }]);
  await desk.pass(30 * HOUR);
  expect(await sql("select 1 from message where ticket_id = $1", [carried])).toEqual([]);
});

test("send_survey: a notice that was taken back did not carry it (REQ: CL-04)", async () => {
  desk.rules(SURVEY);
  const id = await desk.open({ assigneeId: agent.id });
  const messageId = newId();
  await change(id, [
    ...SOLVED,
    { type: "message_sent", messageId, kind: "result_notice" },
    { type: "survey_sent", messageId },
  ]);
  await change(id, [{ type: "message_withdrawn", messageId }]);
  expect((await desk.ticket(id)).surveySentAt).toBeNull();
  await desk.pass(20 * HOUR);
  expect(await sql("select kind from message where ticket_id = $1", [id])).toEqual([{ kind: "survey" }]);
});

test("send_survey: a customer without an address is asked by phone, said on the ticket to its owner (REQ: CL-04)", async () => {
  desk.rules(SURVEY);
  const id = await desk.open({ assigneeId: agent.id, email: null });
  await change(id, SOLVED);
  await desk.pass(20 * HOUR);
  const notes = await sql<{ text: string; mentions: string[] }>(
    "select direction, text, mentions from message where ticket_id = $1",
    [id],
  );
  expect(notes).toMatchObject([{ direction: "note", mentions: [agent.id] }]);
  expect(notes[0]!.text).toContain("电话回访");
  expect(await desk.events(id, "survey_sent")).toEqual([]);
});

test("webhook: ordered in the transaction of its cause, and says nothing of the customer", async () => {
  const id = await broken([{ webhook: "https://hooks.example/desk?key=s3cret" }]);
  const [job] = await sql<{ payload: { url: string; body: string }; queue: string }>(
    `select j.payload, q.queue_name as queue from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id
       left join graphile_worker._private_job_queues q on q.id = j.job_queue_id where t.identifier = 'call_webhook'`,
  );
  // A receiver that hangs holds up its own calls alone: they go one after the other.
  expect(job!.queue).toBe("call_webhook:hooks.example");
  expect(job!.payload.url).toBe("https://hooks.example/desk?key=s3cret");
  expect(JSON.parse(job!.payload.body)).toMatchObject({
    type: "promise.breached",
    ticket: { id, priority: "P3", level: "L1" },
    promise: { line: "r", metric: "first_response" },
  });
  expect(job!.payload.body).not.toMatch(/王伟|无法登录|customer\.example/);
});

test("ask_supplement: one mail for what the category needs, and the ticket waits; not twice (REQ: IN-10)", async () => {
  const id = await broken([{ ask_supplement: true }, { ask_supplement: true }], { categoryId: "fault.software" });
  const [asked, ...again] = await desk.events(id, "supplement_asked");
  expect(again).toEqual([]);
  expect(asked!.missing.length).toBeGreaterThan(0);
  expect((await desk.ticket(id)).facts.state).toBe("waiting_customer");
  expect(await sql("select 1 from message where ticket_id = $1 and direction = 'out'", [id])).toHaveLength(1);
});

test("close: a solved case alone", async () => {
  const open = await broken([{ close: true }]);
  expect((await desk.ticket(open)).facts.state).toBe("new");
  desk.rules([
    {
      id: "c.confirmation",
      metric: "confirmation",
      within: "72h",
      on_breach: [{ close: true, notice: "closed-by-rule" }],
    },
  ]);
  const id = await desk.open();
  await change(id, SOLVED);
  await desk.pass(72 * HOUR);
  expect(await desk.events(id, "closed")).toEqual([{ type: "closed", by: "rule", rule: "c.confirmation" }]);
  expect(await sql("select subject from message where ticket_id = $1", [id])).toEqual([
    { subject: "工单已关闭：无法登录" },
  ]);
});
