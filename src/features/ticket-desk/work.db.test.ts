import { expect, test } from "vitest";
import { makeCustomer, makeTicket } from "../../../test/support/ticket-fixtures.ts";
import { DEFAULT_TEAM_ID, testDesk, type TestPerson } from "../../../test/support/test-desk.ts";
import type { TicketPage } from "../../contract/ticket-shapes.ts";
import { newId } from "../../platform/ids.ts";
import { ticketDeskFeature } from "./index.ts";
import { wakeTicket } from "./snooze-ticket.ts";

const acknowledged: { to: string }[] = [];
const desk = await testDesk((parts) => [
  ticketDeskFeature({
    ...parts,
    now: parts.clock.now,
    acknowledgement: async (_, mail) => {
      acknowledged.push(mail);
      return null;
    },
    readRawMail: async () => null,
  }),
]);
const otherTeam = await desk.team("二线");
const agent = await desk.person("agent");
const colleague = await desk.person("agent", { teamIds: [DEFAULT_TEAM_ID, otherTeam] });
const outsider = await desk.person("agent", { teamIds: [otherTeam] });
const supervisor = await desk.person("supervisor");
const viewer = await desk.person("viewer");
const url = (id: string, rest = "") => `/api/v1/tickets/${id}${rest}`;
const page = async (id: string, person: TestPerson = supervisor) => (await person.get<TicketPage>(url(id))).body;
const eventsOf = async (id: string) => (await page(id)).events.map((event) => event.type);

test("a ticket is opened for a customer by his address, once for one key", async () => {
  const body = {
    contact: { name: "周杰", email: "Zhou@New.example" },
    subject: "导出失败",
    text: "导出时报错",
    kind: "fault",
  };
  const first = await agent.send("POST", "/api/v1/tickets", { ...body, assigneeId: agent.id }, "key-1");
  const again = await agent.send("POST", "/api/v1/tickets", { ...body, assigneeId: agent.id }, "key-1");
  expect(first.status).toBe(201);
  expect(again.body).toEqual(first.body);
  expect((await agent.send("POST", "/api/v1/tickets", { ...body, subject: "x" }, "key-1")).body).toMatchObject({
    code: "idempotency_mismatch",
  });
  const made = await page(String(first.body["id"]));
  expect(made).toMatchObject({
    channel: "api",
    contact: { name: "周杰" },
    assignee: { id: agent.id },
    team: { id: DEFAULT_TEAM_ID },
    messages: [{ direction: "in", text: "导出时报错", author: { kind: "contact", name: "周杰" } }],
  });
  expect(acknowledged).toMatchObject([{ to: "zhou@new.example" }]);
  const second = await agent.send("POST", "/api/v1/tickets", { ...body, priority: "P1", acknowledge: false });
  const other = await page(String(second.body["id"]));
  expect(other.contact.id).toBe(made.contact.id);
  expect(other).toMatchObject({ priority: "P1", priorityReasons: [{ zh: "受理时指定" }] });
  expect(acknowledged).toHaveLength(1);
});

test("what is sent ten times at once with one key is done once, and all get that answer; other content is told apart", async () => {
  const body = {
    contact: { name: "钱多", email: "qian@at-once.example" },
    subject: "同一时刻十次",
    text: "重复点击",
    kind: "fault",
    acknowledge: false,
  };
  const send = (subject: string) => agent.send("POST", "/api/v1/tickets", { ...body, subject }, "key-at-once");
  const same = await Promise.all(Array.from({ length: 10 }, () => send(body.subject)));
  expect(same.map(({ status }) => status)).toEqual(Array(10).fill(201));
  expect(new Set(same.map((answer) => answer.body["id"])).size).toBe(1);
  const made = await desk.sql<{ n: number }>(`select count(*)::int as n from ticket where subject = '${body.subject}'`);
  expect(made).toEqual([{ n: 1 }]);
  const others = await Promise.all(["甲", "乙"].map(send));
  expect(others.map((answer) => answer.body["code"])).toEqual(["idempotency_mismatch", "idempotency_mismatch"]);
});

test("who opens a ticket for a team of others follows it and sees it; in his own team he does not", async () => {
  const open = async (person: TestPerson) => {
    const made = await person.send("POST", "/api/v1/tickets", {
      contact: { name: "周杰", email: "zhou@new.example" },
      subject: "替客户登记",
      text: "电话里说的",
      kind: "fault",
      acknowledge: false,
    });
    expect(made.status).toBe(201);
    return String(made.body["id"]);
  };
  const elsewhere = await open(outsider);
  const seen = await outsider.get<TicketPage>(url(elsewhere));
  expect([seen.status, seen.body.team?.id, seen.body.following]).toEqual([200, DEFAULT_TEAM_ID, true]);
  expect((await page(await open(agent))).followers).toEqual([]);
  // He may stop: then it is out of his sight.
  expect((await outsider.send("DELETE", url(elsewhere, "/followers/me"))).status).toBe(204);
  expect((await outsider.get(url(elsewhere))).status).toBe(404);
});

test("opening refuses teams and people that do not fit", async () => {
  const { contactId } = await makeCustomer(desk);
  const open = async (given: object) => {
    const answer = await agent.send("POST", "/api/v1/tickets", {
      contact: { id: contactId },
      subject: "s",
      text: "t",
      ...given,
    });
    return answer.body["code"];
  };
  expect(await open({ contact: { id: newId() } })).toBe("not_found");
  expect(await open({ teamId: newId() })).toBe("team_unknown");
  expect(await open({ assigneeId: newId() })).toBe("person_unknown");
  expect(await open({ assigneeId: viewer.id })).toBe("assignee_cannot_work");
  expect(await open({ assigneeId: outsider.id, teamId: DEFAULT_TEAM_ID })).toBe("assignee_not_in_team");
  expect((await viewer.send("POST", "/api/v1/tickets", {})).status).toBe(403);
});

test("properties change, with a reason for priority; what is not theirs to set is ignored (mass assignment)", async () => {
  const made = await makeTicket(desk);
  const patch = (body: object) => agent.send("PATCH", url(made.id), body);
  expect((await patch({ priority: "P0" })).body).toMatchObject({ code: "reason_needed" });
  const done = await patch({
    subject: "登录失败",
    kind: "complaint",
    priority: "P1",
    reason: "影响多人",
    tags: ["登录", "登录"],
    state: "closed",
    number: 1,
    promise_state: "kept",
    granted_to: [outsider.id],
    teamId: otherTeam,
  });
  expect(done.status).toBe(204);
  expect(await page(made.id)).toMatchObject({
    subject: "登录失败",
    kind: "complaint",
    priority: "P1",
    priorityReasons: [{ zh: "影响多人" }],
    tags: ["登录"],
    state: "new",
    number: made.number,
    team: { id: DEFAULT_TEAM_ID },
    followers: [],
    nextDue: { lineId: "first-response.P1" },
  });
  expect((await patch({ categoryId: "no.such.place" })).body).toMatchObject({ code: "invalid_input" });
  const published = desk.published.at(-1);
  expect(published).toMatchObject({ event: "ticket.changed", payload: { ticketId: made.id, actorId: agent.id } });
  expect((await patch({ subject: "" })).status).toBe(400);
});

test("another customer brings his organisation, tier and promises", async () => {
  const made = await makeTicket(desk);
  const customer = await makeCustomer(desk, { organisation: "战略客户" });
  await desk.sql("update organisation set tier = 'strategic' where id = $1", [customer.organisationId]);
  expect((await agent.send("PATCH", url(made.id), { contactId: customer.contactId })).status).toBe(204);
  expect(await page(made.id)).toMatchObject({
    contact: { id: customer.contactId },
    organisation: { id: customer.organisationId },
    tier: "strategic",
  });
  expect((await agent.send("PATCH", url(made.id), { contactId: newId() })).status).toBe(404);
});

test("assigning: a team, a person, a handover with its reason (REQ: HA-07)", async () => {
  const made = await makeTicket(desk);
  const assign = async (body: object, person = agent) => {
    const answer = await person.send("PUT", url(made.id, "/assignment"), body);
    return answer.body ? answer.body["code"] : answer.status;
  };
  expect(await assign({ teamId: null, assigneeId: null })).toBe("no_owner");
  expect(await assign({ teamId: DEFAULT_TEAM_ID, assigneeId: outsider.id })).toBe("assignee_not_in_team");
  expect(await assign({ teamId: DEFAULT_TEAM_ID, assigneeId: viewer.id })).toBe("assignee_cannot_work");
  expect(await assign({ teamId: newId(), assigneeId: null })).toBe("team_unknown");
  expect(await assign({ teamId: DEFAULT_TEAM_ID, assigneeId: agent.id })).toBe(204);
  expect(await page(made.id)).toMatchObject({ assignee: { id: agent.id }, state: "open" });
  expect(await assign({ teamId: DEFAULT_TEAM_ID, assigneeId: colleague.id })).toBe("reason_needed");
  expect(await assign({ teamId: DEFAULT_TEAM_ID, assigneeId: colleague.id, reason: "换班" })).toBe(204);
  expect(await assign({ teamId: otherTeam, assigneeId: null })).toBe(204);
  expect((await agent.get(url(made.id))).status).toBe(404);
  expect((await outsider.get(url(made.id))).status).toBe(200);
});

test("states that pause, and a form that a gate wants", async () => {
  const made = await makeTicket(desk);
  const state = (to: string) => agent.send("PUT", url(made.id, "/state"), { state: to });
  expect((await state("waiting_customer")).status).toBe(204);
  expect((await page(made.id)).clocks.find((clock) => clock.metric === "resolution")?.state).toBe("paused");
  expect((await state("closed")).status).toBe(400);
  expect((await state("solved")).status).toBe(400);
  const submit = (form: string, content: object) => agent.send("POST", url(made.id, `/forms/${form}`), { content });
  expect((await submit("unheard_of", {})).status).toBe(404);
  expect((await submit("result_notice", {})).body).toMatchObject({
    code: "form_incomplete",
    params: { problems: ["请填写原因"] },
  });
  const done = await submit("result_notice", { cause: "配置错误" });
  expect(done.status).toBe(201);
  expect(await page(made.id)).toMatchObject({
    demands: [],
    forms: [{ formId: "result_notice", content: { cause: "配置错误" }, submittedBy: { id: agent.id } }],
  });
});

test("merging keeps every message, unmerging brings them home (REQ: IN-12)", async () => {
  const first = await makeTicket(desk);
  desk.clock.advance(1_000);
  const second = await makeTicket(desk, { customer: first.customer });
  const stranger = await makeTicket(desk);
  const hidden = await makeTicket(desk, { customer: first.customer, teamId: otherTeam });
  const merge = async (into: string, person = agent) => {
    const answer = await person.send("PUT", url(second.id, "/merger"), { intoTicketId: into });
    return answer.body ? answer.body["code"] : answer.status;
  };
  expect(await merge(second.id)).toBe("merge_into_itself");
  expect(await merge(stranger.id)).toBe("merge_across_customers");
  expect(await merge(hidden.id)).toBe("not_found");
  expect(await merge(first.id, outsider)).toBe("not_found");
  expect(await merge(first.id)).toBe(204);
  const survivor = await page(first.id);
  expect(survivor.messages.map((message) => [message.id, message.homeTicketId])).toEqual([
    [first.messageId, first.id],
    [second.messageId, second.id],
  ]);
  expect(survivor.mergedFrom).toMatchObject([{ number: second.number }]);
  expect(await page(second.id)).toMatchObject({ state: "closed", mergedInto: { number: first.number }, messages: [] });
  expect(await merge(first.id)).toBe("already_merged");
  expect((await agent.send("DELETE", url(second.id, "/merger"))).status).toBe(204);
  expect(await page(second.id)).toMatchObject({
    state: "open",
    mergedInto: null,
    messages: [{ id: second.messageId }],
  });
  expect((await agent.send("DELETE", url(second.id, "/merger"))).body).toMatchObject({ code: "not_merged" });
});

test("a message about something else becomes a linked ticket of its own", async () => {
  const made = await makeTicket(desk, { assigneeId: agent.id });
  const split = (body: object, person = agent) => person.send("POST", url(made.id, "/splits"), body);
  const body = { messageId: made.messageId, subject: "发票问题" };
  expect((await split(body, outsider)).status).toBe(404);
  expect((await split({ ...body, messageId: newId() })).status).toBe(404);
  const note = await agent.send("POST", url(made.id, "/notes"), { html: "<p>另一个问题</p>" });
  expect((await split({ ...body, messageId: note.body["messageId"] })).body).toMatchObject({
    code: "message_not_splittable",
  });
  desk.clock.advance(60_000);
  const done = await split(body);
  expect(done.status).toBe(201);
  const off = await page(String(done.body["id"]));
  expect(off).toMatchObject({
    subject: "发票问题",
    assignee: { id: agent.id },
    contact: { id: made.customer.contactId },
    messages: [{ id: made.messageId, homeTicketId: done.body["id"] }],
    links: [{ number: made.number, relation: "split" }],
    lastMessageFrom: "customer",
  });
  expect(off.clocks[0]?.startedAt).toBe(new Date(desk.clock.now()).toISOString());
  const rest = await page(made.id);
  expect(rest.messages.map((message) => message.direction)).toEqual(["note"]);
  expect(rest.links).toMatchObject([{ number: off.number, relation: "split" }]);
  expect(rest.names[off.id]).toBe(`HD-${off.number}`);
  expect(rest.events.map((event) => event.type)).toContain("split_off");
});

test("links stand on both sides and go from both", async () => {
  const one = await makeTicket(desk);
  const two = await makeTicket(desk);
  const hidden = await makeTicket(desk, { teamId: otherTeam });
  const link = (other: string, relation = "related") => agent.send("PUT", url(one.id, `/links/${other}`), { relation });
  expect((await link(one.id)).body).toMatchObject({ code: "link_to_itself" });
  expect((await link(hidden.id)).status).toBe(404);
  expect((await link(two.id)).status).toBe(204);
  expect((await link(two.id, "duplicate")).status).toBe(204);
  expect((await page(two.id)).links).toMatchObject([{ id: one.id, relation: "duplicate" }]);
  expect((await page(one.id)).links).toHaveLength(1);
  expect((await agent.send("DELETE", url(two.id, `/links/${one.id}`))).status).toBe(204);
  expect((await page(one.id)).links).toEqual([]);
  expect(await eventsOf(one.id)).toEqual(["opened", "assigned", "customer_message", "linked", "linked", "unlinked"]);
});

test("a snoozed ticket sleeps until its moment, by a job that does nothing twice", async () => {
  const made = await makeTicket(desk);
  const snooze = (until: number | null) =>
    agent.send("PUT", url(made.id, "/snooze"), { until: until === null ? null : new Date(until).toISOString() });
  expect((await snooze(desk.clock.now() - 1)).body).toMatchObject({ code: "snooze_in_past" });
  for (const text of ["9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59Z"])
    expect((await agent.send("PUT", url(made.id, "/snooze"), { until: text })).body).toMatchObject({
      code: "too_far_ahead",
      detail: "时间不能晚于两年之后。",
    });
  expect((await snooze(desk.clock.now() + 730 * 86_400_000)).status).toBe(204);
  const until = desk.clock.now() + 3_600_000;
  expect((await snooze(until)).status).toBe(204);
  const jobs = () => desk.sql("select key, run_at from graphile_worker.jobs where key = $1", [`wake:${made.id}`]);
  expect(await jobs()).toEqual([{ key: `wake:${made.id}`, run_at: new Date(until) }]);
  const wake = () => desk.db.inTransaction((tx) => wakeTicket(desk, tx, made.id, desk.clock.now()));
  await wake();
  expect((await page(made.id)).snoozedUntil).toBe(new Date(until).toISOString());
  desk.clock.set(until);
  await wake();
  await wake();
  expect((await page(made.id)).snoozedUntil).toBeNull();
  expect((await eventsOf(made.id)).filter((type) => type === "woken")).toHaveLength(1);
  await snooze(until + 1_000);
  await snooze(null);
  expect(await jobs()).toEqual([]);
});

test("followers see the ticket from then on", async () => {
  const made = await makeTicket(desk);
  expect((await outsider.send("PUT", url(made.id, "/followers/me"))).status).toBe(404);
  expect((await supervisor.send("PUT", url(made.id, "/followers/me"))).status).toBe(204);
  expect((await supervisor.send("PUT", url(made.id, "/followers/me"))).status).toBe(204);
  expect(await page(made.id)).toMatchObject({ following: true, followers: [{ id: supervisor.id }] });
  expect((await supervisor.send("DELETE", url(made.id, "/followers/me"))).status).toBe(204);
  expect(await page(made.id)).toMatchObject({ following: false, followers: [] });
});

test("no command reaches a ticket that is out of sight", async () => {
  const hidden = await makeTicket(desk, { teamId: otherTeam });
  const before = (await eventsOf(hidden.id)).length;
  const commands: ["POST" | "PUT" | "PATCH" | "DELETE", string, object?][] = [
    ["PATCH", "", { subject: "x" }],
    ["PUT", "/state", { state: "open" }],
    ["PUT", "/assignment", { teamId: DEFAULT_TEAM_ID, assigneeId: agent.id }],
    ["POST", "/messages", { html: "<p>x</p>" }],
    ["DELETE", `/messages/${hidden.messageId}`],
    ["POST", "/notes", { html: "<p>x</p>" }],
    ["POST", "/forms/result_notice", { content: { cause: "x" } }],
    ["PUT", "/merger", { intoTicketId: hidden.id }],
    ["DELETE", "/merger"],
    ["POST", "/splits", { messageId: hidden.messageId, subject: "x" }],
    ["PUT", `/links/${hidden.id}`, { relation: "related" }],
    ["DELETE", `/links/${hidden.id}`],
    ["PUT", "/snooze", { until: null }],
    ["PUT", "/followers/me"],
    ["DELETE", "/followers/me"],
    ["PUT", "/seen", { seq: 1 }],
  ];
  for (const [method, rest, body] of commands) {
    const answer = await agent.send(method, url(hidden.id, rest), body);
    expect([method, rest, answer.status, answer.body["code"]]).toEqual([method, rest, 404, "not_found"]);
  }
  expect((await eventsOf(hidden.id)).length).toBe(before);
});

test("what arrived outside is entered with its moment, within bounds, and judged by it (REQ: IN-04)", async () => {
  const ago = (ms: number) => new Date(desk.clock.now() - ms).toISOString();
  const open = (arrivedAt: string) =>
    agent.send<{ id: string }>("POST", "/api/v1/tickets", {
      contact: { name: "赵敏", email: "zhao@new.example" },
      subject: "纸质表单",
      text: "展会上填写",
      arrivedAt,
    });
  const made = await open(ago(60 * 60 * 1000));
  const [opened] = await desk.sql("select body from ticket_event where ticket_id = $1 and seq = 1", [made.body.id]);
  expect(opened?.["body"]).toMatchObject({ arrivedAt: desk.clock.now() - 60 * 60 * 1000 });
  for (const ms of [-1_000, 400 * 24 * 60 * 60 * 1000])
    expect((await open(ago(ms))).body).toMatchObject({ code: "arrival_out_of_range" });
});

test("level, agreement and the urgency of a complaint are facts of the ticket; a new level needs a reason (REQ: HA-01)", async () => {
  const { id } = await makeTicket(desk, { assigneeId: agent.id });
  const change = (body: object) => agent.send("PATCH", url(id), body);
  expect((await change({ level: "L2" })).body).toMatchObject({ code: "reason_needed" });
  expect((await change({ level: "L2", reason: "需要二线排查" })).status).toBe(204);
  expect((await change({ complaintUrgency: "high", agreement: "gold" })).status).toBe(204);
  const changes = (await page(id)).events
    .filter((event) => event.type === "facts_changed")
    .map(({ body }) => (body as { changes: object }).changes);
  expect(changes).toEqual([{ level: "L2" }, { complaintUrgency: "high", agreement: "gold" }]);
});
