import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import type { Readable, Writable } from "node:stream";

/** Every file below a folder, as `/`-separated keys in order; none where the folder is absent. */
export async function keysOf(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .toSorted();
}

export function readKey(folder: string, key: string): Readable {
  return createReadStream(path.join(folder, key));
}

/**
 * Opens a file for writing below the folder.
 * @throws Error when the key would leave the folder: an archive is input from outside
 */
export async function writeKey(folder: string, key: string): Promise<Writable> {
  const target = path.resolve(folder, key);
  if (!target.startsWith(path.resolve(folder) + path.sep)) throw new Error(`the key ${key} leaves the folder`);
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  return createWriteStream(target, { mode: 0o600 });
}
