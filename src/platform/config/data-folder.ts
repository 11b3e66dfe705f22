import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { StartProblem } from "./start-problem.ts";

const SECRET_BYTES = 48;
/** Room that a start needs before it begins to write: the database's first files take about 40 MB. */
const PROBE_BYTES = 1024 * 1024;

/**
 * Makes DATA_DIR and writes a probe of one megabyte into it and away again.
 * @throws StartProblem `data_dir_unwritable` or `disk_full`
 */
export async function ensureDataFolder(dataDir: string): Promise<void> {
  const probe = path.join(dataDir, `.probe-${process.pid}`);
  try {
    await mkdir(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    await writeSynced(probe, Buffer.alloc(PROBE_BYTES));
  } catch (error) {
    throw folderProblem(error, dataDir);
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}

/** The key given, or the one kept in DATA_DIR, made the first time and readable by us alone. */
export async function keepSecretKey(dataDir: string, given: string | null): Promise<string> {
  if (given !== null) return given;
  const file = path.join(dataDir, "secret-key");
  const kept = await readFile(file, "utf8").catch(() => "");
  if (kept.trim() !== "") return kept.trim();
  const made = randomBytes(SECRET_BYTES).toString("base64url");
  try {
    await writeSynced(file, `${made}\n`);
  } catch (error) {
    throw folderProblem(error, dataDir);
  }
  return made;
}

async function writeSynced(file: string, content: Buffer | string): Promise<void> {
  const handle = await open(file, "w", 0o600);
  try {
    await writeFile(handle, content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function folderProblem(error: unknown, dataDir: string): StartProblem {
  const code = (error as NodeJS.ErrnoException).code ?? "unknown";
  if (code === "ENOSPC" || code === "EDQUOT") return new StartProblem("disk_full", { folder: dataDir });
  return new StartProblem("data_dir_unwritable", { folder: dataDir, code });
}
