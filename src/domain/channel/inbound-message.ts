/** What a channel hands to the desk. Times are milliseconds since the epoch, sizes are bytes. REQ: IN-01 */

export type MailParty = { address: string; name: string };

export type InboundAttachment = {
  name: string;
  type: string;
  sizeBytes: number;
  /** Hex. */
  sha256: string;
  /** Content-ID without brackets; the HTML names it as `cid:…`. */
  cid: string | null;
  /** Shown inside the text rather than in the list of files: its cid stands in the HTML. */
  inline: boolean;
  content: Uint8Array;
};

export type AutomaticReason =
  | "own"
  | "auto_submitted"
  | "precedence"
  | "list"
  | "auto_header"
  | "null_sender"
  | "report"
  | "machine_address"
  | "subject"
  | "text";

export type AutomaticVerdict = {
  /** Written by a machine: kept, never answered by a machine, never reopens a solved ticket. */
  isAutomatic: boolean;
  reason: AutomaticReason | null;
  /** A person may ask not to be auto-answered, so this can be false on a human mail. */
  mayAcknowledge: boolean;
  /** False on what only answers a mail of ours: bounces, absence notices, receipts, challenges, loops. */
  mayOpenTicket: boolean;
  /** Carries the mark of this very desk: dropped as a loop. */
  isOwn: boolean;
};

export type BounceKind = "hard" | "soft" | "policy" | "delayed" | "complaint";

export type Bounce = {
  kind: BounceKind;
  recipient: string | null;
  /** Enhanced status `5.1.1`, as the report says it. */
  status: string | null;
  diagnostic: string | null;
  /** With angle brackets: the message of ours that came back. */
  originalMessageId: string | null;
};

export type SenderVerification = "pass" | "fail" | "none";

export type UnreadableReason =
  | "empty"
  | "too_large"
  | "header_too_large"
  | "too_many_parts"
  | "too_deep"
  | "too_many_attachments"
  | "attachments_too_large"
  | "not_a_mail"
  | "takes_too_long"
  | "takes_too_much_memory"
  | "broken";

export type MessageBody = { text: string; html: string | null };

export type InboundMessage = {
  channel: "email";
  /** Message-ID with angle brackets, or one made from the content's hash. */
  externalId: string;
  from: MailParty;
  replyTo: MailParty | null;
  to: readonly MailParty[];
  cc: readonly MailParty[];
  subject: string;
  /** Without Re:, 回复： and the ticket's token. */
  subjectStripped: string;
  /** When it reached us; never the sender's own Date. */
  receivedAt: number;
  /** All of it, HTML already clean. */
  text: string;
  html: string | null;
  visible: MessageBody;
  quoted: MessageBody | null;
  attachments: readonly InboundAttachment[];
  /** From an address or a Message-ID that this desk has signed; a forged one is null. */
  signedTicketId: string | null;
  /** Message-IDs with brackets, the nearest first. */
  references: readonly string[];
  /** `HD-1024` out of `[#HD-1024]`: counts only for people already on the ticket. */
  subjectToken: string | null;
  automatic: AutomaticVerdict;
  bounce: Bounce | null;
  senderVerified: SenderVerification;
  language: "zh" | "en";
  unreadable: UnreadableReason | null;
  /** inbound_mail.id: the raw file; null where none was kept. */
  rawId: string | null;
  mailboxId: string;
};
