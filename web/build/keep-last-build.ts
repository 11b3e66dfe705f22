import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Plugin } from "vite";

/** Beside the manifest: what this build and the one before it consist of. */
const BUILDS = ".vite/builds.json";
const ASSETS = "assets/";

/**
 * Leaves the files of the build before where they are, so that pages that people have open go on, and takes away those of
 * older ones. Asks for `emptyOutDir: false`.
 */
export function keepLastBuild(): Plugin {
  return {
    name: "keep-last-build",
    apply: "build",
    writeBundle: async ({ dir }, bundle) => {
      if (dir) await forgetOlderBuilds(dir, Object.keys(bundle));
    },
  };
}

/** @param names the files of the build that has just been written, from `folder` */
export async function forgetOlderBuilds(folder: string, names: readonly string[]): Promise<void> {
  const file = path.join(folder, BUILDS);
  const assets = names.filter((name) => name.startsWith(ASSETS)).map((name) => name.slice(ASSETS.length));
  const known = JSON.parse(await readFile(file, "utf8").catch(() => "[]")) as string[][];
  const isSame = known[0]?.length === assets.length && assets.every((name) => known[0]!.includes(name));
  const builds = isSame ? known : [assets, ...known.slice(0, 1)];
  const kept = new Set(builds.flat());
  const standing = await readdir(path.join(folder, ASSETS));
  // Of the first build that keeps a list, nobody knows what came before it.
  if (builds.length > 1)
    for (const name of standing)
      if (!kept.has(name.replace(/\.(br|gz)$/, ""))) await rm(path.join(folder, ASSETS, name));
  await writeFile(file, JSON.stringify(builds));
}
