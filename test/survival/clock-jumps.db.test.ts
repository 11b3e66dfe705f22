import { expect, test } from "vitest";
import { runningClock } from "../support/fake-clock.ts";
import { expectOk, liveDesk, until } from "../support/live-desk.ts";
import { everythingStands } from "./everything-stands.ts";
import { mailUntilTaken, ticketUntilTaken, type Acknowledged } from "./outside-world.ts";

const MINUTE_MS = 60_000;
const TICKETS = process.env["SURVIVAL"] === "long" ? 60 : 6;
const JUMPS_MINUTES = process.env["SURVIVAL"] === "long" ? [60, -10, 60, -10, 1, -10, 60, 60, -10] : [60, -10, 60];

// Jobs go by the database's clock: a desk in the past is never ahead of it.
const clock = runningClock(Date.now() - 30 * 24 * 60 * MINUTE_MS);
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
    await expectOk(desk.administrator.call("POST", `/api/v1/tickets/${id}/notes`, { html: `<p>${text}</p>` }));
}

test(
  "the clock jumps forwards by an hour and back by ten minutes: no promise is told twice, none is lost, chains and order hold",
  { timeout: 180_000 },
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
