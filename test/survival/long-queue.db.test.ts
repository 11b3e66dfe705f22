import { expect, test } from "vitest";
import { liveDesk, until } from "../support/live-desk.ts";
import { everythingStands } from "./everything-stands.ts";
import { mailUntilTaken, type Acknowledged } from "./outside-world.ts";

const JOBS = process.env["SURVIVAL"] === "long" ? 100_000 : 5_000;
const MAILS = 5;
/** What a desk at rest may need more while it works off what has piled up. */
const MEMORY_GROWTH_BYTES_MAX = 200 * 1024 * 1024;

const desk = await liveDesk({ environment: { LOG_LEVEL: "silent" } });
const told: Acknowledged = new Set();

const waiting = async () =>
  Number((await desk.db.pool.query<{ n: number }>("select count(*)::int as n from graphile_worker.jobs")).rows[0]!.n);

test(
  `${JOBS} jobs that have piled up are worked off in bounded memory, and mails do not wait behind them`,
  { timeout: 1_800_000 },
  async () => {
    await mailUntilTaken(desk.smtpPort, "before", told);
    await until(async () => (await waiting()) === 0);
    const before = process.memoryUsage().rss;
    // As after an import or a change of many tickets: each is indexed anew.
    await desk.db.pool.query(
      `select count(*) from graphile_worker.add_jobs(array(select row(
         'index_ticket', json_build_object('ticketId', gen_random_uuid(), 'fresh', false), null, now(), null, null, 10, null
       )::graphile_worker.job_spec from generate_series(1, ${JOBS})))`,
    );
    const sent = performance.now();
    await Promise.all(Array.from({ length: MAILS }, (_, at) => mailUntilTaken(desk.smtpPort, `new${at}`, told)));
    await until(async () => {
      const { rows } = await desk.db.pool.query("select 1 from ticket where subject like 'new%'");
      return rows.length === MAILS;
    });
    const takenInAfterMs = performance.now() - sent;
    const left = await waiting();
    expect(left, `the mails were in after ${Math.round(takenInAfterMs)} ms`).toBeGreaterThan(JOBS / 10);
    let rssMost = 0;
    while ((await waiting()) > 0) {
      rssMost = Math.max(rssMost, process.memoryUsage().rss);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(rssMost - before).toBeLessThan(MEMORY_GROWTH_BYTES_MAX);
    await everythingStands(desk, told);
  },
);
