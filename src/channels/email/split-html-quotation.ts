import { DomUtils, parseDocument } from "htmlparser2";
import { findQuotation, QUOTE_ELEMENT, QUOTE_HEAD } from "./quotation-markers.ts";
import type { SplitBody } from "./split-quotation.ts";

const LINE_CHARS_MAX = 1_000;
const QUOTE_LINES_MAX = 20_000;

type Tree = ReturnType<typeof parseDocument>;
type Node = Tree["children"][number];
type Element = Extract<Node, { attribs: object }>;
type Line = { text: string; node: Node };

const WRAPPERS = new Set(
  "isReplyContent OLK_SRC_BODY_SECTION gmail_quote gmail_quote_container gmail_extra_quote ntes_quote J_quote yahoo_quoted protonmail_quote zmail_extra ymail_quote qm_con_body".split(
    " ",
  ),
);
const HEADS = new Set(
  "divRplyFwdMsg appendonsend stopSpelling zwchr mail-editor-reference-message-container OutlookMessageHeader".split(
    " ",
  ),
);
const BLOCKS = new Set("p div tr table ul ol li h1 h2 h3 h4 h5 h6 blockquote pre section hr center article".split(" "));
const HIDDEN = new Set("script style head title template".split(" "));

/**
 * HTML cut at its quotation: the elements that mail programs wrap it in, then the same markers as in plain text.
 * Both halves keep the elements around the cut. The HTML is within `isHtmlWithinBounds`; null where nothing is to fold.
 */
export function splitHtmlQuotation(html: string): SplitBody | null {
  const tree = parseDocument(html);
  const lines = readLines(tree);
  if (lines.length > QUOTE_LINES_MAX) return null;
  const found = findQuotation(lines.map(({ text }) => text.slice(0, LINE_CHARS_MAX)));
  // A quotation above its answer stays whole: the cut has one place.
  if (!found || found.end < lines.length) return null;
  const path = pathTo(lines[found.start]!.node);
  const quoted = parseDocument(html);
  removeBefore(quoted, path);
  removeFrom(tree, path);
  return { visible: DomUtils.getInnerHTML(tree), quoted: DomUtils.getInnerHTML(quoted) };
}

type Reading = { lines: Line[]; open: boolean; depth: number };

/** The lines as one sees them; each knows the node it begins with, quoted ones begin with `> `. */
function readLines(tree: Tree): Line[] {
  const reading: Reading = { lines: [], open: false, depth: 0 };
  for (const node of tree.children) readNode(node, reading);
  return reading.lines.map(({ text, node }) => ({ text: text.trimEnd(), node }));
}

function readNode(node: Node, reading: Reading): void {
  if (node.type === "text") return readText(node, reading);
  if (!("attribs" in node) || HIDDEN.has(node.name)) return;
  const mark = markOf(node);
  if (mark) addLine(reading, mark, node);
  const isBlock = BLOCKS.has(node.name);
  if (isBlock || node.name === "br") reading.open = false;
  if (node.name === "img") readText(node, reading);
  const depth = node.name === "blockquote" || mark === QUOTE_ELEMENT ? 1 : 0;
  reading.depth += depth;
  for (const child of node.children) readNode(child, reading);
  reading.depth -= depth;
  if (isBlock) reading.open = false;
}

function readText(node: Node, reading: Reading): void {
  const text = node.type === "text" ? node.data.replaceAll("\0", "").replace(/[\s\u00a0]+/g, " ") : "[image]";
  if (reading.open) reading.lines.at(-1)!.text += text;
  else if (text !== " " && text !== "") {
    addLine(reading, (reading.depth > 0 ? "> " : "") + text.trimStart(), node);
    reading.open = true;
  }
}

function addLine(reading: Reading, text: string, node: Node): void {
  reading.lines.push({ text, node });
  reading.open = false;
}

function markOf(element: Element): string | null {
  const { id, class: className, type, name, style } = element.attribs;
  const names = [id ?? "", ...(className ?? "").split(/\s+/)].map((one) => one.replace(/^x_/, ""));
  if (names.some((one) => HEADS.has(one)) || isOutlookHead(element, style ?? "")) return QUOTE_HEAD;
  const wraps = names.some((one) => WRAPPERS.has(one)) || (element.name === "blockquote" && type === "cite");
  return wraps || element.name === "includetail" || (element.name === "div" && name === "quote") ? QUOTE_ELEMENT : null;
}

/** Outlook draws a line above the header of the mail it quotes. */
function isOutlookHead(element: Element, style: string): boolean {
  const drawn = /^border:\s?none;\s?border-top:\s?solid #(?:B5C4DF|E1E1E1) 1\.0pt;\s?padding:\s?3\.0pt 0/i;
  return element.name === "div" && drawn.test(style);
}

/** Child positions from the root down to the node. */
function pathTo(node: Node): number[] {
  const path: number[] = [];
  for (let at: Node = node; at.parent; at = at.parent as Node) {
    path.unshift(at.parent.children.indexOf(at));
    if (at.parent.type === "root") break;
  }
  return path;
}

function removeFrom(tree: Tree, path: readonly number[]): void {
  walk(tree, path, (children, at, isLast) => children.splice(isLast ? at : at + 1));
}

function removeBefore(tree: Tree, path: readonly number[]): void {
  walk(tree, path, (children, at) => children.splice(0, at));
}

function walk(tree: Tree, path: readonly number[], cut: (children: Node[], at: number, isLast: boolean) => void): void {
  let children = tree.children as Node[];
  for (const [depth, at] of path.entries()) {
    const next = children[at];
    cut(children, at, depth === path.length - 1);
    if (!next || !("children" in next)) return;
    children = next.children as Node[];
  }
}
