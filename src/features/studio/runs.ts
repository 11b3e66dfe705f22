import { Temporal } from "temporal-polyfill";
import { CodedError, problemOf } from "../../contract/coded-error.ts";
import type { RunShape } from "../../contract/studio-routes.ts";
import { findPublished, readCalendarBook } from "../../core/sop/index.ts";
import { findTicketIdByNumber, requireSight } from "../../core/tickets/index.ts";
import type { SignedIn } from "../../core/staff/index.ts";
import type { BacktestResult } from "../../domain/backtest/index.ts";
import { readTicketNumber } from "../../domain/channel/ticket-label.ts";
import type { Pack } from "../../domain/sop/index.ts";
import type { CompiledCalendar } from "../../domain/time/index.ts";
import { addJob, removeJob } from "../../platform/jobs/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Database, Tx } from "../../platform/transaction.ts";
import { record, type Act } from "./act.ts";
import { packOf, versionOf } from "./draft.ts";
import {
  cancelRun,
  countOpenRuns,
  failRun,
  failSilentRuns,
  findRun,
  finishRun,
  insertRun,
  takeRun,
  writeProgress,
  type Run,
  type RunScope,
} from "./run-store.ts";

export const RUN_JOB = "sop_run";
export const RUN_DAYS_KEPT = 7;
const RUNS_PER_PERSON_MAX = 3;
const RUN_MS_MAX = 10 * 60_000;
const SCOPE_DAYS_MAX = 3 * 366;
const PROGRESS_EVERY_MS = 500;
/** A worker that works writes every half second at the longest batch's pace. */
const SILENT_MS_MAX = 3 * 60_000;
const DAY_MS = 86_400_000;

/** The engine over the desk's history; `signal` stops it with its reason. */
export type RunHistory = (given: {
  candidate: Pack;
  current: Pack;
  calendars: ReadonlyMap<string, CompiledCalendar>;
  scope: RunScope;
  zone: string;
  now: number;
  signal: AbortSignal;
  onTotal(tickets: number): void;
  onProgress(moreTickets: number): void;
}) => Promise<BacktestResult>;

export type RunDeps = { db: Database; now: () => number; timeZone: string; runHistory: RunHistory };

type GivenScope = { ticketNumber: string } | { last: number } | { from: string; to: string };

/**
 * Puts a run into the queue: one after the other, a few per person.
 * @throws CodedError `version_unknown`, `pack_invalid`, `too_many_runs`, `not_found`, `invalid_input`
 */
export async function startRun(
  act: Act & { session: SignedIn; timeZone: string },
  versionId: string,
  given: GivenScope,
): Promise<Run> {
  const version = await versionOf(act, versionId);
  packOf(version);
  const scope = await scopeOf(act, given);
  if ((await countOpenRuns(act.tx, act.session.staffId)) >= RUNS_PER_PERSON_MAX)
    throw new CodedError("too_many_runs", { runsMax: RUNS_PER_PERSON_MAX });
  const id = newId(act.now);
  await insertRun(act.tx, { id, versionId, scope, startedBy: act.session.staffId, now: act.now });
  await addJob(act.tx, RUN_JOB, { runId: id }, { queue: RUN_JOB, key: `${RUN_JOB}:${id}`, attemptsMax: 1 });
  await record(act, version, { action: "from" in scope ? "backtest" : "dry_run", facts: { ...given } });
  return runOf(act.tx, id, act.now);
}

async function scopeOf(act: Act & { session: SignedIn; timeZone: string }, given: GivenScope): Promise<RunScope> {
  if ("last" in given) return given;
  if ("ticketNumber" in given) {
    const number = readTicketNumber(given.ticketNumber);
    const ticketId = number === null ? null : await findTicketIdByNumber(act.tx, number);
    if (number === null || ticketId === null) throw new CodedError("not_found");
    await requireSight(act.tx, act.session.viewer, ticketId);
    return { ticketNumber: number };
  }
  const startOf = (day: string) => Temporal.PlainDate.from(day).toZonedDateTime(act.timeZone).epochMilliseconds;
  const [from, to] = [startOf(given.from), startOf(given.to) + DAY_MS];
  if (!(to > from && to - from <= SCOPE_DAYS_MAX * DAY_MS))
    throw new CodedError("invalid_input", { issues: "scope.to" });
  return { from, to };
}

const UNKNOWN = { daysMax: RUN_DAYS_KEPT };

/** A run as it stands; one whose worker has died is failed by now. @throws CodedError `run_unknown` */
export async function runOf(tx: Tx, runId: string, now: number): Promise<Run> {
  const run = await findRun(tx, runId);
  if (!run) throw new CodedError("run_unknown", UNKNOWN);
  if (run.state !== "running" || !run.seenAt || now - run.seenAt.getTime() < SILENT_MS_MAX) return run;
  await failSilentRuns(tx, now - SILENT_MS_MAX, INTERRUPTED, now);
  return { ...run, state: "failed", problem: INTERRUPTED };
}

const INTERRUPTED = { zh: "运行中断，请重新运行。", en: "It was interrupted: run it again." };
const TOO_LONG = {
  zh: "运行超过十分钟，已停止；请缩小范围。",
  en: "It took over ten minutes and was stopped: ask for less.",
};
const NO_PROCEDURE = { zh: "没有已发布的流程可比。", en: "There is no published procedure to compare with." };

/** Stops a run that waits or goes on. @throws CodedError `run_unknown` */
export async function stopRun(act: Act, runId: string): Promise<void> {
  if (!(await findRun(act.tx, runId))) throw new CodedError("run_unknown", UNKNOWN);
  if (await cancelRun(act.tx, runId, act.now)) await removeJob(act.tx, `${RUN_JOB}:${runId}`);
}

export const presentRun = ({ id, versionId, state, done, total, problem, result }: Run): RunShape => ({
  id,
  versionId,
  state,
  progress: { done, total },
  problem,
  result,
});

/** Why a run does not go on: somebody stopped it (null), or what is said of it. */
class Stopped extends Error {
  readonly words: { zh: string; en: string } | null;
  constructor(words: Stopped["words"]) {
    super("stopped");
    this.words = words;
  }
}

/**
 * The job of a run: from waiting to an end, whatever happens. Progress is written at most twice a second; `signal` ends it
 * with the worker.
 */
export async function carryOutRun(deps: RunDeps, runId: string, signal?: AbortSignal): Promise<void> {
  const { db, now } = deps;
  if (!(await takeRun(db.reading, runId, now()))) return;
  const stopping = new AbortController();
  const progress = { done: 0, total: null as number | null };
  const tell = async () => {
    if (!(await writeProgress(db.reading, runId, { ...progress, now: now() }))) stopping.abort(new Stopped(null));
  };
  // An interval and not each step: a batch that takes long still shows that somebody is at work.
  const telling = setInterval(() => void tell().catch(() => undefined), PROGRESS_EVERY_MS);
  const limit = setTimeout(() => stopping.abort(new Stopped(TOO_LONG)), RUN_MS_MAX);
  signal?.addEventListener("abort", () => stopping.abort(new Stopped(INTERRUPTED)));
  try {
    const result = await judge(deps, runId, { progress, signal: stopping.signal });
    await finishRun(db.reading, runId, { done: progress.done, result, now: now() });
  } catch (error) {
    const why: unknown = stopping.signal.aborted ? stopping.signal.reason : error;
    const words = wordsOf(why);
    if (words) await failRun(db.reading, runId, words, now());
    if (!(why instanceof CodedError || why instanceof Stopped)) throw error;
  } finally {
    clearInterval(telling);
    clearTimeout(limit);
  }
}

type Watch = { progress: { done: number; total: number | null }; signal: AbortSignal };

async function judge({ db, now, timeZone, runHistory }: RunDeps, runId: string, { progress, signal }: Watch) {
  const run = await runOf(db.reading, runId, now());
  const published = await findPublished(db.reading);
  if (!published) throw new CodedError("no_procedure");
  const { compiled: calendars } = await readCalendarBook(db.reading);
  if ("last" in run.scope) progress.total = run.scope.last;
  if ("ticketNumber" in run.scope) progress.total = 1;
  const candidate = packOf(await versionOf({ tx: db.reading }, run.versionId));
  signal.throwIfAborted();
  return runHistory({
    candidate,
    current: packOf(published),
    calendars,
    scope: run.scope,
    zone: timeZone,
    now: now(),
    signal,
    onTotal: (tickets) => void (progress.total = tickets),
    onProgress: (more) => void (progress.done += more),
  });
}

function wordsOf(error: unknown): { zh: string; en: string } | null {
  if (error instanceof Stopped) return error.words;
  if (!(error instanceof CodedError)) return INTERRUPTED;
  if (error.code === "no_procedure") return NO_PROCEDURE;
  const { code, params } = error;
  return { zh: problemOf(code, params, "zh").title, en: problemOf(code, params, "en").title };
}
