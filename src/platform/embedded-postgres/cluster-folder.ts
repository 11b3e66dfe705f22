import { createHash } from "node:crypto";
import { existsSync, lstatSync, readlinkSync, symlinkSync } from "node:fs";
import { chown, mkdir } from "node:fs/promises";
import path from "node:path";
import { canReach, type RunAs } from "./run-as.ts";

/** Where a root's database goes when its own folder is closed to the unprivileged user (`/root/…`). */
const SYSTEM_FOLDER = process.platform === "darwin" ? "/usr/local/var/bihuan" : "/var/lib/bihuan";

/**
 * The folder that holds the database's files, made if absent and owned by the database's user: `folder` itself,
 * or a system folder that a link in its place points to.
 */
export async function ensureClusterFolder(folder: string, who: RunAs): Promise<string> {
  const real = placeFor(folder, who);
  if (real !== folder) {
    await mkdir(path.dirname(folder), { recursive: true, mode: 0o700 });
    if (!isLink(folder)) symlinkSync(real, folder);
  }
  await mkdir(real, { recursive: true, mode: 0o755 });
  if (who) await chown(real, who.uid, who.gid);
  return real;
}

/** Follows the link of an earlier start, without making anything. */
export function clusterFolderOf(folder: string): string {
  return isLink(folder) ? readlinkSync(folder) : folder;
}

function placeFor(folder: string, who: RunAs): string {
  if (isLink(folder)) return readlinkSync(folder);
  if (!who || existsSync(folder) || canReach(path.dirname(folder), who)) return folder;
  const digest = createHash("sha256").update(path.resolve(folder)).digest("hex").slice(0, 12);
  return path.join(SYSTEM_FOLDER, digest);
}

function isLink(folder: string): boolean {
  return lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
