import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { StartProblem } from "./start-problem.ts";

const ATTEMPTS_MAX = 5;

/**
 * One desk per DATA_DIR. The lock names a process and the moment it began, so that a process number that the system
 * gave to somebody else after a crash or a restart does not hold it.
 * @returns gives the lock back
 * @throws StartProblem `already_running`
 */
export async function lockDataFolder(dataDir: string): Promise<() => Promise<void>> {
  const file = path.join(dataDir, "bihuan.lock");
  const own = `${process.pid} ${beganAt(process.pid) ?? ""}\n`;
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, own, { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      if (await linked(draft, file)) return () => release(file, own);
      const holder = await readFile(file, "utf8").catch(() => "");
      if (isAlive(holder))
        throw new StartProblem("already_running", { folder: dataDir, pid: holder.split(" ")[0] ?? "" });
      await rm(file, { force: true });
    }
    throw new StartProblem("already_running", { folder: dataDir, pid: "?" });
  } finally {
    await rm(draft, { force: true });
  }
}

/** The living process that holds the folder, or null. */
export async function dataFolderHolder(dataDir: string): Promise<string | null> {
  const holder = await readFile(path.join(dataDir, "bihuan.lock"), "utf8").catch(() => "");
  return isAlive(holder) ? (holder.split(" ")[0] ?? null) : null;
}

/** A link is made whole or not at all, and never over another: two starts at once cannot both win. */
async function linked(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function release(file: string, own: string): Promise<void> {
  if ((await readFile(file, "utf8").catch(() => "")) === own) await rm(file, { force: true });
}

function isAlive(holder: string): boolean {
  const [pid = "", began = ""] = holder.trim().split(" ");
  if (!/^\d+$/.test(pid)) return false;
  const found = beganAt(Number(pid));
  return found !== null && (began === "" || found === began);
}

/** When a process began, as the system counts it; null when there is none of that number. */
function beganAt(pid: number): string | null {
  try {
    if (process.platform === "linux") {
      const afterName = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1) ?? "";
      return afterName.split(" ")[19] ?? null;
    }
    const began = execFileSync("ps", ["-p", `${pid}`, "-o", "lstart="], { encoding: "utf8" }).trim();
    return began.replaceAll(/\s+/g, "_") || null;
  } catch {
    return null;
  }
}
