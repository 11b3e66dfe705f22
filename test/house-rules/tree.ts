import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";

export type SourceFile = { file: string; text: string };

/** The files below a root that match, by `/`-separated paths in order. */
export function filesOf(root: string, pattern: string): SourceFile[] {
  return globSync(pattern, { cwd: root, exclude: (name) => name === "node_modules" })
    .map((file) => file.split(path.sep).join("/"))
    .toSorted()
    .map((file) => ({ file, text: readFileSync(path.join(root, file), "utf8") }));
}

export function textOf(root: string, file: string): string {
  const found = path.join(root, file);
  return existsSync(found) ? readFileSync(found, "utf8") : "";
}

export const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file);
