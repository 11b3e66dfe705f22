import { expect, test } from "vitest";
import { runningClock } from "../support/fake-clock.ts";
import { liveDesk, until } from "../support/live-desk.ts";
import { everythingStands } from "./everything-stands.ts";
import { mailUntilTaken, ticketUntilTaken, type Acknowledged } from "./outside-world.ts";

const MINUTE_MS = 60_000;
const LONG = process.env["SURVIVAL"] === "long";
const TICKETS = LONG ? 60 : 6;
const JUMPS_MINUTES = LONG ? [60, -10, 60, -10, 1, -10, 60, 60, -10] : [60, -10, 60];

/** Of each year, counted from 0: in the middle of these there is no holiday. */
const MONTHS_WITHOUT_HOLIDAYS = [2, 6, 7, 10, 11];

/** 13:45 in Shanghai on an ordinary Tuesday before that moment: four hours of work lie ahead, whenever the test is run. */
function inWorkingHours(before: number): number {
  const day = new Date(before);
  day.setUTCHours(5, 45, 0, 0);
  const isOrdinary = () => MONTHS_WITHOUT_HOLIDAYS.includes(day.getUTCMonth()) && Math.abs(day.getUTCDate() - 16) <= 8;
  do day.setUTCDate(day.getUTCDate() - 1);
  while (day.getUTCDay() !== 2 || !isOrdinary());
  return day.getTime();
}

// Jobs go by the database's clock: a desk in the past is never ahead of it.
const clock = runningClock(inWorkingHours(Date.now() - 7 * 24 * 60 * MINUTE_MS));
const desk = await liveDesk({ now: clock.now });
const { token } = desk.administrator;
const told: Acknowledged = new Set();

const numberOf = async (question: string) =>
  Number(
    (await desk.db.pool.query<{ n: number }>(`select (${question})::int as n`, [new Date(clock.now())])).rows[0]!.n,
  );
const DUE = "select count(*) from ticket_timer where fire_at <= $1::timestamptz";
const TOLD =
  "select count(*) from ticket_event where type in ('clock_warned', 'clock_breached') and at > $1::timestamptz - interval '9 years'";
/** What was due when somebody looked and has not been told: lost. */
const UNTOLD = `select count(*) from ticket_clock c where c.state = 'running' and c.due_at < $1::timestamptz
  and not exists (select 1 from ticket_event e where e.ticket_id = c.ticket_id and e.type = 'clock_breached' and e.body->>'clockId' = c.clock_id)`;

async function work(round: string): Promise<void> {
  const names = Array.from({ length: TICKETS }, (_, at) => `${round}-${at}`);
  await Promise.all([
    ...names.map((name) => mailUntilTaken(desk.smtpPort, `m${name}`, told)),
    ...names.map((name) => ticketUntilTaken(desk, { token, told }, `t${name}`)),
  ]);
}

/** A note on every ticket: its past has moments that lie ahead of a clock that was set back. */
async function noteOnAll(text: string): Promise<void> {
  const { rows } = await desk.db.pool.query<{ id: string }>("select id from ticket where state <> 'closed'");
  for (const { id } of rows)
    await until(async () => {
      const { status } = await desk.administrator.call("POST", `/api/v1/tickets/${id}/notes`, {
        html: `<p>${text}</p>`,
      });
      // A desk that has too much at once says so, and is asked again.
      if (status !== 201 && status !== 503) throw new Error(`${status}`);
      return status === 201;
    });
}

test(
  "the clock jumps forwards by an hour and back by ten minutes: no promise is told twice, none is lost, chains and order hold",
  { timeout: LONG ? 900_000 : 180_000 },
  async () => {
    await work("before");
    for (const [at, minutes] of JUMPS_MINUTES.entries()) {
      const before = await numberOf(TOLD);
      clock.advance(minutes * MINUTE_MS);
      await Promise.all([work(`jump${at}`), noteOnAll(`jump ${at}`)]);
      await until(async () => (await numberOf(DUE)) === 0);
      if (minutes >= 60) expect(await numberOf(TOLD)).toBeGreaterThan(before);
      await until(async () => (await numberOf(UNTOLD)) === 0);
    }
    await everythingStands(desk, told);
  },
);
