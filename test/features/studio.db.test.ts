import { expect, test } from "vitest";
import type { RunShape, VersionDetail } from "../../src/contract/studio-routes.ts";
import type { BacktestResult } from "../../src/domain/backtest/index.ts";
import { openTicket } from "../../src/core/tickets/index.ts";
import { newId } from "../../src/platform/ids.ts";
import { runDueJobs } from "../../src/platform/jobs/index.ts";
import { mountedDesk } from "../support/mounted-desk.ts";
import { staffDesk } from "../support/staff-desk.ts";
import { FASTER_P1 } from "../support/studio-desk.ts";
import { testDatabase } from "../support/test-database.ts";
import { plainOpening } from "../support/ticket-fixtures.ts";

const database = await testDatabase();
const { db } = database;
const { assembled, app } = await mountedDesk(database);
const people = await staffDesk(db);
const one = await people.addPerson("administrator", { name: "甲" });
const two = await people.addPerson("administrator", { name: "乙" });

type Method = "GET" | "POST" | "PUT";
async function ask<T>(by: typeof one, method: Method, path: string, payload?: object): Promise<T> {
  const url = `/api/v1${path}`;
  const answer = await app.inject({ method, url, headers: by.headers, ...(payload ? { payload } : {}) });
  expect([answer.statusCode, answer.body.slice(0, 300)]).toEqual([expect.closeTo(201, -1), expect.any(String)]);
  return answer.json() as T;
}

const opened = Date.now() - 17 * 60_000;
const contactId = newId();
await db.pool.query("insert into contact (id, name) values ($1, '王伟')", [contactId]);
const openOne = () => {
  const opening = plainOpening({ contactId, priority: { value: "P1", reason: "x" } });
  const by = { actor: { kind: "system" as const }, now: opened };
  return db.inTransaction((tx) => openTicket(assembled.tickets, tx, opening, by));
};

test(
  "a draft is tried on the desk's own tickets, published by a second person, and its promise runs (REQ: TR-04)",
  { timeout: 240_000 },
  async () => {
    const { head } = await openOne();
    const begun = await ask<VersionDetail>(one, "POST", "/procedure-versions", { reason: "更快" });
    const { id } = begun.version;
    const layer = FASTER_P1.replace("20m", "16m");
    await ask(one, "PUT", `/procedure-versions/${id}/layer`, { text: layer, revision: 1 });
    const scopes = [{ ticketNumber: String(head.number) }, { last: 10 }, { from: "2020-01-01", to: "2022-01-01" }];
    const runs: string[] = [];
    for (const scope of scopes)
      runs.push((await ask<RunShape>(one, "POST", `/procedure-versions/${id}/runs`, { scope })).id);
    const show = () => Promise.all(runs.map((run) => ask<RunShape>(two, "GET", `/procedure-runs/${run}`)));
    // They run one after the other, and one that is still on its way is met in the next round.
    const ended = async () => {
      await runDueJobs(db.pool, assembled.jobs, () => undefined);
      return (await show()).map(({ state, problem }) => [state, problem]);
    };
    await expect.poll(ended).toEqual(runs.map(() => ["done", null]));
    const [single, , past] = await show();
    const result = single?.result as BacktestResult;
    const line = result.figures.lines.find((compared) => compared.id === "c.first-response.p1");
    expect(result.history).toMatchObject({ source: "dry_run", tickets: 1 });
    expect(single?.progress).toEqual({ done: 1, total: 1 });
    expect([line?.current.missed, line?.candidate.missed]).toEqual([0, 1]);
    const before = past?.result as BacktestResult;
    expect(before.history).toMatchObject({ source: "live", tickets: 0 });

    await ask(one, "POST", `/procedure-versions/${id}/check`);
    await ask(one, "POST", `/procedure-versions/${id}/proposal`, { reason: "客户要求" });
    await ask(two, "POST", `/procedure-versions/${id}/approval?revision=2`);
    // Another node may go on for two seconds with the version it knew.
    await expect
      .poll(async () => (await openOne()).clocks.find(({ lineId }) => lineId === "c.first-response.p1")?.targetMs, {
        timeout: 30_000,
      })
      .toBe(16 * 60_000);
  },
);
