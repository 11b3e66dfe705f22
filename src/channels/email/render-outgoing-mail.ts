import type { SendMailOptions } from "nodemailer";
import type { Brand } from "../../domain/brand/desk-colour.ts";
import type { OutgoingMessage } from "../../domain/channel/outgoing-message.ts";
import { ticketLabel } from "../../domain/channel/ticket-label.ts";
import { takesPlusAddresses, type OutgoingMailbox } from "./outgoing-mailbox.ts";
import { renderMailLayout } from "./render-mail-layout.ts";
import { makeSignedAddress } from "./signed-address.ts";
import { makeSubjectToken } from "./subject-token.ts";

/** References are cut in the middle: the thread's first mail and the newest ones stay. */
export const REFERENCES_SENT_MAX = 20;

/** What machines read to leave us alone. */
export const SILENCE_HEADERS = { "Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All" };

export type RenderContext = {
  mailbox: OutgoingMailbox;
  brand: Brand;
  secret: string;
  instanceId: string;
  externalId: string;
  /** In the order of `message.files`. */
  contents: readonly Buffer[];
};

/** A message as nodemailer sends it: threaded, with our signed ids, answered to its ticket. */
export function renderOutgoingMail(message: OutgoingMessage, context: RenderContext): SendMailOptions {
  const { mailbox, brand } = context;
  const signed = makeSignedAddress(context.secret, mailbox, message.ticketId);
  const plus = takesPlusAddresses(mailbox);
  const label = ticketLabel(message.ticketNumber);
  const { html, text } = renderMailLayout({
    brand,
    language: message.language,
    html: message.html,
    text: message.text,
    replyHint: true,
    banner: message.automatic,
    footer: [message.language === "zh" ? `工单编号 ${label} · ${brand.name}` : `Case ${label} · ${brand.name}`],
  });
  return {
    messageId: context.externalId,
    from: { name: brand.name, address: mailbox.address },
    to: [...message.to],
    cc: [...message.cc],
    ...(plus ? { replyTo: { name: brand.name, address: signed } } : {}),
    envelope: { from: plus ? signed : mailbox.address, to: [...message.to, ...message.cc] },
    subject: subjectOf(message, label),
    html,
    text,
    ...(message.inReplyTo === null ? {} : { inReplyTo: message.inReplyTo }),
    ...(message.references.length === 0 ? {} : { references: shortReferences(message.references) }),
    headers: { "X-Helpdesk-Instance": context.instanceId, ...(message.automatic ? SILENCE_HEADERS : {}) },
    attachments: message.files.map((file, at) => ({
      filename: file.name,
      contentType: file.type,
      content: context.contents[at] ?? Buffer.alloc(0),
      ...(file.contentId === null ? {} : { cid: file.contentId }),
    })),
  };
}

/** `Re: ` and the subject as it was; mail programs split a thread whose subject changes, so the token comes once. */
function subjectOf(message: OutgoingMessage, label: string): string {
  const bare = message.subject.replaceAll(/[\r\n]+/g, " ").trim();
  const answered = /^(re|回复|答复|回覆)\s*[:：]/i.test(bare) || message.inReplyTo === null ? bare : `Re: ${bare}`;
  const token = makeSubjectToken(label);
  return message.first && !answered.includes(token) ? `${answered} ${token}` : answered;
}

export function shortReferences(references: readonly string[]): string[] {
  const unique = [...new Set(references)];
  if (unique.length <= REFERENCES_SENT_MAX) return unique;
  return [...unique.slice(0, 1), ...unique.slice(1 - REFERENCES_SENT_MAX)];
}
