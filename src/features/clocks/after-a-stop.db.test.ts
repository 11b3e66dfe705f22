import { expect, test } from "vitest";
import { rulesDesk } from "../../../test/support/rules-desk.ts";
import { DEFAULT_TEAM_ID } from "../../../test/support/test-desk.ts";
import { changeTicket } from "../../core/tickets/index.ts";
import { accepted } from "../../domain/result.ts";
import { fireTimers, runTimers } from "./index.ts";
import { giveSignOfLife, stopAt } from "./stop-store.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const desk = await rulesDesk();
const { sql, clock, assembled } = desk;
const { db } = assembled.desk;
await desk.person("administrator", "管理员");
const agent = await desk.person("agent", "李工");
const leader = await desk.person("agent", "组长");
await sql("update team set leader_id = $1 where id = $2", [leader.id, DEFAULT_TEAM_ID]);

const notice = (id: string, zh: string) => ({
  id,
  subject: { zh, en: zh },
  body: { zh, en: zh },
  via: [],
  webhook: null,
});
const NOTICES = { notices: [notice("late", "抱歉延迟"), notice("later", "仍在处理")] };
const PROMISES = [
  {
    id: "response",
    metric: "first_response",
    within: "1h",
    warn: ["50%"],
    on_warn: [{ notify: "owner" }],
    on_breach: [{ notify: "leader" }, { notify: "customer", notice: "late" }],
  },
  {
    id: "update",
    metric: "progress_update",
    every: "2h",
    on_breach: [{ notify: "leader" }, { notify: "customer", notice: "later" }],
  },
  { id: "solution", metric: "resolution", within: "4h", on_breach: [{ notify: "leader" }, { raise_priority: "P1" }] },
];

const signOfLife = () => db.inTransaction((tx) => giveSignOfLife(tx, clock.now()));
const lettersOf = (id: string) =>
  sql<{ subject: string; text: string }>(
    "select subject, text from message where ticket_id = $1 and direction = 'out' order by created_at",
    [id],
  );
const noticesOf = (staffId: string) =>
  sql<{ kind: string; data: { stop?: { count: number } }; mail: boolean }>(
    "select kind, data, mail_at is not null as mail from notification where staff_id = $1 and kind <> 'assigned' order by at, id",
    [staffId],
  );

test("after eight hours: in order, one letter a customer that says why, one notice a person", async () => {
  desk.rules(PROMISES, NOTICES);
  const first = await desk.open({ assigneeId: agent.id });
  clock.advance(10 * MINUTE);
  const second = await desk.open({ assigneeId: agent.id, language: "en" });
  await signOfLife();
  const stoppedAt = clock.now();
  clock.advance(8 * HOUR);
  const stops = await signOfLife();
  expect(stops).toEqual([{ from: stoppedAt, until: clock.now() }]);
  while ((await fireTimers(assembled.timers, clock.now(), stops)) > 0);

  const told = await sql<{ line: string }>(
    "select body->>'lineId' as line from ticket_event where ticket_id = $1 and type like 'clock_%' order by seq",
    [first],
  );
  // The warning of a promise that is broken by now is not told any more.
  expect(told.map(({ line }) => line)).toEqual(["response", "update", "solution"]);
  expect((await desk.ticket(first)).facts.priority).toBe("P1");

  const [letter, ...more] = await lettersOf(first);
  expect(more).toEqual([]);
  expect(letter!.text).toMatch(
    /仍在处理[^]*系统在 2026年3月2日 10:10 至 2026年3月2日 18:10 期间暂停服务[^]*代替另外 1 封同期到期的通知/,
  );
  expect((await lettersOf(second))[0]!.text).toMatch(/out of service from[^]*stands for 1 more/);
  expect(await lettersOf(second)).toHaveLength(1);

  // Three broken promises a case, and that it has become urgent.
  const [ofLeader, ...others] = await noticesOf(leader.id);
  expect(others).toEqual([]);
  expect(ofLeader).toMatchObject({ kind: "promise_breached", mail: true, data: { stop: { count: 8 } } });
  expect(await noticesOf(agent.id)).toEqual([]);
});

test("what falls due after the stop is told as ever", async () => {
  const id = await desk.open({ assigneeId: agent.id });
  const stops = await signOfLife();
  clock.advance(30 * MINUTE);
  await fireTimers(assembled.timers, clock.now(), stops);
  expect(await noticesOf(agent.id)).toMatchObject([{ kind: "promise_warned", data: { metric: "first_response" } }]);
  clock.advance(30 * MINUTE);
  await fireTimers(assembled.timers, clock.now(), stops);
  expect((await lettersOf(id)).map(({ text }) => text)).toEqual(["抱歉延迟"]);
  expect(await noticesOf(leader.id)).toHaveLength(2);
});

test("a reminder and the closing that fell due in one stop are one letter: that the case is closed", async () => {
  desk.rules([
    {
      id: "c.confirmation",
      metric: "confirmation",
      within: "72h",
      warn: ["24h"],
      on_warn: [{ notify: "customer", notice: "confirmation-reminder" }],
      on_breach: [{ close: true, notice: "closed-by-rule" }],
    },
    { id: "survey", metric: "survey", within: "24h", warn: ["20h"], on_warn: [{ send_survey: "standard" }] },
  ]);
  const id = await desk.open();
  const request = { ticketId: id, actor: { kind: "staff" as const, id: agent.id }, now: clock.now() };
  await db.inTransaction((tx) =>
    changeTicket(assembled.tickets, tx, request, () => accepted([{ type: "solved", resultNoticeId: null }])),
  );
  await desk.pass(80 * HOUR);
  const letters = await lettersOf(id);
  expect(letters.map(({ subject }) => subject)).toEqual(["工单已关闭：无法登录"]);
  expect((await desk.ticket(id)).facts.state).toBe("closed");
});

test("a short silence is no stop, and of two workers that come back one finds it", async () => {
  await signOfLife();
  const before = (await signOfLife()).length;
  clock.advance(5 * MINUTE);
  expect(await signOfLife()).toHaveLength(before);
  clock.advance(3 * HOUR);
  const seen = await Promise.all([signOfLife(), signOfLife()]);
  expect(seen.map((stops) => stops.length)).toEqual([before + 1, before + 1]);
  expect(stopAt(seen[0]!, clock.now() - HOUR)).not.toBeNull();
  expect(stopAt(seen[0]!, clock.now())).toBeNull();
});

test("the running timers give signs of life, wake for what is due and stop when told", async () => {
  desk.rules(PROMISES, NOTICES);
  const id = await desk.open({ assigneeId: agent.id });
  const fired: string[] = [];
  const began = Date.now();
  const start = clock.now() + 30 * MINUTE - 1_500;
  const running = runTimers({
    ...assembled.timers,
    now: () => start + Date.now() - began,
    onError: (error) => {
      throw error;
    },
    onFired: (told) => fired.push(...told.map(({ ticketId }) => ticketId)),
  });
  await expect.poll(() => fired, { interval: 20 }).toContain(id);
  await running.stop();
  const [{ seen_at: seenAt }] = (await sql<{ seen_at: Date }>("select seen_at from timer_watch")) as [
    { seen_at: Date },
  ];
  expect(seenAt.getTime()).toBeGreaterThanOrEqual(start);
});
