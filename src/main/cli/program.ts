import { Command, CommanderError } from "commander";
import { PRODUCT_VERSION } from "../product-version.ts";
import { addBacktest } from "./backtest-command.ts";
import { addBackup } from "./backup-commands.ts";
import { addDemo } from "./demo-command.ts";
import { addDoctor } from "./doctor-command.ts";
import { addMigrate } from "./migrate-command.ts";
import { addPeople } from "./people-commands.ts";
import { addPublish } from "./publish-command.ts";
import { addServe } from "./serve-commands.ts";
import { addSop } from "./sop-commands.ts";
import { addWebhook } from "./webhook-command.ts";
import { EXIT } from "./with-desk.ts";

/**
 * Runs one command.
 * @returns its exit code: 0 done · 1 could not · 2 called wrongly · 3 the doctor found something
 */
export async function runCli(words: string[]): Promise<number> {
  let code: number = EXIT.ok;
  const exit = (given: number) => {
    code = given;
  };
  const program = new Command("bihuan")
    .description(
      "Bihuan 闭环：以流程为程序的技术支持服务台 · a technical-support desk in which the operating procedure is the program",
    )
    .version(PRODUCT_VERSION)
    .showHelpAfterError()
    .exitOverride();
  for (const add of [
    addServe,
    addMigrate,
    addDoctor,
    addPeople,
    addBackup,
    addDemo,
    addSop,
    addBacktest,
    addPublish,
    addWebhook,
  ])
    add(program, exit);
  program.commands.forEach(stopProcessOnNothing);
  try {
    await program.parseAsync(words, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    throw error;
  }
}

/** A wrong call ends in our exit code, in sub-commands as well. */
function stopProcessOnNothing(command: Command): void {
  command.exitOverride();
  command.commands.forEach(stopProcessOnNothing);
}
