import type { AutomaticReason, AutomaticVerdict } from "../../domain/channel/inbound-message.ts";

export type AutomaticInput = {
  header(name: string): string | null;
  fromAddress: string;
  subject: string;
  text: string;
  isBounce: boolean;
};

/** Ours: the id of this desk as its outgoing mails carry it, and its own addresses in lower case. */
export type OwnMarks = { instanceId: string; addresses: ReadonlySet<string> };

export const INSTANCE_HEADER = "x-helpdesk-instance";

const AUTO_HEADERS = [
  "x-autoreply",
  "x-autorespond",
  "x-auto-reply",
  "x-autoreply-from",
  "x-mail-autoreply",
  "x-fc-machinegenerated",
  "x-loop",
];
const LIST_HEADERS = ["list-id", "list-unsubscribe", "list-post", "mailing-list", "feedback-id", "x-campaign-id"];
const MACHINE_ADDRESS =
  /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|noreply-[^@]*|bounces?)(?:[+-][^@]*)?(?:@|$)/i;
const AUTO_SUBJECT =
  /^\s*(?:(?:自动回复|自動回覆|自动答复|自動回復|不在办公室|不在辦公室|外出|休假)(?:\s|[:：,，-]|$|.*(?:通知|回复))|automatic reply\b|auto(?:matic)?[ -]?(?:reply|response|responder)\b|auto:|out of (?:the )?office\b|\[?automatyczna odpowied)/i;
const AUTO_SUBJECT_END = /\((?:automatic|auto)[ -](?:response|reply)\)\s*$|\bis out of the office\b/i;
/** "Click here to be added to my allowed list": only mail protections ask that. */
const CHALLENGE_TEXT = /\badd(?:ed)?\b[^.]{0,60}\b(?:allowed|guest|white|safe)[\s-]?list\b[^]{0,400}https?:\/\//i;

/**
 * Whether a machine wrote a mail, and what we may do about it (RFC 3834 and the customs around it). Asking not to be
 * auto-answered is not being automatic: such a mail is a person's, only our acknowledgement stays away.
 */
export function recogniseAutomaticMail(mail: AutomaticInput, own: OwnMarks): AutomaticVerdict {
  const isOwn = mail.header(INSTANCE_HEADER) === own.instanceId || own.addresses.has(mail.fromAddress);
  if (isOwn) return verdict("own", { isOwn, answersOurs: true });
  const reason = reasonOf(mail);
  if (reason !== null) return verdict(reason, { isOwn, answersOurs: answersOurs(mail, reason) });
  return { ...verdict(null, { isOwn, answersOurs: false }), mayAcknowledge: !asksForSilence(mail) };
}

function verdict(reason: AutomaticReason | null, more: { isOwn: boolean; answersOurs: boolean }): AutomaticVerdict {
  return {
    isAutomatic: reason !== null,
    reason,
    mayAcknowledge: reason === null,
    mayOpenTicket: !more.answersOurs,
    isOwn: more.isOwn,
  };
}

const TELLS: readonly [AutomaticReason, (mail: AutomaticInput) => boolean][] = [
  ["report", (mail) => mail.isBounce || /^multipart\/report\b/i.test(mail.header("content-type") ?? "")],
  ["auto_submitted", (mail) => !["", "no"].includes(keyword(mail.header("auto-submitted")))],
  ["null_sender", (mail) => /^<\s*>$|^<?(?:mailer-daemon|postmaster)@/i.test(mail.header("return-path") ?? "")],
  ["subject", (mail) => AUTO_SUBJECT.test(mail.subject) || AUTO_SUBJECT_END.test(mail.subject)],
  ["auto_header", (mail) => AUTO_HEADERS.some((name) => mail.header(name) !== null)],
  ["auto_header", (mail) => /autoresponder/i.test(mail.header("delivered-to") ?? "")],
  ["list", (mail) => LIST_HEADERS.some((name) => mail.header(name) !== null)],
  ["precedence", (mail) => ["bulk", "junk", "list", "auto_reply"].includes(keyword(mail.header("precedence")))],
  ["machine_address", (mail) => MACHINE_ADDRESS.test(mail.fromAddress)],
  ["text", (mail) => CHALLENGE_TEXT.test(mail.text.slice(0, 2000))],
];

function reasonOf(mail: AutomaticInput): AutomaticReason | null {
  return TELLS.find(([, tells]) => tells(mail))?.[0] ?? null;
}

/** Notices of machines (monitoring, orders) may open a ticket; what reacts to our own mail may not. */
function answersOurs(mail: AutomaticInput, reason: AutomaticReason): boolean {
  if (["report", "null_sender", "subject", "auto_header", "text"].includes(reason)) return true;
  if (/^(?:mailer-daemon|postmaster)(?:@|$)/i.test(mail.fromAddress)) return true;
  return reason === "auto_submitted" && keyword(mail.header("auto-submitted")) === "auto-replied";
}

/** The keyword before parameters and comments. */
function keyword(value: string | null): string {
  return (value ?? "").split(/[;(]/)[0]!.trim().toLowerCase();
}

function asksForSilence(mail: AutomaticInput): boolean {
  const words = (mail.header("x-auto-response-suppress") ?? "").toLowerCase().split(/[\s,]+/);
  return words.some((word) => ["all", "oof", "autoreply", "-1"].includes(word));
}
