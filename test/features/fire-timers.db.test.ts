import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { rulesDesk } from "../support/rules-desk.ts";
import { DEFAULT_TEAM_ID } from "../support/test-desk.ts";
import { heldTickets, readEvents } from "../../src/core/tickets/index.ts";
import { examineDesk } from "../../src/features/doctor/index.ts";
import { EFFECT_DEPTH_MAX } from "../../src/features/clocks/fire-held.ts";
import { fireTimers } from "../../src/features/clocks/index.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const desk = await rulesDesk();
const { sql, clock, assembled, database } = desk;
await desk.person("administrator", "管理员");
const agent = await desk.person("agent", "李工");
const leader = await desk.person("agent", "组长");
await desk.person("supervisor", "陈主管");
await sql("update team set leader_id = $1 where id = $2", [leader.id, DEFAULT_TEAM_ID]);

const told = (id: string) =>
  sql<{ type: string; line: string }>(
    "select type, body->>'lineId' as line from ticket_event where ticket_id = $1 and type like 'clock_%' order by seq",
    [id],
  );

test("what is due fires in the order of its moments, each once, and what is not due stays", async () => {
  desk.rules([
    { id: "late", metric: "resolution", within: "50m" },
    { id: "soon", metric: "first_response", within: "20m", warn: ["50%"] },
    { id: "far", metric: "idle", within: "48h" },
  ]);
  const id = await desk.open();
  await desk.pass(10 * MINUTE);
  await desk.pass(50 * MINUTE);
  await desk.pass(1);
  expect(await told(id)).toEqual([
    { type: "clock_warned", line: "soon" },
    { type: "clock_breached", line: "soon" },
    { type: "clock_breached", line: "late" },
  ]);
  expect(await sql("select line_id from ticket_timer where ticket_id = $1", [id])).toEqual([{ line_id: "far" }]);
});

test("an effect that moves or ends another promise is heeded before that one fires", async () => {
  desk.rules([
    { id: "first", metric: "first_response", within: "10m", on_breach: [{ raise_priority: "P0" }] },
    { id: "slow", metric: "resolution", when: { priority: "P3" }, within: "20m", on_breach: [{ notify: "owner" }] },
    { id: "fast", metric: "resolution", when: { priority: "P0" }, within: "5m", on_breach: [{ notify: "owner" }] },
  ]);
  const id = await desk.open({ assigneeId: agent.id });
  await desk.pass(15 * MINUTE);
  await desk.pass(15 * MINUTE);
  expect((await told(id)).map(({ line }) => line)).toEqual(["first", "fast"]);
});

test("rules that set each other off are cut at the named depth, said on the ticket, told and found by the doctor", async () => {
  const raise = (id: string, when: object, effect: object) => ({
    id,
    metric: "resolution",
    when,
    within: "1m",
    on_breach: [effect],
  });
  desk.rules([
    raise("a", { priority: "P3" }, { raise_priority: "P2" }),
    raise("b", { priority: "P2", level: "L1" }, { escalate: "L2" }),
    raise("c", { priority: "P2", level: "L2" }, { raise_priority: "P1" }),
    raise("d", { priority: "P1", level: "L2" }, { escalate: "L3" }),
    raise("e", { priority: "P1", level: "L3" }, { raise_priority: "P0" }),
    raise("f", { priority: "P0" }, { post_note: { zh: "到此为止", en: "the end" } }),
  ]);
  const id = await desk.open({ assigneeId: agent.id });
  await desk.pass(MINUTE);
  expect(EFFECT_DEPTH_MAX).toBe(5);
  expect((await told(id)).map(({ line }) => line)).toEqual(["a", "b", "c", "d", "e", "f"]);
  expect(await desk.events(id, "effects_cut")).toEqual([
    { type: "effects_cut", clockId: "f#1", lineId: "f", depth: EFFECT_DEPTH_MAX + 1 },
  ]);
  expect(await sql("select 1 from message where ticket_id = $1", [id])).toEqual([]);
  expect(await desk.told(id, "rule_failed")).toEqual(["陈主管"]);
  const { findings } = await examineDesk(database.db.reading, clock.now(), () => undefined);
  const [{ number }] = (await sql<{ number: number }>("select number from ticket where id = $1", [id])) as [
    { number: number },
  ];
  expect(findings.filter(({ check }) => check === "rule_failed")).toMatchObject([{ id: String(number) }]);
});

test("one that fails is put off and holds up nobody else; effect and event are one transaction", async () => {
  desk.rules([
    {
      id: "r",
      metric: "first_response",
      within: "10m",
      on_breach: [{ webhook: "https://hooks.example/" }, { notify: "owner" }],
    },
  ]);
  const [bad, good] = [await desk.open({ assigneeId: agent.id }), await desk.open({ assigneeId: agent.id })];
  clock.advance(10 * MINUTE);
  const failed: string[] = [];
  let broken = true;
  const { ports } = assembled.timers;
  const deps = {
    ...assembled.timers,
    onFailure: (ticketId: string) => void failed.push(ticketId),
    ports: {
      ...ports,
      callWebhook: async (...[tx, call]: Parameters<typeof ports.callWebhook>) => {
        await ports.callWebhook(tx, call);
        if (broken && call.fired.change.ticket.id === bad) throw new Error("broken");
      },
    },
  };
  await fireTimers(deps, clock.now());
  expect(failed).toEqual([bad]);
  expect(await told(good)).toHaveLength(1);
  expect(await told(bad)).toEqual([]);
  expect(await desk.told(bad, "promise_breached")).toEqual([]);
  broken = false;
  expect(await fireTimers(deps, clock.now())).toBe(0);
  clock.advance(MINUTE);
  await fireTimers(deps, clock.now());
  expect(await told(bad)).toHaveLength(1);
  const calls = await sql(
    "select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'call_webhook'",
  );
  expect(calls).toHaveLength(2);
});

test("an effect that fails for good is given up after a while, said so, and the promise is told all the same", async () => {
  desk.rules([
    {
      id: "r",
      metric: "first_response",
      within: "10m",
      on_breach: [
        { notify: "customer", notice: "nowhere" },
        { notify: "owner" },
        { post_note: { zh: "备注", en: "note" } },
      ],
    },
  ]);
  const id = await desk.open({ assigneeId: agent.id });
  const failed: string[] = [];
  const deps = { ...assembled.timers, onFailure: (ticketId: string) => void failed.push(ticketId) };
  clock.advance(10 * MINUTE);
  await fireTimers(deps, clock.now());
  expect(failed).toEqual([id]);
  expect(await told(id)).toEqual([]);
  clock.advance(20 * MINUTE);
  await fireTimers(deps, clock.now());
  expect(await told(id)).toHaveLength(1);
  expect(await desk.told(id, "promise_breached")).toEqual(["李工"]);
  expect(await sql("select direction from message where ticket_id = $1", [id])).toEqual([{ direction: "note" }]);
  expect(await desk.events(id, "effect_failed")).toMatchObject([{ effect: "notify", lineId: "r" }]);
  expect(await desk.told(id, "rule_failed")).toEqual(["组长"]);
});

test("a ticket whose events cannot be read holds up nobody else's, and is tried again", async () => {
  desk.rules([{ id: "r", metric: "first_response", within: "10m", on_breach: [{ notify: "owner" }] }]);
  const [bad, good] = [await desk.open({ assigneeId: agent.id }), await desk.open({ assigneeId: agent.id })];
  const setBody = async (body: object) => {
    await sql("alter table ticket_event disable trigger user");
    await sql("update ticket_event set body = $2 where ticket_id = $1 and seq = 1", [bad, JSON.stringify(body)]);
    await sql("alter table ticket_event enable trigger user");
  };
  const [opened] = await desk.events(bad, "opened");
  await setBody({ type: "strange" });
  clock.advance(10 * MINUTE);
  const failed: string[] = [];
  const deps = { ...assembled.timers, onFailure: (ticketId: string) => void failed.push(ticketId) };
  while ((await fireTimers(deps, clock.now())) > 0);
  expect(failed).toEqual([bad]);
  expect(await told(good)).toHaveLength(1);
  await setBody(opened!);
  await desk.pass(MINUTE);
  expect(await told(bad)).toHaveLength(1);
});

test("timers whose tickets are not there stand before nobody else's, are told and found by the doctor", async () => {
  desk.rules([{ id: "r", metric: "first_response", within: "10m", on_breach: [{ notify: "owner" }] }]);
  const good = await desk.open({ assigneeId: agent.id });
  await sql(
    `insert into ticket_timer select (jsonb_populate_record(t, jsonb_build_object('ticket_id', gen_random_uuid(),
       'fire_at', t.fire_at - interval '1 hour'))).* from ticket_timer t, generate_series(1, 700) where t.ticket_id = $1`,
    [good],
  );
  clock.advance(10 * MINUTE);
  const lost = new Set<string>();
  const deps = { ...assembled.timers, onFailure: (ticketId: string) => void lost.add(ticketId) };
  expect(await fireTimers(deps, clock.now())).toBe(0);
  expect(lost.size).toBe(700);
  await fireTimers(deps, clock.now());
  expect(await told(good)).toHaveLength(1);
  const { findings } = await examineDesk(database.db.reading, clock.now(), () => undefined);
  expect(findings.filter(({ what }) => what.endsWith("has no ticket")).length).toBeGreaterThan(100);
  await sql("delete from ticket_timer m where not exists (select from ticket t where t.id = m.ticket_id)");
});

const LINES = [
  {
    id: "r",
    metric: "first_response",
    within: "10m",
    on_breach: [{ notify: "leader" }, { post_note: { zh: "超时", en: "late" } }, { escalate: "leader" }],
  },
];
const CASES = 160;

/** So many that a victim which is quicker than its killer does not come to their end. */
const HELD = 20;
const SLOW = { timeout: 120_000, interval: 20 };

function startWorker(): { process: ChildProcess; lines: string[] } {
  const child = spawn(process.execPath, [path.resolve("test/support/timers-process.ts")], {
    env: { ...process.env, DATABASE_URL: database.url, LINES: JSON.stringify(LINES) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout! }).on("line", (line) => lines.push(line));
  return { process: child, lines };
}

test("three workers fire each promise once, though one is killed at work", { timeout: 300_000 }, async () => {
  desk.rules(LINES);
  const ids: string[] = [];
  for (let made = 0; made < CASES; made++) ids.push(await desk.open({ assigneeId: agent.id }));
  const left = async () =>
    (await sql<{ count: number }>("select count(*)::int as count from ticket_timer where fire_at < now()"))[0]!.count;
  await database.db.inTransaction(async (tx) => {
    await heldTickets(assembled.tickets, tx, ids.slice(-HELD));
    const victim = startWorker();
    // Its first line says that it is ready, the next that it has fired.
    await expect.poll(() => victim.lines.length, SLOW).toBeGreaterThan(1);
    victim.process.kill("SIGKILL");
    await once(victim.process, "exit");
  });
  expect(await left()).toBeGreaterThan(0);
  const others = [startWorker(), startWorker()];
  await expect.poll(left, SLOW).toBe(0);
  for (const { process: child } of others) {
    child.kill("SIGTERM");
    await once(child, "exit");
  }
  const counted = await sql<{ told: number; notes: number; heard: number }>(
    `select (select count(*)::int from ticket_event e where e.ticket_id = t.id and e.type = 'clock_breached') as told,
       (select count(*)::int from message m where m.ticket_id = t.id) as notes,
       (select count(*)::int from notification n where n.ticket_id = t.id and n.kind = 'promise_breached') as heard
     from ticket t where t.id = any($1)`,
    [ids],
  );
  expect(counted).toHaveLength(CASES);
  expect(counted.filter(({ told, notes, heard }) => told !== 1 || notes !== 1 || heard !== 1)).toEqual([]);
  const chain = await readEvents(database.db.reading, ids[0]!);
  expect(chain.map(({ seq }) => seq)).toEqual(chain.map((_, at) => at + 1));
  const { findings } = await examineDesk(database.db.reading, Date.now(), () => undefined);
  expect(findings.filter(({ check }) => check === "broken_chain" || check === "late_timer")).toEqual([]);
});

test("two workers in one process do not take what the other holds", async () => {
  desk.rules(LINES);
  const ids: string[] = [];
  for (let made = 0; made < 60; made++) ids.push(await desk.open({ assigneeId: agent.id }));
  clock.advance(HOUR);
  const sweeps = await Promise.all([1, 2, 3].map(() => fireTimers(assembled.timers, clock.now())));
  expect(sweeps.reduce((sum, count) => sum + count, 0)).toBe(60);
  for (const id of ids.slice(0, 5)) expect(await told(id)).toHaveLength(1);
});

// The last: what it leaves is broken for good.
test("a ticket whose row and events do not agree fires like the others, and the doctor names it before and after", async () => {
  desk.rules([{ id: "r", metric: "first_response", within: "10m", warn: ["50%"], on_breach: [{ notify: "owner" }] }]);
  const ids: string[] = [];
  for (let made = 0; made < 3; made++) ids.push(await desk.open({ assigneeId: agent.id }));
  await desk.pass(5 * MINUTE);
  await sql("alter table ticket_event disable trigger user");
  await sql("delete from ticket_event where ticket_id = $1 and seq = 3", [ids[0]]);
  await sql("alter table ticket_event enable trigger user");
  await sql(
    "update ticket t set event_seq = 2, event_hash = e.hash from ticket_event e where t.id = $1 and e.ticket_id = t.id and e.seq = 2",
    [ids[1]],
  );
  const broken = async () => {
    const { findings } = await examineDesk(database.db.reading, clock.now(), () => undefined);
    const numbers = findings.filter(({ check }) => check === "broken_chain").map(({ id }) => Number(id));
    const found = await sql<{ id: string }>("select id from ticket where number = any($1)", [numbers]);
    return found.map(({ id }) => id).toSorted();
  };
  const differing = ids.slice(0, 2).toSorted();
  expect(await broken()).toEqual(differing);
  await desk.pass(5 * MINUTE);
  for (const id of ids) expect((await told(id)).at(-1)?.type).toBe("clock_breached");
  expect(await broken()).toEqual(differing);
});
