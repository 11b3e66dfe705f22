import { createServer } from "node:net";
import { firstAdministratorLink } from "../../core/staff/index.ts";
import { startProblemOf, type Settings } from "../../platform/config/index.ts";
import { assembleDesk, type AssembledDesk } from "../assemble-desk.ts";
import { openFanOut, openPublisher, type Realtime } from "../../platform/realtime/index.ts";
import { openDesk, type Desk } from "../open-desk.ts";
import { startWeb } from "../start-web.ts";
import { startWork } from "../start-worker.ts";
import { print, printStartProblem } from "./output.ts";
import { publicUrlOf } from "./public-url.ts";
import { closeAll, waitForEnd } from "./wait-for-end.ts";
import { EXIT, settingsOfProcess } from "./with-desk.ts";

export type Parts = { web: boolean; worker: boolean };

/** Runs until told to end. Everything that was opened is closed in the opposite order, the database last. */
export async function serve(parts: Parts): Promise<number> {
  const closers: (() => Promise<void>)[] = [];
  const ended = waitForEnd();
  let dataDir = "DATA_DIR";
  try {
    const settings = await withPort(settingsOfProcess());
    dataDir = settings.dataDir;
    const desk = await openDesk(settings, { alone: parts.web && parts.worker });
    closers.unshift(() => desk.close());
    failLoudly(desk);
    await open(desk, parts, closers);
    desk.log.info({ reason: await ended }, "ending");
    await closeAll(closers, (error) => desk.log.error({ err: error }, "closing"));
    return EXIT.ok;
  } catch (error) {
    await closeAll(closers, () => undefined);
    printStartProblem(startProblemOf(error, dataDir));
    return EXIT.failed;
  }
}

async function open(desk: Desk, parts: Parts, closers: (() => Promise<void>)[]): Promise<void> {
  const publicUrl = publicUrlOf(desk.settings);
  const fanOut = await openFanOut({
    pool: desk.db.pool,
    redisUrl: desk.settings.redisUrl,
    onError: (error) => desk.log.warn({ err: error }, "realtime"),
  });
  closers.unshift(() => fanOut.close());
  const late: Pick<Realtime, "publish" | "drop"> = { publish: () => undefined, drop: () => undefined };
  // A process without a web door tells the browsers of those that have one.
  if (!parts.web) Object.assign(late, openPublisher(fanOut));
  const assembled = await assembleDesk(desk, {
    publicUrl,
    publish: (...message) => late.publish(...message),
    endConnections: (staffId) => late.drop(staffId),
  });
  if (parts.web) {
    const web = await startWeb(assembled, late, fanOut);
    closers.unshift(() => web.close());
  }
  if (parts.worker) {
    const work = await startWork(assembled, { alone: desk.settings.databaseUrl === null });
    closers.unshift(() => work.close());
  }
  await greet(assembled, parts);
}

async function greet({ desk, publicUrl, now }: AssembledDesk, parts: Parts): Promise<void> {
  if (!parts.web) return print(`✓ ${desk.settings.deskName} · 后台任务已启动 worker is running`);
  const link = await firstAdministratorLink(desk.db, publicUrl, now());
  print(`✓ ${desk.settings.deskName} · ${publicUrl}`, ...(link === null ? [] : invitationLines(link)));
}

function invitationLines(link: string): string[] {
  return [
    "",
    "  首位管理员请打开此链接（一次有效，24 小时内）",
    "  To become the first administrator, open this link (once, within 24 hours):",
    `  ${link}`,
    "",
  ];
}

/** Links need the port before anything listens, so a free one is chosen at once. */
async function withPort(settings: Settings): Promise<Settings> {
  if (settings.port !== 0) return settings;
  const port = await new Promise<number>((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, settings.host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
  return { ...settings, port };
}

/** A broken invariant ends the process: what is running could be wrong, what is in the database is not. */
function failLoudly(desk: Desk): void {
  const fail = (error: unknown) => {
    desk.log.fatal({ err: error }, "unexpected");
    process.emit("SIGTERM");
    process.once("exit", () => (process.exitCode = EXIT.failed));
  };
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);
}
