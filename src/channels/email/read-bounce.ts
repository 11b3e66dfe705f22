import type { Bounce } from "../../domain/channel/inbound-message.ts";
import { classifyBounce } from "./classify-bounce.ts";
import { decodeTransfer } from "./decode-transfer.ts";
import { rawHeader } from "./mail-headers.ts";
import type { ParsedMail } from "./parse-mail.ts";
import type { MimePart } from "./read-mime-tree.ts";
import { messageIds } from "./read-references.ts";

const DAEMON = /mailer[-_]?daemon|postmaster|mail delivery|mail administrator|system administrator|邮件系统|系统退信/i;
const FAILURE_SUBJECT =
  /undeliver|delivery (?:failure|problem|status|notification|has failed|report)|failure notice|returned (?:mail|to sender)|returning message|mail (?:delivery )?failed|message status|non[- ]delivery|delayed mail|退信|投递失败|发送失败|无法投递|未送达|退回/i;
const FAILURE_TEXT =
  /could ?n[o']t be delivered|was not delivered|did not reach|undeliverable|unable to deliver|delivery (?:to the following|has failed|failed)|not a valid user|user mailbox exceeds|user (?:unknown|not found)|mailbox (?:not found|full|unavailable)|returned to sender|permanent (?:fatal )?error|退信|不存在|未开通|空间不足|投递失败|无法投递/i;
const WORDS_CHARS_MAX = 4_000;

/**
 * The delivery report in a mail: RFC 3464, complaints (ARF), and the free words of qmail, Exchange, Domino, NetEase,
 * QQ and others. Null where the mail is none, also for receipts of delivery and reading.
 */
export function readBounce(mail: ParsedMail): Bounce | null {
  const complaint = findPart(mail.root, (type) => type === "message/feedback-report");
  if (complaint) return readComplaint(mail, complaint);
  const report = findPart(
    mail.root,
    (type) => type === "message/delivery-status" || type === "message/global-delivery-status",
  );
  const read = report ? readReport(mail, report) : null;
  if (read) return read.kind === null ? null : { ...read, kind: read.kind };
  return isFreeFormBounce(mail) ? readFreeForm(mail) : null;
}

type Report = Omit<Bounce, "kind"> & { kind: Bounce["kind"] | null };

function readReport(mail: ParsedMail, part: MimePart): Report | null {
  const block = recipientBlock(blocksOf(textOf(part)));
  if (!block) return null;
  const { fields, action } = block;
  const diagnostic = fields.get("diagnostic-code") ?? null;
  const status = /\d\.\d{1,3}\.\d{1,3}/.exec(fields.get("status") ?? "")?.[0] ?? statusIn(diagnostic ?? "");
  const words = diagnostic ?? mail.text.slice(0, WORDS_CHARS_MAX);
  const isReceipt = ["delivered", "relayed", "expanded"].includes(action);
  return {
    kind: isReceipt ? null : classifyBounce(action, status, words),
    recipient: addressIn(fields.get("original-recipient")) ?? addressIn(fields.get("final-recipient")),
    status,
    diagnostic: shorten(diagnostic ?? firstReason(mail.text)),
    originalMessageId: originalMessageId(mail),
  };
}

/** The recipient that failed, else one that waits, else the first; some servers write the action above the recipients. */
function recipientBlock(all: readonly Fields[]): { fields: Fields; action: string } | null {
  const shared = all.find((fields) => fields.has("action"))?.get("action") ?? "failed";
  const named = all.filter((fields) => fields.has("final-recipient") || fields.has("original-recipient"));
  const blocks = (named.length > 0 ? named : all).map((fields) => {
    return { fields, action: (fields.get("action") ?? shared).toLowerCase().split(/\s/)[0]! };
  });
  const withAction = (wanted: string) => blocks.find(({ action }) => action === wanted);
  return withAction("failed") ?? withAction("delayed") ?? blocks[0] ?? null;
}

function readComplaint(mail: ParsedMail, part: MimePart): Bounce {
  const fields = blocksOf(textOf(part))[0] ?? new Map<string, string>();
  return {
    kind: "complaint",
    recipient: addressIn(fields.get("original-rcpt-to") ?? fields.get("removal-recipient")),
    status: null,
    diagnostic: fields.get("feedback-type") ?? null,
    originalMessageId: originalMessageId(mail),
  };
}

function isFreeFormBounce(mail: ParsedMail): boolean {
  const from = `${mail.header("from") ?? ""} ${mail.header("return-path") ?? ""}`;
  const isDaemon = DAEMON.test(from) || /^<\s*>$/.test(mail.header("return-path") ?? "") || mail.from === null;
  return isDaemon && (FAILURE_SUBJECT.test(mail.subject) || FAILURE_TEXT.test(mail.text.slice(0, WORDS_CHARS_MAX)));
}

function readFreeForm(mail: ParsedMail): Bounce {
  const cut = /^-{3,} ?(?:Below this line|This is a copy|Original message)|^Original message follows/im.exec(
    mail.text,
  )?.index;
  const words = mail.text.slice(0, Math.min(cut ?? WORDS_CHARS_MAX, WORDS_CHARS_MAX));
  const own = new Set([...mail.to.map(({ address }) => address), mail.from?.address]);
  const addresses = [...words.matchAll(/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g)].map((match) =>
    match[0].toLowerCase(),
  );
  const status = statusIn(words);
  const isDelayed =
    /delayed|will (?:be retried|keep trying|retry)|still being retried/i.test(`${mail.subject} ${words}`) &&
    !/giving up/i.test(words);
  return {
    kind: classifyBounce(isDelayed ? "delayed" : null, status, words),
    recipient: addresses.find((address) => !own.has(address) && !DAEMON.test(address)) ?? null,
    status,
    diagnostic: shorten(firstReason(words)),
    originalMessageId: originalMessageId(mail),
  };
}

function originalMessageId(mail: ParsedMail): string | null {
  const part = findPart(
    mail.root,
    (type) => type.includes("rfc822") || type === "message/global" || type === "message/global-headers",
  );
  const own = rawHeader(mail.headers, "message-id");
  for (const text of [part ? textOf(part) : "", mail.text]) {
    const id = messageIds(/^[ \t>]*message-id:[ \t]*(?:\r?\n[ \t]+)?([^\r\n]+)/im.exec(text)?.[1] ?? null)[0];
    if (id !== undefined && id !== own) return id;
  }
  return messageIds(mail.header("in-reply-to"))[0] ?? null;
}

function findPart(part: MimePart, matches: (type: string) => boolean): MimePart | null {
  if (part.parts.length === 0) return matches(part.type.value) ? part : null;
  for (const child of part.parts) {
    const found = findPart(child, matches);
    if (found) return found;
  }
  return null;
}

function textOf(part: MimePart): string {
  return decodeTransfer(part.body, rawHeader(part.headers, "content-transfer-encoding") ?? "").toString("utf8");
}

type Fields = Map<string, string>;

function blocksOf(text: string): Fields[] {
  return text
    .slice(0, 256 * 1024)
    .replace(/\r\n?/g, "\n")
    .replace(/\n[ \t]+(?=\S)/g, " ")
    .split(/\n[ \t]*\n/)
    .map((block) => new Map(block.split("\n").map(fieldOf)));
}

function fieldOf(line: string): [string, string] {
  const at = line.indexOf(":");
  return at < 0 ? ["", ""] : [line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()];
}

function addressIn(value: string | undefined): string | null {
  return /[^\s<>;"@]{1,64}@[^\s<>;"@]{1,255}/.exec(value ?? "")?.[0].toLowerCase() ?? null;
}

function statusIn(text: string): string | null {
  return /(?<![\d.])[245]\.\d{1,2}\.\d{1,3}(?![\d.])/.exec(text)?.[0] ?? null;
}

function firstReason(text: string): string | null {
  return (
    text
      .split("\n")
      .map((line) => line.trim())
      .find((line) => FAILURE_TEXT.test(line) || /\b[45]\d\d[ -]/.test(line)) ?? null
  );
}

function shorten(text: string | null): string | null {
  return text === null ? null : text.slice(0, 1000);
}
