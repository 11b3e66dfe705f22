import { expect, test, vi } from "vitest";
import { FASTER_P1, studioDesk } from "../../../test/support/studio-desk.ts";
import { testDatabase } from "../../../test/support/test-database.ts";
import { CodedError } from "../../contract/coded-error.ts";
import type { RunShape } from "../../contract/studio-routes.ts";
import type { BacktestResult } from "../../domain/backtest/index.ts";
import { migrateJobs, runDueJobs } from "../../platform/jobs/index.ts";
import { newId } from "../../platform/ids.ts";
import { addBareTicket } from "../../../test/support/bare-ticket.ts";
import { deleteRuns } from "./run-store.ts";
import { runRoutes } from "./run-routes.ts";
import { carryOutRun, type RunHistory } from "./runs.ts";
import { versionRoutes } from "./version-routes.ts";

const { db } = await testDatabase();
await migrateJobs(db.pool);
const timeZone = "Asia/Shanghai";
const desk = await studioDesk(db, [...versionRoutes(), ...runRoutes({ timeZone })]);
const { ask } = desk;
const admin = await desk.addPerson("administrator");
const draft = (await ask(admin, "POST", "/procedure-versions", { reason: "x" })).body.version;
await ask(admin, "PUT", `/procedure-versions/${draft.id}/layer`, { text: FASTER_P1, revision: 1 });

type Given = Parameters<RunHistory>[0];
const RESULT = { format: 1 } as unknown as BacktestResult;
const deps = (runHistory: RunHistory) => ({ db, now: desk.clock.now, timeZone, runHistory });
const start = (scope: object, by = admin) =>
  ask<RunShape>(by, "POST", `/procedure-versions/${draft.id}/runs`, { scope });
const show = async (id: string) => (await ask<RunShape>(admin, "GET", `/procedure-runs/${id}`)).body;

test("a run waits, is carried out by a job with both packs, and ends in a result", async () => {
  const started = await start({ last: 20 });
  expect(started).toMatchObject({ status: 202, body: { state: "waiting", result: null } });
  let given: Given | null = null;
  const runHistory: RunHistory = async (asked) => {
    given = asked;
    asked.onProgress(20);
    return RESULT;
  };
  const handlers = {
    sop_run: (payload: unknown) => carryOutRun(deps(runHistory), (payload as { runId: string }).runId),
  };
  await runDueJobs(db.pool, handlers, () => undefined);
  expect(await show(started.body.id)).toMatchObject({
    state: "done",
    progress: { done: 20, total: 20 },
    result: { format: 1 },
    problem: null,
  });
  const line = (side: "candidate" | "current") =>
    given?.[side].promises.find(({ id }) => id === "c.first-response.p1")?.target;
  expect([line("current"), line("candidate")]).toEqual([
    { type: "within", ms: 1_800_000 },
    { type: "within", ms: 1_200_000 },
  ]);
});

test("days are those of the desk's zone, the last one whole", async () => {
  const { body } = await start({ from: "2026-02-01", to: "2026-02-02" });
  const runHistory = vi.fn<RunHistory>().mockResolvedValue(RESULT);
  await carryOutRun(deps(runHistory), body.id);
  expect(runHistory.mock.calls[0]?.[0].scope).toEqual({
    from: Date.parse("2026-02-01T00:00:00+08:00"),
    to: Date.parse("2026-02-03T00:00:00+08:00"),
  });
  expect((await start({ from: "2026-02-02", to: "2026-02-01" })).body.code).toBe("invalid_input");
  expect((await start({ from: "1000-02-02", to: "2026-02-01" })).body.code).toBe("invalid_input");
});

test("progress is written while it goes on, and stopping it stops it", async () => {
  const { id } = (await start({ from: "2026-02-01", to: "2026-02-02" })).body;
  const seen: RunShape[] = [];
  const runHistory: RunHistory = async ({ onTotal, onProgress, signal }) => {
    onTotal(1_000);
    onProgress(400);
    await expect.poll(async () => (await show(id)).progress.done).toBe(400);
    seen.push(await show(id));
    await ask(admin, "DELETE", `/procedure-runs/${id}`);
    await expect.poll(() => signal.aborted).toBe(true);
    signal.throwIfAborted();
    return RESULT;
  };
  await carryOutRun(deps(runHistory), id);
  expect(seen).toMatchObject([{ state: "running", progress: { done: 400, total: 1_000 } }]);
  expect(await show(id)).toMatchObject({ state: "cancelled", result: null });
  await carryOutRun(deps(vi.fn<RunHistory>().mockRejectedValue(new Error("never called"))), id);
  expect((await show(id)).state).toBe("cancelled");
});

test("a worker that ends takes its run with it, and the run says so", async () => {
  const { id } = (await start({ last: 1 })).body;
  const ending = new AbortController();
  const runHistory: RunHistory = ({ signal }) =>
    new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));
  const run = carryOutRun(deps(runHistory), id, ending.signal);
  await expect.poll(async () => (await show(id)).state).toBe("running");
  ending.abort();
  await run;
  expect(await show(id)).toMatchObject({ state: "failed", problem: { en: expect.stringContaining("interrupted") } });
});

test("a run that fails says so in a sentence; one whose worker died is failed when it is looked at", async () => {
  const { id } = (await start({ last: 1 })).body;
  await carryOutRun(deps(vi.fn<RunHistory>().mockRejectedValue(new CodedError("not_found"))), id);
  expect(await show(id)).toMatchObject({ state: "failed", problem: { zh: expect.stringContaining("找不到") } });
  const broken = (await start({ last: 1 })).body.id;
  await expect(carryOutRun(deps(vi.fn<RunHistory>().mockRejectedValue(new Error("boom"))), broken)).rejects.toThrow();
  expect((await show(broken)).state).toBe("failed");
  const silent = (await start({ last: 1 })).body.id;
  await db.pool.query("update sop_run set state = 'running', seen_at = $2 where id = $1", [
    silent,
    new Date(desk.clock.now() - 10 * 60_000),
  ]);
  expect(await show(silent)).toMatchObject({
    state: "failed",
    problem: { en: expect.stringContaining("interrupted") },
  });
});

test("nobody queues more than three, waiting ones are stopped, and after seven days they are gone", async () => {
  const other = await desk.owner("supervisor", "丙");
  const ids: string[] = [];
  for (let count = 0; count < 3; count++) ids.push((await start({ last: 1 }, other)).body.id);
  expect((await start({ last: 1 }, other)).body.code).toBe("too_many_runs");
  expect((await ask(other, "DELETE", `/procedure-runs/${ids[0]}`)).status).toBe(204);
  expect((await start({ last: 1 }, other)).status).toBe(202);
  await deleteRuns(db.reading, desk.clock.now() + 1);
  expect((await ask(other, "GET", `/procedure-runs/${ids[1]}`)).body).toMatchObject({ code: "run_unknown" });
});

test("a result names to each reader the tickets that he sees, and no other", async () => {
  const { id } = (await start({ last: 20 }, await desk.owner("supervisor", "流程负责人"))).body;
  const { ticketId } = await addBareTicket(db, { teamId: newTeam, assigneeId: null });
  const [row] = (await db.pool.query<{ number: number }>("select number from ticket where id = $1", [ticketId])).rows;
  const differing = [{ name: String(row?.number) }, { name: "7999" }];
  const result = { ...RESULT, differing } as unknown as BacktestResult;
  await carryOutRun(deps(vi.fn<RunHistory>().mockResolvedValue(result)), id);
  const agent = await desk.owner("agent", "别组的负责人");
  const shownTo = async (person: Parameters<typeof ask>[0]) =>
    (await ask<RunShape>(person, "GET", `/procedure-runs/${id}`)).body.result?.["differing"];
  expect(await shownTo(admin)).toEqual([{ name: String(row?.number) }]);
  expect(await shownTo(agent)).toEqual([]);
});

test("a ticket that its owner may not see is not run over; a draft that is no pack is refused", async () => {
  const hidden = await addBareTicket(db, { teamId: newTeam, assigneeId: null });
  const { rows } = await db.pool.query<{ number: string }>("select number from ticket where id = $1", [
    hidden.ticketId,
  ]);
  const ticketNumber = String(rows[0]?.number);
  const owner = await desk.owner("agent", "乙");
  expect((await start({ ticketNumber }, owner)).body.code).toBe("not_found");
  expect((await start({ ticketNumber: `#${ticketNumber}` })).status).toBe(202);
  expect((await start({ ticketNumber: "99999999" })).body.code).toBe("not_found");
  expect((await start({ ticketNumber: "'; drop" })).body.code).toBe("not_found");
  await ask(admin, "PUT", `/procedure-versions/${draft.id}/layer`, { text: "a: [", revision: 2 });
  expect((await start({ last: 1 })).body.code).toBe("pack_invalid");
});

const newTeam = newId();
await db.pool.query("insert into team (id, name) values ($1, '蓝队')", [newTeam]);
