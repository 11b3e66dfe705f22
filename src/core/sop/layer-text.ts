import { LineCounter, parseDocument, type Document } from "yaml";
import type { Finding, PackDocument } from "../../domain/sop/index.ts";

/** A finding with its place in the layer's text, from 1; null where it does not stand there. */
export type LayerFinding = Finding & { line: number | null; column: number | null };

export type ReadLayer =
  | { ok: true; content: PackDocument; document: Document; lines: LineCounter }
  | { ok: false; findings: LayerFinding[] };

const ALIASES_MAX = 100;
const DEPTH_MAX = 32;
const NODES_MAX = 100_000;
/** Above it the parser would take seconds to give up. Brackets in texts count too: no text leaves that many open. */
const BRACKETS_OPEN_MAX = 1_000;
const SYNTAX_FINDINGS_MAX = 20;

/** Not a layer's to say: they are those of the version. */
const NOT_OF_A_LAYER = ["id", "version", "extends"];
const DANGEROUS_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/**
 * The desk's own words as a document. Whatever the text does (no YAML, aliases that multiply, nesting that overflows, keys
 * that reach into prototypes, characters no database takes) the answer is findings with their lines, never an exception.
 */
export function readLayer(text: string): ReadLayer {
  const lines = new LineCounter();
  if (bracketsOpen(text) > BRACKETS_OPEN_MAX) return { ok: false, findings: [at(unreadable(null), null)] };
  try {
    const document: Document = parseDocument(text, { lineCounter: lines, stringKeys: true, merge: false });
    if (document.errors.length > 0) return { ok: false, findings: syntaxFindings(document) };
    const content: unknown = document.contents === null ? {} : document.toJS({ maxAliasCount: ALIASES_MAX });
    const fault = faultOf(content);
    if (fault) return { ok: false, findings: [at(fault, null)] };
    return { ok: true, content: content as PackDocument, document, lines };
  } catch (error) {
    return { ok: false, findings: [at(unreadable(error), null)] };
  }
}

function bracketsOpen(text: string): number {
  let open = 0;
  let most = 0;
  for (const character of text) {
    if (character === "[" || character === "{") most = Math.max(most, ++open);
    else if (character === "]" || character === "}") open = Math.max(0, open - 1);
  }
  return most;
}

type Fault = Pick<Finding, "says" | "mend"> & { code?: string; place?: string };

const at = (fault: Fault, position: { line: number; col: number } | null): LayerFinding => ({
  code: fault.code ?? "yaml",
  place: fault.place ?? "(document)",
  says: fault.says,
  mend: fault.mend,
  line: position?.line ?? null,
  column: position?.col ?? null,
});

function syntaxFindings({ errors }: Document): LayerFinding[] {
  return errors.slice(0, SYNTAX_FINDINGS_MAX).map(({ message, linePos }) => {
    const [first = ""] = message.split("\n", 1);
    const says = { zh: `不是合法的 YAML：${first}`, en: `is no YAML: ${first}` };
    const mend = { zh: "请检查缩进、引号和冒号。", en: "Look at indentation, quotes and colons." };
    return at({ says, mend }, linePos?.[0] ?? null);
  });
}

function unreadable(error: unknown): Fault {
  const isAliases = error instanceof ReferenceError;
  return {
    says: isAliases
      ? { zh: "别名（&、*）展开后过多", en: "its aliases (&, *) stand for too much" }
      : { zh: "嵌套过深，无法读取", en: "is nested too deep to be read" },
    mend: { zh: "请直接写出内容。", en: "Write out what is meant." },
  };
}

function faultOf(content: unknown): Fault | null {
  if (typeof content !== "object" || content === null || Array.isArray(content))
    return {
      says: { zh: "不是由各部分组成的映射", en: "is no mapping of sections" },
      mend: { zh: "请以 promises: 这样的部分名开头。", en: "Begin with a section such as promises:." },
    };
  const own = NOT_OF_A_LAYER.find((key) => Object.hasOwn(content, key));
  if (own)
    return {
      code: "layer_section",
      place: own,
      says: { zh: `“${own}”由版本本身决定`, en: `${own} is the version's own` },
      mend: { zh: "请删除这一行。", en: "Delete this line." },
    };
  return faultBelow(content, { depth: 0, nodes: { seen: 0 } });
}

type Walk = { depth: number; nodes: { seen: number } };

function faultBelow(value: unknown, { depth, nodes }: Walk): Fault | null {
  if (typeof value === "string") return isKeepable(value) ? null : CHARACTERS;
  if (typeof value !== "object" || value === null) return null;
  nodes.seen += 1;
  if (depth >= DEPTH_MAX || nodes.seen > NODES_MAX) return unreadable(null);
  for (const [key, item] of Object.entries(value)) {
    if (DANGEROUS_KEYS.has(key)) return forbiddenKey(key);
    const fault = isKeepable(key) ? faultBelow(item, { depth: depth + 1, nodes }) : CHARACTERS;
    if (fault) return fault;
  }
  return null;
}

/** No database keeps NUL or half a character. */
const isKeepable = (text: string) => !text.includes("\u0000") && text.isWellFormed();

const CHARACTERS: Fault = {
  says: { zh: "含有无法保存的字符", en: "holds characters that cannot be kept" },
  mend: { zh: "请删除 \\0 和不成对的代理字符。", en: "Take out \\0 and unpaired surrogates." },
};

const forbiddenKey = (key: string): Fault => ({
  says: { zh: `不能使用键“${key}”`, en: `the key ${key} cannot be used` },
  mend: { zh: "请删除或改名。", en: "Delete or rename it." },
});
