import { readFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";

type Chunk = { file: string; imports?: string[]; css?: string[] };
type Manifest = Record<string, Chunk>;

/** What the pages that a person may come to first ask for. */
export const FIRST_ROUTES = {
  "sign-in": ["index.html", "app/first-words-zh.ts", "session/sign-in-page.tsx", "locales/zh/session.json"],
  inbox: ["index.html", "app/first-words-zh.ts"],
  ticket: ["index.html", "app/first-words-zh.ts", "rooms/ticket/ticket-page.tsx", "locales/zh/ticket.json"],
} as const;

/** Scripts and styles that the page itself names. */
const NAMED = /(?:src|href)="[^"]*\/(assets\/[^"]+\.(?:js|css))"/g;

/**
 * What a browser fetches before a page stands: the page itself with the script in it, the entry, the pages and words that it asks for, and
 * all they import.
 * @param folder a built tree with its manifest
 * @param entries `index.html`, and keys of the manifest: `rooms/ticket/ticket-page.tsx`
 * @returns bytes, gzip-compressed
 */
export async function firstRouteBytes(folder: string, entries: readonly string[]): Promise<number> {
  const manifest = JSON.parse(await readFile(path.join(folder, ".vite/manifest.json"), "utf8")) as Manifest;
  const page = await readFile(path.join(folder, "index.html"), "utf8");
  const files = new Set(["index.html", ...Array.from(page.matchAll(NAMED), ([, file]) => file!)]);
  const waiting = entries.filter((entry) => entry !== "index.html");
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
