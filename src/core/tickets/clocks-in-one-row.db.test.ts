import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { emptyDatabase } from "../../../test/support/test-database.ts";
import { migrate, MIGRATIONS_FOLDER, openDatabase } from "../../platform/db/index.ts";

const THIS = "0121_clocks_in_one_row.sql";

/** The migrations of a desk that has not been upgraded yet. */
function filesBefore(name: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), "bihuan-before-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const file of readdirSync(MIGRATIONS_FOLDER).filter((each) => each < name))
    cpSync(path.join(MIGRATIONS_FOLDER, file), path.join(folder, file));
  return folder;
}

const [one, other, alone] = [
  "019a0000-0000-7000-8000-00000000000a",
  "019a0000-0000-7000-8000-00000000000b",
  "019a0000-0000-7000-8000-00000000000c",
] as const;
const at = (time: string) => new Date(`2026-03-02T${time}Z`);
const none = { target_ms: null, due_at: null, stopped_at: null, breached_at: null };

const CLOCKS = [
  // Running, with a moment to the millisecond, in its second round of ten.
  {
    ...none,
    ticket_id: one,
    clock_id: "c.progress#2",
    line_id: "c.progress",
    metric: "progress_update",
    state: "running",
    target_ms: 7_200_000,
    started_at: at("08:00:00.123"),
    due_at: at("10:00:00.123"),
  },
  {
    ...none,
    ticket_id: one,
    clock_id: "c.progress#10",
    line_id: "c.progress",
    metric: "progress_update",
    state: "cancelled",
    started_at: at("09:00:00"),
    stopped_at: at("09:30:00.999"),
  },
  // Paused: nothing is due; broken before.
  {
    ...none,
    ticket_id: one,
    clock_id: "c.resolution#1",
    line_id: "c.resolution",
    metric: "resolution",
    state: "paused",
    target_ms: 86_400_000,
    started_at: at("07:00:00"),
    breached_at: at("07:59:59.001"),
  },
  {
    ...none,
    ticket_id: other,
    clock_id: "a.first#1",
    line_id: "a.first",
    metric: "first_response",
    state: "met",
    target_ms: 1_800_000,
    started_at: at("08:00:00"),
    due_at: at("08:30:00"),
    stopped_at: at("08:12:34.567"),
  },
  // Broken, of a line whose name holds what ends an id.
  {
    ...none,
    ticket_id: other,
    clock_id: "own#7.answer#1",
    line_id: "own#7.answer",
    metric: "transfer_response",
    state: "missed",
    target_ms: 0,
    started_at: at("08:00:00"),
    due_at: at("08:00:00"),
    stopped_at: at("09:00:00"),
    breached_at: at("08:00:00"),
  },
  {
    ...none,
    ticket_id: alone,
    clock_id: "c.watch#1",
    line_id: "c.watch",
    metric: "watch",
    state: "running",
    started_at: at("08:00:00"),
  },
];

const TIMERS = [
  {
    ticket_id: one,
    timer_id: "t:warn:0.8",
    clock_id: "c.progress#2",
    line_id: "c.progress",
    kind: "warn",
    share: 0.8,
    fire_at: at("09:36:00"),
  },
  {
    ticket_id: one,
    timer_id: "t:breach:1",
    clock_id: "c.progress#2",
    line_id: "c.progress",
    kind: "breach",
    share: 1,
    fire_at: at("10:00:00.123"),
  },
  {
    ticket_id: other,
    timer_id: "b",
    clock_id: "a.first#1",
    line_id: "a.first",
    kind: "breach",
    share: 1,
    fire_at: at("08:30:00"),
  },
  {
    ticket_id: other,
    timer_id: "a",
    clock_id: "a.first#1",
    line_id: "a.first",
    kind: "breach",
    share: 1,
    fire_at: at("08:30:00"),
  },
];

test("the clocks of a desk that is upgraded read as before, of each ticket the next timer is left", async () => {
  const { url } = await emptyDatabase();
  const db = openDatabase(url);
  onTestFinished(() => db.close());
  await migrate(db.pool, filesBefore(THIS));
  const old = await db.pool.connect();
  // Clocks and timers without the tickets that they are of.
  await old.query("set session_replication_role = replica");
  for (const [table, rows] of [
    ["ticket_clock", CLOCKS],
    ["ticket_timer", TIMERS],
  ] as const)
    await old.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [
      JSON.stringify(rows),
    ]);
  const COLUMNS = "ticket_id, clock_id, line_id, metric, state, target_ms, started_at, due_at, stopped_at, breached_at";
  const read = async () =>
    (await db.pool.query(`select ${COLUMNS} from ticket_clock order by ticket_id, clock_id collate "C"`))
      .rows as unknown[];
  const before = await read();
  old.release(true);
  expect(before).toHaveLength(CLOCKS.length);

  expect((await migrate(db.pool)).applied[0]).toBe(THIS);
  expect(await read()).toEqual(before);
  expect((await db.pool.query("select count(*)::int as tickets from ticket_clocks")).rows).toEqual([{ tickets: 3 }]);
  const timers = await db.pool.query("select ticket_id, timer_id, fire_at from ticket_timer order by ticket_id");
  expect(timers.rows).toEqual([
    { ticket_id: one, timer_id: "t:warn:0.8", fire_at: at("09:36:00") },
    { ticket_id: other, timer_id: "a", fire_at: at("08:30:00") },
  ]);
});
