import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { isMap, parseDocument } from "yaml";
import { CodedError } from "../../contract/coded-error.ts";
import { STANDARD_PACK } from "../../core/sop/index.ts";

/** A pack's own words about itself, which a version gives instead. */
const PACK_KEYS = ["id", "version", "extends"];

/**
 * The words of a layer file, or of a pack that lies over the shipped standard pack, as one layer; comments stay.
 * @throws CodedError `pack_not_over_standard`; NodeJS.ErrnoException where nothing can be read
 */
export async function readLayerSource(target: string): Promise<string> {
  const isFolder = (await stat(target)).isDirectory();
  const names = isFolder ? (await readdir(target)).filter((name) => name.endsWith(".yaml")).toSorted() : [""];
  // A folder without files is read as its pack.yaml, so that the answer names what is missing.
  const files = names.length > 0 ? names : ["pack.yaml"];
  const texts = await Promise.all(files.map((name) => readFile(path.join(target, name), "utf8")));
  const documents = texts.map((text) => parseDocument(text));
  const pack = documents.find(({ contents }) => isMap(contents) && contents.has("id"));
  if (!pack) return texts.join("\n");
  const { id, extends: bases }: { id?: unknown; extends?: unknown } = pack.toJS();
  if (!Array.isArray(bases) || bases.length !== 1 || bases[0] !== STANDARD_PACK)
    throw new CodedError("pack_not_over_standard", { pack: String(id) });
  for (const key of PACK_KEYS) pack.delete(key);
  const isEmpty = isMap(pack.contents) && pack.contents.items.length === 0;
  return documents
    .map((document, at) => (document === pack ? (isEmpty ? "" : pack.toString({ lineWidth: 0 })) : texts[at]))
    .join("\n");
}
