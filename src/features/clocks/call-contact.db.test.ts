import { expect, test } from "vitest";
import { rulesDesk } from "../../../test/support/rules-desk.ts";
import { DEFAULT_TEAM_ID } from "../../../test/support/test-desk.ts";
import { changeTicket } from "../../core/tickets/index.ts";
import { accepted } from "../../domain/result.ts";
import type { EscalationContact, Roster } from "../../domain/sop/index.ts";
import type { TicketEventBody } from "../../domain/ticket/index.ts";
import { newId } from "../../platform/ids.ts";
import type { ContactCall } from "./call-contact.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const desk = await rulesDesk();
const { clock, sql } = desk;
await desk.person("administrator", "管理员");
const agent = await desk.person("agent", "李工");
const manager = await desk.person("supervisor", "陈主管");
const duty = await desk.person("agent", "值班员", []);
const head = await desk.person("agent", "研发负责人", []);
const rnd = await desk.team("研发", head.id);
await sql("insert into team_member (team_id, staff_id) values ($1, $2), ($1, $3)", [rnd, duty.id, head.id]);
await sql(
  `insert into on_call_duty (id, roster_id, staff_id, starts_at, ends_at, created_at) values ($1, 'rnd', $2, $3, $4, now())`,
  [newId(), duty.id, new Date(clock.now()), new Date(clock.now() + 200 * HOUR)],
);

const name = (zh: string) => ({ zh, en: zh });
const teams = [{ id: "rnd", name: name("研发"), definition: name("研发") }];
const onCall: Roster[] = [
  { id: "rnd", name: name("研发值班"), team: "rnd", backup: null, source: "t" },
  { id: "nobody", name: name("没有人"), team: "rnd", backup: null, source: "t" },
];
const contact = (id: string, reach: EscalationContact["reach"], next: string | null): EscalationContact => ({
  id,
  team: "rnd",
  name: name(id),
  reach,
  afterMs: next === null ? null : HOUR,
  next,
  source: "t",
});
const escalationContacts = [
  contact("值班", { kind: "roster", rosterId: "rnd" }, "无人值班"),
  contact("无人值班", { kind: "roster", rosterId: "nobody" }, "负责人"),
  contact("负责人", { kind: "role", role: "leader" }, "主管"),
  contact("主管", { kind: "role", role: "supervisor" }, null),
];

async function escalated(effect: object) {
  desk.rules([{ id: "r", metric: "first_response", within: "30m", on_breach: [effect] }], {
    teams,
    onCall,
    escalationContacts,
  });
  const id = await desk.open({ assigneeId: agent.id });
  await desk.pass(30 * MINUTE);
  return id;
}

const notes = async (id: string) =>
  (
    await sql<{ text: string }>(
      "select text from message where ticket_id = $1 and direction = 'note' order by created_at, id",
      [id],
    )
  ).map(({ text }) => text);
const waiting = async (id: string) =>
  (
    await sql<{ payload: ContactCall; due: string }>(
      `select j.payload, extract(epoch from j.run_at) * 1000 as due from graphile_worker._private_jobs j
         join graphile_worker._private_tasks t on t.id = j.task_id
        where t.identifier = 'call_next_contact' and j.payload->>'ticketId' = $1`,
      [id],
    )
  )[0];

/** The answer falls due: the job that waits for it is run at its moment. */
async function answerDue(id: string): Promise<boolean> {
  const call = await waiting(id);
  if (!call) return false;
  clock.advance(Number(call.due) - clock.now());
  await sql("select graphile_worker.remove_job($1)", [`call_next_contact:${id}:${call.payload.chain}`]);
  await desk.assembled.jobs["call_next_contact"]!(call.payload, { number: 1, max: 25 });
  return true;
}

const act = (ticketId: string, staffId: string, body: TicketEventBody) =>
  desk.assembled.desk.db.inTransaction((tx) =>
    changeTicket(
      desk.assembled.tickets,
      tx,
      { ticketId, actor: { kind: "staff", id: staffId }, now: clock.now() },
      () => accepted([body]),
    ),
  );

test("REQ: HA-20 an escalation goes up the chain level by level, each with its due moment, past whom nobody stands for", async () => {
  const id = await escalated({ escalate: "L2", team: "rnd" });
  expect((await notes(id)).map((text) => text.split("。")[0])).toEqual(["升级联系人：值班（值班员）"]);
  expect((await notes(id))[0]).toMatch(/请在 .*11:30 前在工单上回应；到时无人回应，转无人值班。$/);
  expect(Number((await waiting(id))!.due)).toBe(clock.now() + HOUR);
  expect((await desk.ticket(id)).granted).toContain(duty.id);
  expect(await answerDue(id)).toBe(true);
  expect((await notes(id)).at(-1)).toContain("升级联系人：负责人（研发负责人）");
  expect(await answerDue(id)).toBe(true);
  expect((await notes(id)).at(-1)).toBe("升级联系人：主管（陈主管）。这是升级的最后一级。");
  expect((await desk.ticket(id)).granted).toEqual(expect.arrayContaining([head.id, manager.id]));
  expect(await answerDue(id)).toBe(false);
  expect(await notes(id)).toHaveLength(3);
});

test.each<[who: string, staffId: string, body: TicketEventBody, goesOn: boolean]>([
  ["whoever was called does anything", duty.id, { type: "unlinked", ticketId: newId() }, false],
  [
    "somebody else takes it up",
    agent.id,
    { type: "assigned", teamId: DEFAULT_TEAM_ID, assigneeId: agent.id, reason: null },
    false,
  ],
  ["somebody else does what answers nothing", agent.id, { type: "unlinked", ticketId: newId() }, true],
  ["it is solved", agent.id, { type: "solved", resultNoticeId: null }, false],
])("REQ: HA-20 the chain ends when it is answered: %s", async (_who, staffId, body, goesOn) => {
  const id = await escalated({ notify: { on_call: "rnd" } });
  expect(await notes(id)).toHaveLength(1);
  await act(id, staffId, body);
  expect(await answerDue(id)).toBe(true);
  expect(await notes(id)).toHaveLength(goesOn ? 2 : 1);
});

test("a team of which the procedure names no contact is escalated to without a chain", async () => {
  const id = await escalated({ escalate: "L2", on_call: "nothing" });
  expect(await notes(id)).toEqual([]);
  expect(await waiting(id)).toBeUndefined();
});

test.each(["leader", "supervisor"] as const)(
  "REQ: HA-05 a transfer that is not answered in time is told to the %s of the team that was asked",
  async (lateTo) => {
    const rule = {
      id: "t",
      teams: ["rnd"],
      when: [],
      form: "support_request",
      contactField: null,
      coordinatorField: null,
    };
    desk.rules([{ id: "r", metric: "transfer_result", within: "2h", on_breach: [{ notify: "leader" }] }], {
      transfers: [{ ...rule, promises: ["r"], lateTo, visibleToCustomer: false, source: "t" }],
    });
    await sql("update team set handle = 'rnd' where id = $1", [rnd]);
    const id = await desk.open({ assigneeId: agent.id });
    await act(id, agent.id, { type: "transfer_sent", transferId: newId(), teamId: rnd, submissionId: null });
    await desk.pass(2 * HOUR);
    expect(await desk.told(id, "promise_breached")).toEqual([lateTo === "leader" ? "研发负责人" : "陈主管"]);
  },
);
