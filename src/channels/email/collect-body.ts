import { isHtmlWithinBounds, roughTextOf } from "./bound-html.ts";
import { decodeCharset, charsetOf, decodeRawText } from "./decode-charset.ts";
import type { FallbackCharset } from "./decode-charset.ts";
import { decodeHeaderWords } from "./decode-header-words.ts";
import { decodeTransfer } from "./decode-transfer.ts";
import { htmlToText, textToHtml } from "../../platform/html/index.ts";
import { rawHeader } from "./mail-headers.ts";
import type { MailAttachment } from "./mail-attachment.ts";
import { nameAttachment } from "./name-attachment.ts";
import type { MimePart } from "./read-mime-tree.ts";
import { unpackTnef } from "./unpack-tnef.ts";

export type MailBody = { text: string | null; html: string | null; attachments: MailAttachment[] };

/** The texts and files of a MIME tree: the best alternatives, mixed parts one after the other, winmail.dat opened. */
export function collectBody(root: MimePart, fallback: FallbackCharset): MailBody {
  const attachments: MailAttachment[] = [];
  const { text, html } = readTexts(root, { attachments, fallback });
  return { text, html, attachments };
}

type Texts = { text: string | null; html: string | null };
type Context = { attachments: MailAttachment[]; fallback: FallbackCharset };

function readTexts(part: MimePart, context: Context): Texts {
  if (part.parts.length === 0) return readLeaf(part, context);
  const texts = part.parts.map((child) => readTexts(child, context));
  return part.type.value === "multipart/alternative" ? chooseTexts(texts) : joinTexts(texts);
}

function chooseTexts(texts: readonly Texts[]): Texts {
  const plain =
    texts.find(({ text, html }) => text !== null && html === null) ?? texts.find(({ text }) => text !== null);
  return { text: plain?.text ?? null, html: texts.findLast(({ html }) => html !== null)?.html ?? null };
}

function joinTexts(texts: readonly Texts[]): Texts {
  const filled = texts.filter(({ text, html }) => text !== null || html !== null);
  if (filled.length <= 1) return filled[0] ?? { text: null, html: null };
  const hasHtml = filled.some(({ html }) => html !== null);
  return {
    text: filled.map(({ text, html }) => text ?? plainOf(html ?? "")).join("\n"),
    html: hasHtml ? filled.map(({ text, html }) => html ?? textToHtml(text ?? "")).join("\n") : null,
  };
}

function plainOf(html: string): string {
  return isHtmlWithinBounds(html) ? htmlToText(html) : roughTextOf(html);
}

const NOTHING: Texts = { text: null, html: null };

function readLeaf(part: MimePart, context: Context): Texts {
  const bytes = decodeTransfer(part.body, rawHeader(part.headers, "content-transfer-encoding") ?? "");
  if (!isText(part)) {
    attach(part, bytes, context);
    return NOTHING;
  }
  if (part.type.value === "text/html") return { text: null, html: decodeHtml(bytes, part, context.fallback) };
  const text = decodeCharset(bytes, part.type.params.get("charset"), context.fallback).replace(/\r\n?/g, "\n");
  if (part.type.value === "text/enriched" || part.type.value === "text/richtext")
    return { text: plainOfEnriched(text), html: null };
  return { text: part.type.params.get("format")?.toLowerCase() === "flowed" ? unflow(text, part) : text, html: null };
}

const BODY_TYPES = new Set(["text/plain", "text/html", "text/enriched", "text/richtext", "text"]);

function isText(part: MimePart): boolean {
  const named = part.disposition?.params.get("filename") ?? part.type.params.get("name");
  return BODY_TYPES.has(part.type.value) && part.disposition?.value !== "attachment" && !named;
}

function attach(part: MimePart, content: Buffer, context: Context): void {
  const { fallback, attachments } = context;
  const type = part.type.value;
  const wanted =
    part.disposition?.params.get("filename") ??
    part.type.params.get("name") ??
    enclosedSubject(part, content, fallback);
  const name = nameAttachment(wanted, type, attachments.length + 1);
  if (type === "application/ms-tnef" || name.toLowerCase() === "winmail.dat") {
    const inner = unpackTnef(content, fallback);
    if (inner.length > 0) {
      for (const file of inner)
        attachments.push({ ...file, name: nameAttachment(file.name, file.type, attachments.length + 1) });
      return;
    }
  }
  const cid = rawHeader(part.headers, "content-id")?.trim().replace(/^<|>$/g, "") || null;
  attachments.push({ name, type, cid, disposition: part.disposition?.value ?? null, content });
}

function enclosedSubject(part: MimePart, content: Buffer, fallback: FallbackCharset): string {
  if (part.type.value !== "message/rfc822") return "";
  const subject = /^subject:[ \t]*([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)/im.exec(
    content.subarray(0, 64 * 1024).toString("latin1"),
  )?.[1];
  const title = decodeHeaderWords(
    decodeRawText((subject ?? "").replace(/\r?\n[ \t]+/g, " "), null, fallback),
    fallback,
  );
  return title === "" ? "" : `${title.replace(/[\\/]/g, "_").slice(0, 100)}.eml`;
}

function decodeHtml(bytes: Buffer, part: MimePart, fallback: FallbackCharset): string {
  const label = part.type.params.get("charset");
  const meta = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,40})/i.exec(
    bytes.subarray(0, 4096).toString("latin1"),
  )?.[1];
  return decodeCharset(bytes, charsetOf(label) === null ? meta : label, fallback).replace(/\r\n?/g, "\n");
}

function plainOfEnriched(text: string): string {
  return text
    .replace(/<param>[^<]*<\/param>/gi, "")
    .replace(/<nl>/gi, "\n")
    .replace(/<(?!<)[^<>]{1,60}>/g, "")
    .replaceAll("<<", "<");
}

/** RFC 3676: a line that ends in a space goes on in the next, within one depth of quotation. */
function unflow(text: string, part: MimePart): string {
  const deletesSpace = part.type.params.get("delsp")?.toLowerCase() === "yes";
  const out: string[] = [];
  let openDepth = -1;
  for (const line of text.split("\n")) {
    const marks = /^>*/.exec(line)![0].length;
    const content = line.slice(marks).replace(/^ /, "");
    const flows: boolean = content.endsWith(" ") && content !== "-- ";
    const shown = flows && deletesSpace ? content.slice(0, -1) : content;
    if (openDepth === marks && content !== "-- ") out.push(out.pop()! + shown);
    else out.push((marks > 0 ? `${">".repeat(marks)} ` : "") + shown);
    openDepth = flows ? marks : -1;
  }
  return out.join("\n");
}
