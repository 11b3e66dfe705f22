import { createHash } from "node:crypto";
import type {
  InboundAttachment,
  InboundMessage,
  MessageBody,
  SenderVerification,
  UnreadableReason,
} from "../../domain/channel/inbound-message.ts";
import { sanitizeHtml } from "../../platform/html/index.ts";
import { guessLanguage } from "./guess-language.ts";
import { htmlToText } from "../../platform/html/index.ts";
import type { MailAttachment } from "./mail-attachment.ts";
import { CLEAN_HTML_CHARS_MAX } from "./mail-bounds.ts";
import { rawHeaders } from "./mail-headers.ts";
import { openMessageId } from "./message-id.ts";
import { parseHead, parseMail } from "./parse-mail.ts";
import type { MailHead, ParsedMail } from "./parse-mail.ts";
import { countAddresses } from "./read-addresses.ts";
import { readAuthenticationResults } from "./read-authentication-results.ts";
import { readBounce } from "./read-bounce.ts";
import { readMessageId, readReferences } from "./read-references.ts";
import type { OwnMarks } from "./recognise-automatic-mail.ts";
import { recogniseAutomaticMail } from "./recognise-automatic-mail.ts";
import { openSignedAddress } from "./signed-address.ts";
import { splitHtmlQuotation } from "./split-html-quotation.ts";
import type { SplitBody } from "./split-quotation.ts";
import { splitQuotation } from "./split-quotation.ts";
import { readSubjectToken, stripSubject } from "./subject-token.ts";
import { isPrivateAddress } from "./verify-sender.ts";
import type { MailEnvelope } from "./verify-sender.ts";

export type MailContext = {
  raw: Buffer;
  rawId: string;
  receivedAt: number;
  envelope: MailEnvelope;
  mailbox: { id: string; address: string };
  own: OwnMarks;
  secret: string;
  /** Only its beginning was fetched: it is larger than a mail may be. */
  truncated: boolean;
  /** Servers whose Authentication-Results count; SMTP from outside is verified by ourselves. */
  trustedServers: readonly string[];
  senderVerified: SenderVerification;
};

/** A raw mail as the desk takes it. One that cannot be read comes as an unreadable message with its raw file. */
export function toInboundMessage(context: MailContext): InboundMessage {
  const answer = parseMail(context.raw);
  return answer.readable
    ? readableMessage(context, answer.mail)
    : unreadableMessage(context, answer.head, answer.reason);
}

/** A mail whose content is left unread, with as much of its head as there is. */
export const toUnreadMessage = (context: MailContext, reason: UnreadableReason): InboundMessage =>
  unreadableMessage(context, parseHead(context.raw), reason);

/** A mail of which nothing is read: all that is known of it is its envelope. */
export function toUnopenedMessage(context: MailContext, reason: UnreadableReason): InboundMessage {
  const address = context.envelope.from ?? "";
  const from = address === "" ? null : { address, name: "" };
  return unreadableMessage(
    context,
    { headers: [], from, replyTo: null, to: [], cc: [], subject: "", header: () => null },
    reason,
  );
}

function readableMessage(context: MailContext, mail: ParsedMail): InboundMessage {
  const bounce = readBounce(mail);
  const body = readBody(mail);
  const attachments = mail.attachments.map((file) => toAttachment(file, body.html ?? ""));
  if (mail.html !== null && body.html === null)
    attachments.push(toAttachment(fileOf("body.html", "text/html", Buffer.from(mail.html)), ""));
  return {
    ...commonParts(context, mail, body.text),
    ...body,
    attachments,
    automatic: verdictOf(context, mail, { text: body.visible.text, isBounce: bounce !== null }),
    bounce,
    unreadable: null,
  };
}

function unreadableMessage(context: MailContext, head: MailHead, reason: UnreadableReason): InboundMessage {
  return {
    ...commonParts(context, head, ""),
    text: "",
    html: null,
    visible: { text: "", html: null },
    quoted: null,
    attachments: [toAttachment(fileOf("original.eml", "message/rfc822", context.raw), "")],
    automatic: verdictOf(context, head, { text: "", isBounce: false }),
    bounce: null,
    unreadable: reason,
  };
}

type Common = Omit<
  InboundMessage,
  "text" | "html" | "visible" | "quoted" | "attachments" | "automatic" | "bounce" | "unreadable"
>;

function commonParts(context: MailContext, head: MailHead, text: string): Common {
  const references = readReferences(head);
  const subject = head.subject;
  const language = guessLanguage(`${subject}\n${text}`);
  return {
    channel: "email",
    externalId: readMessageId(head) ?? synthesisedId(context),
    from: head.from ?? { address: "", name: head.header("from") ?? "" },
    replyTo: head.replyTo,
    to: head.to,
    cc: head.cc,
    subject,
    subjectStripped: stripSubject(subject),
    receivedAt: context.receivedAt,
    signedTicketId: signedTicket(context, head, references),
    references,
    subjectToken: readSubjectToken(subject, text),
    senderVerified: verificationOf(context, head),
    language,
    rawId: context.rawId,
    mailboxId: context.mailbox.id,
  };
}

/** Without a Message-ID the content names itself, so that its twin is known. */
function synthesisedId(context: MailContext): string {
  return `<sha256.${createHash("sha256").update(context.raw).digest("hex").slice(0, 40)}@${context.mailbox.address.split("@")[1] ?? "desk"}>`;
}

const ADDRESS_HEADERS = ["delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-forwarded-to"];
const RECEIVED_FOR_MAX = 20;

function signedTicket(context: MailContext, head: MailHead, references: readonly string[]): string | null {
  const addresses = [
    ...context.envelope.to,
    ...head.to.map(({ address }) => address),
    ...head.cc.map(({ address }) => address),
    ...ADDRESS_HEADERS.flatMap((name) => rawHeaders(head.headers, name)),
    ...rawHeaders(head.headers, "received")
      .slice(0, RECEIVED_FOR_MAX)
      .map((line) => /\bfor\s+<?([^\s<>;]+@[^\s<>;]+)>?/i.exec(line)?.[1] ?? ""),
  ];
  for (const address of addresses) {
    const ticketId = openSignedAddress(context.secret, context.mailbox, address.replace(/^<|>$/g, ""));
    if (ticketId !== null) return ticketId;
  }
  for (const id of references) {
    const opened = openMessageId(context.secret, id);
    if (opened) return opened.ticketId;
  }
  return null;
}

/** What proves one author proves nobody where the mail names several: each program shows another of them. */
function verificationOf(context: MailContext, head: MailHead): SenderVerification {
  const found = context.senderVerified === "none" ? verifiedByGateway(context, head) : context.senderVerified;
  const fields = rawHeaders(head.headers, "from");
  return found === "pass" && (fields.length > 1 || countAddresses(fields[0] ?? "") > 1) ? "none" : found;
}

/** A stranger who speaks to our own receiver writes all headers himself: there is no gateway before it. */
function verifiedByGateway({ envelope, trustedServers }: MailContext, head: MailHead): SenderVerification {
  const domain = head.from?.address.split("@")[1] ?? "";
  const isFromOutside = envelope.remoteAddress !== null && !isPrivateAddress(envelope.remoteAddress);
  if (domain === "" || isFromOutside) return "none";
  return readAuthenticationResults(rawHeaders(head.headers, "authentication-results"), trustedServers, domain);
}

function verdictOf(
  context: MailContext,
  head: MailHead,
  more: { text: string; isBounce: boolean },
): InboundMessage["automatic"] {
  const header = (name: string): string | null =>
    head.header(name) ?? (name === "return-path" && context.envelope.from === "" ? "<>" : null);
  return recogniseAutomaticMail(
    { header, fromAddress: head.from?.address ?? "", subject: head.subject, ...more },
    context.own,
  );
}

type Body = { text: string; html: string | null; visible: MessageBody; quoted: MessageBody | null };

function readBody(mail: ParsedMail): Body {
  const split = splitQuotation(mail.text);
  if (mail.html !== null) return readHtmlBody(mail.text, mail.html, split);
  return {
    text: mail.text,
    html: null,
    visible: part(split?.visible ?? mail.text),
    quoted: split && part(split.quoted),
  };
}

function readHtmlBody(text: string, html: string, textSplit: SplitBody | null): Body {
  const htmlSplit = splitHtmlQuotation(html);
  const split =
    textSplit ?? (htmlSplit && { visible: htmlToText(htmlSplit.visible), quoted: htmlToText(htmlSplit.quoted) });
  const visibleHtml = cleanHtml(htmlSplit?.visible ?? html);
  const quotedHtml = htmlSplit && cleanHtml(htmlSplit.quoted);
  return {
    text,
    html: visibleHtml === null ? null : visibleHtml + (quotedHtml ?? ""),
    visible: part(split?.visible ?? text, visibleHtml),
    quoted: split && part(split.quoted, quotedHtml),
  };
}

function part(text: string, html: string | null = null): MessageBody {
  return { text, html };
}

/** Null where cleaning made it longer than a message may be; the original is then kept as a file. */
function cleanHtml(html: string): string | null {
  const clean = sanitizeHtml(html, { cidUrl }).trim();
  return clean.length > CLEAN_HTML_CHARS_MAX ? null : clean;
}

function fileOf(name: string, type: string, content: Buffer): MailAttachment {
  return { name, type, cid: null, disposition: "attachment", content };
}

/** An inline image waits under this address until the desk knows its file; usual Content-IDs stand in it as they are. */
function cidUrl(cid: string): string {
  return `cid:${cid.replace(/[^\w.@$+!*()~:-]/g, encodeURIComponent)}`;
}

function toAttachment(file: MailAttachment, html: string): InboundAttachment {
  return {
    name: file.name,
    type: file.type,
    sizeBytes: file.content.length,
    sha256: createHash("sha256").update(file.content).digest("hex"),
    cid: file.cid,
    inline: file.cid !== null && html.includes(`src="${cidUrl(file.cid)}"`),
    content: file.content,
  };
}
