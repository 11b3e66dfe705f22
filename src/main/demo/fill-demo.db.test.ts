import { expect, test } from "vitest";
import { mountedDesk } from "../../../test/support/mounted-desk.ts";
import { testDatabase } from "../../../test/support/test-database.ts";
import { examineDesk } from "../../features/doctor/index.ts";
import { fillDemo } from "./fill-demo.ts";

const database = await testDatabase();
const { assembled, app } = await mountedDesk(database);
const TICKETS = 60;
const PASSWORD = "a password for the demonstration";
const end = Date.now();
let told = 0;
/** Tickets of a story beyond its first. */
let seconds = 0;
const fill = (add: boolean) =>
  fillDemo(assembled.desk, {
    publicUrl: assembled.publicUrl,
    password: PASSWORD,
    end,
    ticketCount: TICKETS,
    add,
    onProgress: (tickets) => {
      told += tickets;
      seconds += Math.max(0, tickets - 1);
    },
  });
const sql = async <T>(text: string) => (await database.db.pool.query(text)).rows as T[];
const count = async (text: string) => (await sql<{ count: number }>(`select count(*)::int as count ${text}`))[0]!.count;

/** Somebody who was here before, with the settings that people begin with. */
await database.db.pool.query(
  "insert into staff_member (id, name, email, role) values (gen_random_uuid(), '孙悦', 'sun.yue@desk.example', 'supervisor')",
);

test("fills an empty desk with people, customers and cases, and the doctor finds nothing", async () => {
  const report = await fill(false);
  if (typeof report === "string") throw new Error(report);
  expect(report).toMatchObject({ organisations: 12, contacts: 60, tickets: TICKETS });
  expect(told).toBe(TICKETS);
  expect(report.people).toHaveLength(8);
  expect(await count("from organisation")).toBe(12);
  expect(await count("from contact")).toBe(60);
  expect(await examineDesk(database.db.reading, Date.now(), () => undefined)).toMatchObject({
    healthy: true,
    findings: [],
    tickets: TICKETS,
  });
}, 120_000);

test("nothing waits to be sent, nobody is to be mailed, not even who was here before, and no job that sends is left", async () => {
  expect(await count("from message where direction = 'out'")).toBeGreaterThan(TICKETS);
  expect(await count("from message where direction = 'out' and delivery_state <> 'sent'")).toBe(0);
  expect(await count("from notification where mail_at is not null and read_at is null")).toBe(0);
  const jobs = await sql<{ name: string }>("select distinct task_identifier as name from graphile_worker.jobs");
  expect(jobs.map(({ name }) => name).filter((name) => name !== "wake_ticket")).toEqual([]);
});

test("cases stand in many states, with promises kept and broken, all in the past", async () => {
  const states = await sql<{ state: string }>("select distinct state from ticket");
  expect(states.length).toBeGreaterThanOrEqual(4);
  expect(await count("from ticket_clock where state = 'met'")).toBeGreaterThan(TICKETS);
  expect(await count("from ticket_clock where breached_at is not null")).toBeGreaterThan(0);
  expect(await count(`from ticket_event where at > to_timestamp(${end} / 1000.0)`)).toBe(0);
  expect(
    await count(
      "from ticket_event e join ticket_event p on p.ticket_id = e.ticket_id and p.seq = e.seq - 1 where p.at > e.at",
    ),
  ).toBe(0);
});

test("numbers follow the order in which cases came in", async () => {
  const rows = await sql<{ at: string }>(
    "select opened_at::text as at from ticket where channel = 'email' order by number",
  );
  const moments = rows.map(({ at }) => at);
  // The first tickets of stories are opened one after the other; the second of one comes in between, wherever its story is by then.
  expect(moments.length - longestRising(moments)).toBeLessThanOrEqual(seconds);
  expect(seconds).toBeLessThan(TICKETS / 10);
});

test("the printed password signs in", async () => {
  const answer = await app.inject({
    method: "POST",
    url: "/api/auth/sign-in/email",
    headers: { origin: assembled.publicUrl },
    payload: { email: "chenjing@qiming.example", password: PASSWORD },
  });
  expect(answer.statusCode).toBe(200);
});

test("a desk with tickets is refused, and one that has the demonstration even with --add", async () => {
  expect(await fill(false)).toBe("has_tickets");
  expect(await fill(true)).toBe("is_there");
  expect(await count("from ticket")).toBe(TICKETS);
});

/** How many of a list are left when the fewest are taken out for the rest to rise. */
function longestRising(list: readonly string[]): number {
  const ends: string[] = [];
  for (const one of list) {
    const place = ends.findIndex((end) => end > one);
    ends[place < 0 ? ends.length : place] = one;
  }
  return ends.length;
}
