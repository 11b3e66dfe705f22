import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Binaries } from "./binaries.ts";
import { EmbeddedPostgresProblem, problemFromOutput } from "./embedded-postgres-problem.ts";
import type { RunAs } from "./run-as.ts";

export const DATABASE_USER = "bihuan";
const PASSWORD_BYTES = 24;
/** The major version of the programs we install; the files of another cannot be opened. */
const POSTGRES_MAJOR = "18";

/** Reads the kept password, or makes one that only we can read. */
export async function keepPassword(file: string): Promise<string> {
  if (existsSync(file)) return (await readFile(file, "utf8")).trim();
  const password = randomBytes(PASSWORD_BYTES).toString("base64url");
  // Others may walk through, as the database's user must when root starts it; each file in it is closed.
  await mkdir(path.dirname(file), { recursive: true, mode: 0o711 });
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  return password;
}

/**
 * Makes the database's files unless they stand. They are made under another name, so that a start that dies half way
 * leaves nothing that the next one would take for whole.
 */
export async function initialiseCluster(
  binaries: Binaries,
  place: { parent: string; cluster: string; who: RunAs },
  password: string,
): Promise<void> {
  if (existsSync(path.join(place.cluster, "PG_VERSION"))) return refuseOtherVersion(place.cluster);
  const draft = path.join(place.parent, "cluster.new");
  const passwordFile = path.join(place.parent, "password.new");
  await rm(draft, { recursive: true, force: true });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.who) await chown(passwordFile, place.who.uid, place.who.gid);
  try {
    const initdb = (letters: string) =>
      runInitdb(binaries.initdb, [`--pgdata=${draft}`, `--pwfile=${passwordFile}`, `--lc-ctype=${letters}`], place);
    await initdb(ALL_LETTERS).catch((error: unknown) => {
      if (isUnknownLocale(error)) return initdb("C");
      throw error;
    });
    await rename(draft, place.cluster);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Trigrams are made of what this takes for letters: with plain C of Latin ones alone, and no Chinese name is found by its index. */
const ALL_LETTERS = "C.UTF-8";
const isUnknownLocale = (error: unknown) => /invalid locale name/.test((error as Error).message);

function refuseOtherVersion(cluster: string): void {
  const major = readFileSync(path.join(cluster, "PG_VERSION"), "utf8").trim();
  if (major === POSTGRES_MAJOR) return;
  throw new EmbeddedPostgresProblem(
    "files_of_other_version",
    `the database's files are of PostgreSQL ${major}, these programs are ${POSTGRES_MAJOR}`,
  );
}

function runInitdb(initdb: string, given: string[], place: { parent: string; who: RunAs }): Promise<void> {
  const options = [
    `--username=${DATABASE_USER}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(initdb, [...given, ...options], {
      ...place.who,
      cwd: place.parent,
      env: { PATH: process.env["PATH"] ?? "", LC_ALL: "C" },
    });
    let output = "";
    child.stdout.on("data", (text) => (output += text));
    child.stderr.on("data", (text) => (output += text));
    child.on("error", (error) => reject(problemFromOutput(`error: ${error.message}`)));
    child.on("close", (code) => (code === 0 ? resolve() : reject(problemFromOutput(output))));
  });
}
