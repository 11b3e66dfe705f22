import type { Command } from "commander";
import type { Parts } from "./serve.ts";

export function addServe(program: Command, exit: (code: number) => void): void {
  program
    .command("start")
    .description("启动网页、后台任务与内置数据库 · start pages, API, worker and the embedded database")
    .action(async () => exit(await load({ web: true, worker: true })));
  program
    .command("web")
    .description("只启动网页与接口 · serve pages and API alone")
    .action(async () => exit(await load({ web: true, worker: false })));
  program
    .command("worker")
    .description("只启动后台任务与收信 · run jobs and take in mail alone")
    .action(async () => exit(await load({ web: false, worker: true })));
}

/** The whole desk is loaded only by the commands that run it. */
async function load(parts: Parts): Promise<number> {
  const { serve } = await import("./serve.ts");
  return serve(parts);
}
