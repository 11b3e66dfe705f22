import { alternatives, resolved, type Schema } from "./json-schema.ts";

/** What may stand at a place of a YAML text. */
export type Completion = {
  /** Where in the text the word begins that it completes. */
  from: number;
  options: { label: string; insert: string; detail: string; kind: "key" | "value" }[];
};

/** Keys above the cursor, the outermost first; a list adds nothing of its own. */
type Spot = { path: string[]; key: string | null; word: string; siblings: string[] };

const KEY = /^(\s*)((?:-\s+)*)([\w.-]+):(?:\s|$)/;
const LINES_LOOKED_BACK_MAX = 2_000;

/**
 * Completes keys and closed lists of values by the schema.
 * @param known names that a field may hold beyond its schema: ids of the procedure
 */
export function completeAt(given: {
  schema: Schema;
  text: string;
  offset: number;
  known?: (key: string) => readonly string[];
}): Completion | null {
  const { schema, text, offset, known } = given;
  const spot = spotAt(text, offset);
  if (!spot) return null;
  const holder = spot.path.reduce<Schema[]>((at, key) => at.flatMap((one) => below(schema, one, key)), [schema]);
  const from = offset - spot.word.length;
  if (spot.key === null) return keysOf(schema, holder, { spot, from });
  const { key } = spot;
  const field = holder.flatMap((one) => below(schema, one, key));
  const values = [...new Set([...literalsOf(schema, field), ...(known?.(key) ?? [])])];
  if (values.length === 0) return null;
  return { from, options: values.map((label) => ({ label, insert: label, detail: "", kind: "value" })) };
}

function keysOf(
  root: Schema,
  holder: readonly Schema[],
  { spot, from }: { spot: Spot; from: number },
): Completion | null {
  const fields = new Map<string, Schema>();
  for (const one of holder)
    for (const [key, schema] of Object.entries(one.properties ?? {}))
      if (!spot.siblings.includes(key)) fields.set(key, schema);
  if (fields.size === 0) return null;
  const options = [...fields].map(([key, schema]) => ({
    label: key,
    insert: `${key}: `,
    detail: resolved(root, schema).description ?? "",
    kind: "key" as const,
  }));
  return { from, options };
}

/** What stands below a key, lists and alternatives laid open. */
function below(root: Schema, schema: Schema, key: string): Schema[] {
  const field = schema.properties?.[key];
  return field ? opened(root, field) : [];
}

function opened(root: Schema, schema: Schema): Schema[] {
  return alternatives(root, schema).flatMap((one) => (one.items ? opened(root, one.items) : [one]));
}

function literalsOf(root: Schema, fields: readonly Schema[]): string[] {
  return fields.flatMap((field) => {
    const at = resolved(root, field);
    if (at.const !== undefined) return [String(at.const)];
    if (at.type === "boolean") return ["true", "false"];
    return (at.enum ?? []).map(String);
  });
}

function spotAt(text: string, offset: number): Spot | null {
  const before = text.slice(0, offset).split("\n");
  const line = before.at(-1) ?? "";
  if (/(^|\s)#/.test(line)) return null;
  const above = before.slice(0, -1).slice(-LINES_LOOKED_BACK_MAX);
  const inline = /\{([^{}]*)$/.exec(line);
  if (inline) return inlineSpot(line.slice(0, inline.index), inline[1] ?? "", above);
  const value = KEY.exec(line);
  if (value) {
    const after = line.slice(value[0].length);
    const word = /[\w.%-]*$/.exec(after)?.[0] ?? "";
    const indent = indentOf(line);
    return { path: pathAbove(above, indent), key: value[3] ?? null, word, siblings: [] };
  }
  const item = /^\s*-\s+([\w.-]*)$/.exec(line);
  const word = /[\w.-]*$/.exec(line)?.[0] ?? "";
  const indent = indentOf(line);
  const path = pathAbove(above, indent);
  return { path, key: null, word, siblings: item ? [] : siblingsAbove(above, indent) };
}

/** Within `key: { a: 1, b` on one line. */
function inlineSpot(head: string, inside: string, above: readonly string[]): Spot {
  const holder = /([\w.-]+):\s*\[?\s*(?:\{[^{}]*\}\s*,?\s*)*$/.exec(head)?.[1] ?? KEY.exec(head)?.[3];
  const isItem = /^\s*-\s*$/.test(head);
  const path = pathAbove(above, indentOf(head) + (isItem ? 2 : 0));
  const parts = inside.split(",");
  const last = parts.at(-1) ?? "";
  const named = /^\s*([\w.-]+):\s*(?:\[[^\]]*?)?([\w.%-]*)$/.exec(last);
  const siblings = parts.slice(0, -1).flatMap((part) => /^\s*([\w.-]+):/.exec(part)?.[1] ?? []);
  const at = isItem || holder === undefined ? path : [...path, holder];
  if (named) return { path: at, key: named[1] ?? null, word: named[2] ?? "", siblings: [] };
  return { path: at, key: null, word: /[\w.-]*$/.exec(last)?.[0] ?? "", siblings };
}

/** How far in the keys of a line stand: behind the dashes of its list. */
function indentOf(line: string): number {
  const found = /^(\s*)((?:-\s+)*)/.exec(line);
  return (found?.[1]?.length ?? 0) + (found?.[2]?.length ?? 0);
}

function pathAbove(above: readonly string[], indent: number): string[] {
  const path: string[] = [];
  let limit = indent;
  for (const line of above.toReversed()) {
    const found = KEY.exec(line);
    if (!found || line.trimStart().startsWith("#")) continue;
    const at = indentOf(line);
    // A list may stand as far in as its key: `promises:` and below it `- id:`.
    if (at >= limit) continue;
    path.unshift(found[3] ?? "");
    limit = (found[2] ?? "") === "" ? at : Math.max(0, (found[1] ?? "").length + 1);
  }
  return path;
}

/** Keys that the same mapping has already. */
function siblingsAbove(above: readonly string[], indent: number): string[] {
  const found: string[] = [];
  for (const line of above.toReversed()) {
    if (line.trim() === "") continue;
    const at = indentOf(line);
    if (at < indent) break;
    if (at > indent) continue;
    const key = KEY.exec(line);
    if (key?.[3]) found.push(key[3]);
    if (/^\s*-/.test(line)) break;
  }
  return found;
}
