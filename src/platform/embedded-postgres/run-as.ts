import { accessSync, constants, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { EmbeddedPostgresProblem } from "./embedded-postgres-problem.ts";

/** The user that PostgreSQL runs as, or null for the one who started us. */
export type RunAs = { uid: number; gid: number } | null;

/** Accounts that a system has without our making one, best first. */
const UNPRIVILEGED_USERS = ["postgres", "nobody"];

/**
 * PostgreSQL refuses to run as root. A root process hands it to the owner of the files that stand, else to an
 * unprivileged account of the system.
 * @throws EmbeddedPostgresProblem `no_unprivileged_user`
 */
export function chooseRunAs(existingFiles: string): RunAs {
  if (process.getuid?.() !== 0) return null;
  const owner = ownerOf(existingFiles);
  if (owner && owner.uid !== 0) return owner;
  const accounts = readAccounts();
  const found = UNPRIVILEGED_USERS.map((name) => accounts.get(name)).find((account) => account && account.uid !== 0);
  if (found) return found;
  throw new EmbeddedPostgresProblem(
    "no_unprivileged_user",
    "the database may not run as root, and this system has neither a user postgres nor nobody",
  );
}

function ownerOf(folder: string): RunAs {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found ? { uid: found.uid, gid: found.gid } : null;
}

function readAccounts(): Map<string, { uid: number; gid: number }> {
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  const rows = lines.map((line) => line.split(":")).filter((fields) => fields.length > 4);
  return new Map(rows.map((fields) => [fields[0]!, { uid: Number(fields[2]), gid: Number(fields[3]) }]));
}

/** Whether that user can walk into a folder, by the permission bits of each folder on the way. */
export function canReach(folder: string, who: RunAs): boolean {
  if (!who) return isAccessible(folder);
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const found = statSync(at, { throwIfNoEntry: false });
    if (found && !maySearch(found, who)) return false;
    if (at === path.dirname(at)) return true;
  }
}

function maySearch(folder: { uid: number; gid: number; mode: number }, who: { uid: number; gid: number }): boolean {
  if (folder.uid === who.uid) return (folder.mode & 0o100) !== 0;
  if (folder.gid === who.gid) return (folder.mode & 0o010) !== 0;
  return (folder.mode & 0o001) !== 0;
}

function isAccessible(folder: string): boolean {
  try {
    accessSync(folder, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
