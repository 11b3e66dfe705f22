import type { MessageShape } from "../../contract/ticket-shapes.ts";
import { presentFile, rawMailUrl, shownByLinks } from "../../core/tickets/index.ts";
import { maskEmail } from "../../domain/contact/index.ts";
import { withoutCaseLinks } from "../../domain/text/without-case-links.ts";
import type { MessageRecord } from "./conversation-store.ts";
import type { Reader } from "./deps.ts";

type FileRecord = {
  id: string;
  message_id: string | null;
  name: string;
  media_type: string;
  size_bytes: number;
  content_id: string | null;
  inline: boolean;
};

export function presentMessages(
  messages: readonly MessageRecord[],
  files: readonly FileRecord[],
  reader: Reader,
): MessageShape[] {
  return messages.map((message) =>
    presentMessage(
      message,
      files.filter((file) => file.message_id === message.id),
      reader,
    ),
  );
}

function presentMessage(message: MessageRecord, files: readonly FileRecord[], { link, masked }: Reader): MessageShape {
  const named = files.map((file) => ({ id: file.id, name: file.name, contentId: file.content_id }));
  const shown = (html: string | null) => (html === null ? null : withoutCaseLinks(shownByLinks(html, named, link)));
  const address = (email: string) => (masked && email !== "" ? maskEmail(email) : email);
  return {
    id: message.id,
    direction: message.direction as MessageShape["direction"],
    kind: message.kind,
    author: authorOf(message, masked),
    fromAddress: address(message.from_address),
    to: message.recipients.to.map(address),
    cc: message.recipients.cc.map(address),
    subject: message.subject,
    text: withoutCaseLinks(message.text),
    html: shown(message.html),
    quotedText: message.quoted_text && withoutCaseLinks(message.quoted_text),
    quotedHtml: shown(message.quoted_html),
    hasRemoteImages: [message.html, message.quoted_html].some((html) => html?.includes("data-remote-src=") ?? false),
    createdAt: message.created_at.toISOString(),
    sendAt: message.send_at?.toISOString() ?? null,
    deliveryState: message.delivery_state as MessageShape["deliveryState"],
    // Servers of others name the address that they refuse.
    deliveryDetail: masked && message.delivery_detail?.includes("@") ? null : message.delivery_detail,
    refused: message.refused_recipients.map((each) => ({
      address: address(each.address),
      said: masked ? "" : each.said,
    })),
    automatic: message.automatic,
    unreadable: message.unreadable,
    senderVerified: message.sender_verified as MessageShape["senderVerified"],
    rawMailUrl: message.raw_mail_id && !masked ? rawMailUrl(message.id, link) : null,
    homeTicketId: message.home_ticket_id,
    attachments: files.map((file) => presentFile(file, link)),
  };
}

function authorOf(message: MessageRecord, masked: boolean): MessageShape["author"] {
  if (message.author_staff_id) return { kind: "staff", id: message.author_staff_id, name: message.staff_name ?? "" };
  if (message.author_contact_id || message.direction === "in") {
    const name = message.contact_name ?? (message.from_name || message.from_address);
    return {
      kind: "contact",
      id: message.author_contact_id,
      name: masked && name.includes("@") ? maskEmail(name) : name,
    };
  }
  return { kind: "system", id: null, name: message.from_name };
}
