import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { LineCounter, parseDocument, type Document } from "yaml";
import { placeIn } from "../../core/sop/index.ts";
import type { Finding, PackDocument } from "../../domain/sop/index.ts";

/** One YAML file of a pack, with the places of all it says. */
type PackFile = { path: string; document: Document; lines: LineCounter };

/** A pack as its files have it. `broken`: what is no YAML, or stands in two files. */
export type PackSource = { id: string; files: PackFile[]; content: PackDocument; broken: PlacedFinding[] };

export type Position = { file: string; line: number; column: number };
export type PlacedFinding = Finding & Position;

/** Reads a pack from its folder or from a single file. @throws NodeJS.ErrnoException where nothing can be read */
export async function readPackSource(target: string): Promise<PackSource> {
  const isFolder = (await stat(target)).isDirectory();
  const names = isFolder ? (await readdir(target)).filter((name) => name.endsWith(".yaml")).toSorted() : [""];
  const files = await Promise.all(names.map((name) => readFileWithLines(path.join(target, name))));
  const broken = files.flatMap(syntaxFindings);
  const content: Record<string, unknown> = {};
  for (const file of files) {
    const sections: unknown = file.document.errors.length > 0 ? null : file.document.toJS();
    if (typeof sections !== "object" || sections === null) continue;
    for (const [section, value] of Object.entries(sections)) {
      if (section in content) broken.push(doubleSection(file, section));
      content[section] = value;
    }
  }
  const id = content["id"];
  return { id: typeof id === "string" ? id : path.basename(target, ".yaml"), files, content, broken };
}

/** The packs in the folders beside one another, by id. */
export async function readPackSources(folder: string): Promise<PackSource[]> {
  const entries = existsSync(folder) ? await readdir(folder, { withFileTypes: true }) : [];
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => path.join(folder, name));
  return Promise.all(folders.filter((one) => existsSync(path.join(one, "pack.yaml"))).map(readPackSource));
}

async function readFileWithLines(file: string): Promise<PackFile> {
  const lines = new LineCounter();
  const document = parseDocument(await readFile(file, "utf8"), { lineCounter: lines });
  return { path: path.normalize(file), document, lines };
}

function syntaxFindings({ path: file, document }: PackFile): PlacedFinding[] {
  return document.errors.map(({ message, linePos }) => ({
    code: "yaml",
    place: "(document)",
    says: { zh: `不是合法的 YAML：${firstLine(message)}`, en: `is no YAML: ${firstLine(message)}` },
    mend: { zh: "请检查缩进、引号和冒号。", en: "Look at indentation, quotes and colons." },
    file,
    line: linePos?.[0].line ?? 1,
    column: linePos?.[0].col ?? 1,
  }));
}

const firstLine = (message: string) => message.split("\n", 1)[0] ?? message;

const doubleSection = (file: PackFile, section: string): PlacedFinding => ({
  code: "section_twice",
  place: section,
  says: { zh: `“${section}”在另一个文件里已经有了`, en: `${section} stands in another file too` },
  mend: { zh: "把两处合并到一个文件。", en: "Bring both together in one file." },
  ...(positionIn([file], section)?.at ?? { file: file.path, line: 1, column: 1 }),
});

/** Where a place such as `promises[c.p1].within` stands, as far as the files know it: `depth` says how many steps were found. */
export function positionIn(files: readonly PackFile[], place: string): { at: Position; depth: number } | null {
  let best: { at: Position; depth: number } | null = null;
  for (const file of files) {
    const found = placeIn(file.document, place);
    if (!found || found.depth <= (best?.depth ?? 0)) continue;
    const { line, col } = file.lines.linePos(found.offset);
    best = { at: { file: file.path, line, column: col }, depth: found.depth };
  }
  return best;
}
