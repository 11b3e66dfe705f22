import { readFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";

type Manifest = Record<string, { file: string; imports?: string[]; css?: string[] }>;

/**
 * What a browser fetches before a page stands: the entry, the pages and words that it asks for, and all they import.
 * @param folder a built tree with its manifest
 * @param entries keys of the manifest: `main.tsx`, `rooms/inbox/inbox-page.tsx`
 * @returns bytes, gzip-compressed
 */
export async function firstRouteBytes(folder: string, entries: readonly string[]): Promise<number> {
  const manifest = JSON.parse(await readFile(path.join(folder, ".vite/manifest.json"), "utf8")) as Manifest;
  const files = new Set<string>();
  const waiting = [...entries];
  const met = new Set<string>();
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (met.has(key)) continue;
    met.add(key);
    const chunk = manifest[key];
    if (!chunk) throw new Error(`${folder} has no ${key}: was it built?`);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    waiting.push(...(chunk.imports ?? []));
  }
  const sizes = await Promise.all(
    [...files].map(async (file) => gzipSync(await readFile(path.join(folder, file))).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
