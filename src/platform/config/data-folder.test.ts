import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { ensureDataFolder, keepSecretKey, lockDataFolder, startProblemOf } from "./index.ts";

const folder = mkdtempSync(path.join(tmpdir(), "bihuan-config-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the secret key is made once and readable by us alone", async () => {
  const made = await keepSecretKey(folder, null);
  expect(made.length).toBeGreaterThanOrEqual(32);
  expect(await keepSecretKey(folder, null)).toBe(made);
  expect(statSync(path.join(folder, "secret-key")).mode & 0o077).toBe(0);
  expect(await keepSecretKey(folder, "given")).toBe("given");
});

test("a folder that cannot be made is one sentence with what to do", async () => {
  const file = path.join(folder, "a-file");
  writeFileSync(file, "");
  await expect(ensureDataFolder(path.join(file, "data"))).rejects.toMatchObject({ code: "data_dir_unwritable" });
});

test("a full disk is one sentence with what to do", async () => {
  await expect(ensureDataFolder("/dev/full")).rejects.toMatchObject({ code: "data_dir_unwritable" });
  const problem = startProblemOf(Object.assign(new Error("no space"), { code: "ENOSPC" }), folder);
  expect(problem).toMatchObject({ code: "disk_full", zh: expect.stringContaining("DATA_DIR") });
});

test("a probe leaves nothing behind", async () => {
  await ensureDataFolder(path.join(folder, "new/data"));
  expect(existsSync(path.join(folder, "new/data", `.probe-${process.pid}`))).toBe(false);
});

test("one process holds the folder, and a living holder is named", async () => {
  const holder = spawn("sleep", ["60"]);
  const began = readFileSync(`/proc/${holder.pid}/stat`, "utf8").split(") ").at(-1)!.split(" ")[19];
  writeFileSync(path.join(folder, "bihuan.lock"), `${holder.pid} ${began}\n`);
  await expect(lockDataFolder(folder)).rejects.toMatchObject({
    code: "already_running",
    message: expect.stringContaining(`${holder.pid}`),
  });
  holder.kill("SIGKILL");
  await new Promise((resolve) => holder.on("exit", resolve));
  const release = await lockDataFolder(folder);
  await release();
  expect(existsSync(path.join(folder, "bihuan.lock"))).toBe(false);
});

test("a lock of a process that died, or whose number went to another, is taken over", async () => {
  writeFileSync(path.join(folder, "bihuan.lock"), "1 99999999999\n");
  const release = await lockDataFolder(folder);
  await release();
  writeFileSync(path.join(folder, "bihuan.lock"), "not a number");
  await (
    await lockDataFolder(folder)
  )();
});

test.runIf(process.getuid?.() === 0)("a really full disk is named as such", async (context) => {
  const small = path.join(folder, "small");
  execFileSync("mkdir", ["-p", small]);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", small], { stdio: "ignore" });
  } catch {
    context.skip("this machine allows no mount");
  }
  try {
    await expect(ensureDataFolder(small)).rejects.toMatchObject({ code: "disk_full" });
  } finally {
    execFileSync("umount", [small]);
  }
});
