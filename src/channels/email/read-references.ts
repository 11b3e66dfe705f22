import { MESSAGE_ID_CHARS_MAX, REFERENCES_MAX } from "./mail-bounds.ts";

type Headers = { header(name: string): string | null };

/** The Message-IDs that a mail answers to, the nearest first: In-Reply-To, then References from right to left. */
export function readReferences(mail: Headers): string[] {
  const found = [...messageIds(mail.header("in-reply-to")), ...messageIds(mail.header("references")).reverse()];
  return [...new Set(found)].slice(0, REFERENCES_MAX);
}

/** The mail's own Message-ID in angle brackets, or null. */
export function readMessageId(mail: Headers): string | null {
  return messageIds(mail.header("message-id"))[0] ?? null;
}

/** Ids of a header in angle brackets: gateways drop the brackets or fold inside an id. */
export function messageIds(value: string | null): string[] {
  if (!value) return [];
  const bracketed = [...value.matchAll(/<([^<>]{1,1200})>/g)].map((match) => match[1]!.replace(/\s+/g, ""));
  const ids =
    bracketed.length > 0 ? bracketed : value.split(/[\s,;]+/).filter((word) => /^[^@\s]+@[^@\s]+$/.test(word));
  return ids.filter((id) => id !== "" && id.length <= MESSAGE_ID_CHARS_MAX).map((id) => `<${id}>`);
}
