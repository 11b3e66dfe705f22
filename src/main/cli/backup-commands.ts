import path from "node:path";
import type { Command } from "commander";
import { BackupProblem, restoreBackup, writeBackup } from "../../platform/backup/index.ts";
import { filesFolderOf, type Desk } from "../open-desk.ts";
import { PRODUCT_VERSION } from "../product-version.ts";
import { print, printJson, printProblem, showProgress } from "./output.ts";
import { EXIT, withDesk } from "./with-desk.ts";

type Options = { json?: true; force?: true };
const BYTES_PER_MB = 1_000_000;

const ZH: Record<BackupProblem["code"], string> = {
  not_a_backup: "该文件不是 Bihuan 的备份。",
  damaged: "备份不完整或已损坏，未作任何改动。请换一份备份。",
  database_not_empty: "数据库非空。请换一个空库，或用 --force 覆盖。",
  backup_newer: "备份出自其他版本。请用当时的版本恢复，再升级。",
  target_exists: "文件已存在。请换一个文件名。",
  data_folder_not_empty: "附件文件夹非空。请换一个 DATA_DIR，或用 --force 覆盖。",
  files_kept_elsewhere: "备份含有附件，而当前设置把附件存于 S3。请去掉 S3_BUCKET 后恢复。",
};

export function addBackup(program: Command, exit: (code: number) => void): void {
  program
    .command("backup")
    .argument("<file>", "备份文件，如 desk.tar.zst · the file to write")
    .description(
      "把数据库与附件写入一个文件，可在运行中进行 · write database and files into one file; the desk may go on",
    )
    .option("--json", "以 JSON 输出 · print as JSON")
    .addHelpText(
      "after",
      "\n文件含签名密钥与客户资料，请妥善保管。The file holds the secret key and customers' data: keep it safe.",
    )
    .action(async (file: string, options: Options) =>
      exit(await withDesk({ schema: "leave" }, (desk) => saying(() => backup(desk, file, options)))),
    );
  program
    .command("restore")
    .argument("<file>", "备份文件 · the file to read")
    .description("把备份恢复到空的服务台 · read a backup into an empty desk; stop the desk first")
    .option("--force", "覆盖已有内容 · overwrite what is there")
    .option("--json", "以 JSON 输出 · print as JSON")
    .action(async (file: string, options: Options) =>
      exit(await withDesk({ schema: "leave", alone: true }, (desk) => saying(() => restore(desk, file, options)))),
    );
}

async function backup(desk: Desk, file: string, options: Options): Promise<void> {
  const progress = showProgress("备份 backup", null, "MB");
  const report = await writeBackup(
    {
      pool: desk.db.pool,
      filesFolder: filesFolderOf(desk.settings),
      secretKey: desk.settings.secretKey === null ? desk.secretKey : null,
      version: PRODUCT_VERSION,
      now: () => Date.now(),
      onProgress: ({ bytes, what }) => progress.add(bytes / BYTES_PER_MB, what),
    },
    file,
  );
  progress.end();
  if (options.json) return printJson(report);
  print(
    `✓ ${report.file}`,
    `  ${report.tables} tables · ${report.rows} rows · ${report.files} files · ${report.bytes} bytes`,
  );
  if (filesFolderOf(desk.settings) === null) print("  附件在 S3，请另行备份 · files are in S3: back the bucket up too");
}

async function restore(desk: Desk, file: string, options: Options): Promise<void> {
  const progress = showProgress("恢复 restore", null, "MB");
  const report = await restoreBackup(
    {
      pool: desk.db.pool,
      filesFolder: filesFolderOf(desk.settings),
      secretKeyFile: desk.settings.secretKey === null ? path.join(desk.settings.dataDir, "secret-key") : null,
      force: options.force ?? false,
      onProgress: ({ bytes, what }) => progress.add(bytes / BYTES_PER_MB, what),
    },
    file,
  );
  progress.end();
  if (options.json) return printJson(report);
  print(`✓ ${report.madeAt} · ${report.tables} tables · ${report.rows} rows · ${report.files} files`);
}

async function saying(work: () => Promise<void>): Promise<number> {
  try {
    await work();
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof BackupProblem)) throw error;
    printProblem(ZH[error.code], error.message);
    return EXIT.failed;
  }
}
