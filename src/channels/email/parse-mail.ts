import type { MailParty, UnreadableReason } from "../../domain/channel/inbound-message.ts";
import { isHtmlWithinBounds, roughTextOf } from "./bound-html.ts";
import { collectBody } from "./collect-body.ts";
import type { MailAttachment } from "./mail-attachment.ts";
import { decodeRawText } from "./decode-charset.ts";
import type { FallbackCharset } from "./decode-charset.ts";
import { decodeHeaderWords } from "./decode-header-words.ts";
import { oneLine } from "../../domain/text/one-line.ts";
import { htmlToText } from "../../platform/html/index.ts";
import * as bounds from "./mail-bounds.ts";
import { rawHeader, readHeaderBlock } from "./mail-headers.ts";
import type { MailHeaders } from "./mail-headers.ts";
import { readAddresses } from "./read-addresses.ts";
import { readMimeTree } from "./read-mime-tree.ts";
import type { MimePart } from "./read-mime-tree.ts";

/** The envelope of a mail: also known of one whose content cannot be read. */
export type MailHead = {
  headers: MailHeaders;
  from: MailParty | null;
  replyTo: MailParty | null;
  to: readonly MailParty[];
  cc: readonly MailParty[];
  subject: string;
  /** Header text by name, bytes and words decoded; null where there is none. */
  header(name: string): string | null;
};

export type ParsedMail = MailHead & {
  text: string;
  html: string | null;
  attachments: readonly MailAttachment[];
  root: MimePart;
};

export type ParseAnswer =
  | { readable: true; mail: ParsedMail }
  | { readable: false; reason: UnreadableReason; head: MailHead };

/**
 * Reads a raw mail as it came over the wire. Hostile input ends within the bounds as `unreadable` with the reason
 * and as much of the head as there is. Unlabelled bytes are read as UTF-8 where they are, else as `fallback`.
 */
export function parseMail(raw: Buffer, fallback: FallbackCharset = "gb18030"): ParseAnswer {
  const source = sourceOf(raw);
  const head = headOf(source, fallback);
  if (raw.length > bounds.MAIL_BYTES_MAX) return { readable: false, reason: "too_large", head };
  if (/^\s*$/.test(source.slice(0, 4096)) && source.trim() === "") return { readable: false, reason: "empty", head };
  if (head.headers.length === 0) return { readable: false, reason: "not_a_mail", head };
  try {
    return read(source, head, fallback);
  } catch {
    return { readable: false, reason: "broken", head };
  }
}

/** The envelope alone, of a mail whose content is left unread. */
export const parseHead = (raw: Buffer, fallback: FallbackCharset = "gb18030"): MailHead =>
  headOf(sourceOf(raw), fallback);

const headOf = (source: string, fallback: FallbackCharset): MailHead =>
  readHead(readHeaderBlock(source, 0, source.length).headers, null, fallback);

function read(source: string, head: MailHead, fallback: FallbackCharset): ParseAnswer {
  const { root, broken } = readMimeTree(source, fallback);
  if (broken) return { readable: false, reason: broken, head };
  const body = collectBody(root, fallback);
  if (body.attachments.length > bounds.ATTACHMENTS_MAX)
    return { readable: false, reason: "too_many_attachments", head };
  const bytes = body.attachments.reduce((sum, { content }) => sum + content.length, 0);
  if (bytes > bounds.ATTACHMENT_BYTES_MAX) return { readable: false, reason: "attachments_too_large", head };
  const hinted = readHead(root.headers, charsetHint(root), fallback);
  return { readable: true, mail: { ...hinted, ...boundTexts(body), root } };
}

/** Some old programs end lines with CR alone. */
function sourceOf(raw: Buffer): string {
  const source = raw.subarray(0, bounds.MAIL_BYTES_MAX + 1).toString("latin1");
  return source.slice(0, 64 * 1024).includes("\n") ? source : source.replaceAll("\r", "\n");
}

function readHead(headers: MailHeaders, hint: string | null, fallback: FallbackCharset): MailHead {
  const unworded = (name: string): string => decodeRawText(rawHeader(headers, name) ?? "", hint, fallback);
  const people = (name: string): MailParty[] => readAddresses(unworded(name), fallback);
  const header = (name: string): string | null =>
    rawHeader(headers, name) === null ? null : decodeHeaderWords(unworded(name), fallback).trim();
  return {
    headers,
    from: people("from")[0] ?? people("sender")[0] ?? null,
    replyTo: people("reply-to")[0] ?? null,
    to: people("to"),
    cc: people("cc"),
    subject: oneLine(header("subject") ?? "").slice(0, bounds.SUBJECT_CHARS_MAX),
    header,
  };
}

/** Who writes raw bytes into the header writes them in the charset of the body. */
function charsetHint(part: MimePart): string | null {
  const own = part.type.params.get("charset");
  if (own) return own;
  for (const child of part.parts) {
    const hint = charsetHint(child);
    if (hint) return hint;
  }
  return null;
}

function boundTexts(body: ReturnType<typeof collectBody>): Pick<ParsedMail, "text" | "html" | "attachments"> {
  const attachments = [...body.attachments];
  const keep = (content: string, name: string, type: string): void => {
    attachments.push({ name, type, cid: null, disposition: "attachment", content: Buffer.from(content) });
  };
  const html = body.html;
  const isWild = html !== null && !isHtmlWithinBounds(html);
  if (isWild) keep(html, "body.html", "text/html");
  const full = body.text ?? (isWild ? roughTextOf(html) : htmlToText(html ?? ""));
  if (full.length > bounds.TEXT_CHARS_MAX) keep(full, "body.txt", "text/plain");
  const text = full.slice(0, bounds.TEXT_CHARS_MAX).replaceAll("\0", "").trimEnd();
  return { text, html: isWild ? null : (html?.replaceAll("\0", "") ?? null), attachments };
}
