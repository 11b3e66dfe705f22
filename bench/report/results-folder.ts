import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { SoakResult } from "../soak/soak-result.ts";
import type { BenchResult } from "./bench-result.ts";
import { writePage } from "./write-page.ts";

export const RESULTS = path.join(import.meta.dirname, "../results");

/** Writes `index.html` from all results in a folder: `long.json`, `short.json`, `soak.json`. */
export async function writeResultsPage(folder: string): Promise<void> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".json")).toSorted();
  const results = await Promise.all(
    files.map(async (file) => JSON.parse(await readFile(path.join(folder, file), "utf8")) as BenchResult | SoakResult),
  );
  const soak = results.find((result): result is SoakResult => result.form === "soak") ?? null;
  const benches = results.filter((result): result is BenchResult => result.form !== "soak");
  await writeFile(path.join(folder, "index.html"), writePage(benches, soak));
}
