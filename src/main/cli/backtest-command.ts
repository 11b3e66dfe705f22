import { existsSync } from "node:fs";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { InvalidArgumentError, type Command } from "commander";
import { parse } from "yaml";
import { toCodedError } from "../../contract/coded-error.ts";
import { createProcedures, readCalendarBook, STANDARD_PACK } from "../../core/sop/index.ts";
import type { BacktestResult } from "../../domain/backtest/index.ts";
import type { Pack } from "../../domain/sop/index.ts";
import type { CompiledCalendar } from "../../domain/time/index.ts";
import { isZone } from "../../domain/time/zone.ts";
import {
  backtestLive,
  backtestLog,
  dayIn,
  parseHistoryMap,
  REPORT_LANGUAGES,
  renderReport,
  type HistoryMap,
  type ReportLanguage,
} from "../../features/backtest/index.ts";
import { printSummary } from "./backtest-summary.ts";
import { printJson, printProblem } from "./output.ts";
import { saying } from "./saying.ts";
import { calendarsFor, composedPack } from "./sop-commands.ts";
import { tellProgress } from "./tell-progress.ts";
import { EXIT, withDesk } from "./with-desk.ts";
import { DESK_TIME_ZONE } from "../../domain/text/moment-in-words.ts";

type Options = {
  candidate: string;
  current?: string;
  history: string;
  map?: string;
  zone?: string;
  from?: string;
  to?: string;
  json?: true;
  report?: string;
  language: ReportLanguage | "both";
  threads: number;
};

const LIVE = "live";
const THREADS_MAX = 16;
const THREADS = Math.min(2, availableParallelism());
const EXIT_CODES =
  "\n退出码 Exit codes: 0 完成 done · 1 历史无法读取 the history cannot be read · 2 用法、流程包或映射文件有误 wrong call, pack or map · 3 完成，但有些行有误 done, but some rows were malformed";

/** Adds `bihuan sop backtest`; call it after the other commands on packs. */
export function addBacktest(program: Command, exit: (code: number) => void): void {
  const sop = program.commands.find((command) => command.name() === "sop") ?? program.command("sop");
  sop
    .command("backtest")
    .description("用历史工单试算流程包：与现行流程逐项比较 · try a pack on history, next to the one in force")
    .requiredOption(
      "--candidate <pack>",
      "候选流程包：文件、文件夹或自带流程包的名字 · a file, a folder or a shipped name",
    )
    .option(
      "--current <pack>",
      "现行流程包；默认为已发布的或 standard · what it is compared with; the published one, or standard",
    )
    .option("--history <source>", "live（本服务台）或事件日志 CSV 文件 · live, or a CSV file of events", LIVE)
    .option("--map <file>", "CSV 的映射文件；不给则推断 · how the file is to be read; guessed when absent")
    .option("--zone <zone>", "时区，默认 Asia/Shanghai；映射文件优先 · time zone; a map's own wins", zoneName)
    .option("--from <moment>", "只看此日（或时刻）起受理的工单 · cases opened from this day, or moment, on")
    .option("--to <moment>", "只看此日（含）或此时刻前受理的工单 · up to this day, included, or before this moment")
    .option("--json", "以 JSON 输出结果 · print the result as JSON")
    .option("--report <file>", "写出 HTML 报告 · write a report that a browser shows")
    .option("--language <language>", "报告语言 zh、en 或 both · language of the report", languageName, "both" as const)
    .option(
      "--threads <count>",
      "线程数；结果与之无关 · threads; the result does not depend on it",
      threadCount,
      THREADS,
    )
    .addHelpText("after", EXIT_CODES)
    .action(async (options: Options) => exit(await sayingWhatIsMissing(() => run(options))));
}

async function sayingWhatIsMissing(work: () => Promise<number>): Promise<number> {
  try {
    return await saying(work);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT" && "path" in error)) throw error;
    printProblem(`没有这个文件或文件夹：${error.path}`, `no such file or folder: ${error.path}`);
    return EXIT.usage;
  }
}

async function run(options: Options): Promise<number> {
  const asked = await readAsked(options);
  if (!asked) return EXIT.usage;
  return options.history === LIVE ? judgeDesk(asked, options) : finish(await judgeFile(asked, options), options);
}

/** Packs, map and time as they were asked for. @returns null, with the reason told, where one of them is wrong */
async function readAsked({ candidate, current, map, ...options }: Options): Promise<Asked | null> {
  const [wanted, chosen] = [await composedPack(candidate), current === undefined ? null : await composedPack(current)];
  const read = map === undefined ? null : await readMap(map);
  if (!wanted || (current !== undefined && !chosen) || read === "invalid") return null;
  const zone = read?.zone ?? options.zone ?? DESK_TIME_ZONE;
  const [from, to] = [edgeIn(zone, options.from, "from"), edgeIn(zone, options.to, "to")];
  if (from === "wrong" || to === "wrong") return refuseMoment();
  const calendars = await calendarsFor(folderOf(candidate));
  return { candidate: wanted, current: chosen, calendars, zone, from, to, map: read, threads: options.threads };
}

function edgeIn(zone: string, text: string | undefined, edge: "from" | "to"): number | null | "wrong" {
  return text === undefined ? null : (dayIn(zone, text)?.[edge] ?? "wrong");
}

const judgeDesk = (asked: Asked, options: Options): Promise<number> =>
  withDesk({ schema: "leave" }, (desk) =>
    saying(async () => {
      const procedures = createProcedures(Date.now);
      const current = asked.current ?? (await procedures.published(desk.db.reading)).pack;
      const { compiled } = await readCalendarBook(desk.db.reading);
      const progress = tellProgress("回测 back-test", "tickets");
      const result = await backtestLive(desk.db, {
        ...asked,
        current,
        calendars: new Map([...asked.calendars, ...compiled]),
        onTotal: progress.total,
        onProgress: ({ tickets }) => progress.add(tickets),
      });
      progress.end();
      return finish(result, options);
    }),
  );

type Asked = {
  candidate: Pack;
  current: Pack | null;
  calendars: ReadonlyMap<string, CompiledCalendar>;
  zone: string;
  from: number | null;
  to: number | null;
  map: HistoryMap | null;
  threads: number;
};

async function judgeFile(asked: Asked, { history: file }: Options): Promise<BacktestResult> {
  const current = asked.current ?? (await composedPack(STANDARD_PACK)) ?? asked.candidate;
  const reading = tellProgress("读取 reading", "bytes");
  reading.total((await stat(file)).size);
  const progress = tellProgress("回测 back-test", "tickets");
  const result = await backtestLog({
    ...asked,
    current,
    file,
    onBytes: reading.add,
    onTotal: (cases) => {
      reading.end();
      progress.total(cases);
    },
    onProgress: ({ tickets }) => progress.add(tickets),
  });
  progress.end();
  return result;
}

async function finish(result: BacktestResult, { report, language, json }: Options): Promise<number> {
  if (report !== undefined) {
    await mkdir(path.dirname(path.resolve(report)), { recursive: true });
    await writeFile(report, renderReport(result, language === "both" ? REPORT_LANGUAGES : [language]));
  }
  if (json) printJson(result);
  else printSummary(result, report ?? null);
  return result.history.malformed.count > 0 ? EXIT.findings : EXIT.ok;
}

/** @returns `invalid` with the reason told */
async function readMap(file: string): Promise<HistoryMap | "invalid"> {
  const document = readYaml(await readFile(file, "utf8"));
  const parsed = document instanceof Error ? null : parseHistoryMap(document);
  if (parsed?.ok) return parsed.value;
  const { params } = parsed ? toCodedError(parsed.refusal) : { params: { problems: [(document as Error).message] } };
  const problems = (params["problems"] as string[]).join("; ");
  printProblem(`映射文件 ${file} 有误：${problems}`, `the map ${file} is not valid: ${problems}`);
  return "invalid";
}

function readYaml(text: string): unknown {
  try {
    return parse(text) as unknown;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function refuseMoment(): null {
  printProblem(
    "--from 与 --to 须为 2025-01-31 或 2025-01-31T08:00:00Z",
    "--from and --to are 2025-01-31, or 2025-01-31T08:00:00Z",
  );
  return null;
}

const folderOf = (target: string) => (!existsSync(target) || !target.endsWith(".yaml") ? target : path.dirname(target));

function zoneName(given: string): string {
  if (isZone(given)) return given;
  throw new InvalidArgumentError("Asia/Shanghai, Europe/Berlin …");
}

function languageName(given: string): ReportLanguage | "both" {
  if (given === "zh" || given === "en" || given === "both") return given;
  throw new InvalidArgumentError("zh, en, both");
}

function threadCount(given: string): number {
  const count = Number(given);
  if (Number.isInteger(count) && count >= 1 && count <= THREADS_MAX) return count;
  throw new InvalidArgumentError(`1 … ${THREADS_MAX}`);
}
