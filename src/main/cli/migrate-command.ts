import type { Command } from "commander";
import { print } from "./output.ts";
import { EXIT, withDesk } from "./with-desk.ts";

export function addMigrate(program: Command, exit: (code: number) => void): void {
  program
    .command("migrate")
    .description("把数据库结构更新到本版本 · bring the database's schema up to this version")
    .action(async () =>
      exit(
        await withDesk({}, async () => {
          print("✓ 数据库结构已是最新 · the schema is up to date");
          return EXIT.ok;
        }),
      ),
    );
}
