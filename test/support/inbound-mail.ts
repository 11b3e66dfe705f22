import { createHash } from "node:crypto";
import { toInboundMessage, type MailContext } from "../../src/channels/email/to-inbound-message.ts";
import type { InboundMessage } from "../../src/domain/channel/inbound-message.ts";
import { newId } from "../../src/platform/ids.ts";

const HUMAN: InboundMessage["automatic"] = {
  isAutomatic: false,
  reason: null,
  mayAcknowledge: true,
  mayOpenTicket: true,
  isOwn: false,
};

export const MAILBOX_ID = "019a0000-0000-7000-8000-0000000000aa";
const ADDRESS = "support@desk.example";

/** How a raw mail came to the one mailbox of a desk: from an unknown server, unless told otherwise. */
export const mailContext = (given: Partial<MailContext> & Pick<MailContext, "raw">): MailContext => ({
  rawId: newId(),
  receivedAt: 0,
  envelope: { from: null, to: [ADDRESS], remoteAddress: null, helo: null },
  mailbox: { id: MAILBOX_ID, address: ADDRESS },
  own: { instanceId: "desk", addresses: new Set([ADDRESS]) },
  secret: "secret",
  truncated: false,
  trustedServers: [],
  senderVerified: "none",
  ...given,
});

/** A raw mail as the channel reads it. */
export const readMail = (given: Parameters<typeof mailContext>[0]): InboundMessage =>
  toInboundMessage(mailContext(given));

export type GivenMail = Partial<Omit<InboundMessage, "from" | "automatic" | "text">> & {
  from?: string;
  text?: string;
  automatic?: Partial<InboundMessage["automatic"]>;
};

/** A mail as the channel hands it over; a person's, unless told otherwise. */
export function inboundMail(given: GivenMail = {}): InboundMessage {
  const { from, automatic, ...rest } = given;
  const text = given.text ?? "您好，请问如何续费？";
  return {
    channel: "email",
    externalId: `<${newId()}@customer.example>`,
    replyTo: null,
    to: [{ address: ADDRESS, name: "" }],
    cc: [],
    subject: "续费问题",
    subjectStripped: given.subject ?? "续费问题",
    receivedAt: Date.parse("2026-03-02T01:00:00Z"),
    html: null,
    visible: { text, html: null },
    quoted: null,
    attachments: [],
    signedTicketId: null,
    references: [],
    subjectToken: null,
    bounce: null,
    senderVerified: "none",
    language: "zh",
    unreadable: null,
    rawId: newId(),
    mailboxId: MAILBOX_ID,
    ...rest,
    text,
    from: { address: from ?? "wang@customer.example", name: "王伟" },
    automatic: { ...HUMAN, ...automatic },
  };
}

/** A file on a mail. */
export function inboundFile(name: string, content: string): InboundMessage["attachments"][number] {
  const bytes = Buffer.from(content);
  return {
    name,
    type: "text/plain",
    sizeBytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    cid: null,
    inline: false,
    content: bytes,
  };
}
