import type { AttachmentShape } from "../../contract/ticket-shapes.ts";
import { openToken, signToken } from "../../platform/signing/index.ts";

/** Whom a link is made for, and when. */
export type LinkFor = { secretKey: string; staffId: string; now: number };

const HALF_LIFE_MS = 30 * 60 * 1000;

/** At most an hour ahead, and the same for half an hour, so that a browser keeps what it has loaded. */
const expiryOf = (now: number) => Math.ceil((now + 1) / HALF_LIFE_MS) * HALF_LIFE_MS + HALF_LIFE_MS;

/** The signed, expiring address of an attachment, for one person; opening it asks for his sight again. */
export const attachmentUrl = (file: { id: string; name: string }, { secretKey, staffId, now }: LinkFor): string =>
  `/files/${signToken(secretKey, "attachment", { id: file.id, staffId }, expiryOf(now))}/${pathName(file.name)}`;

/** A file as a page shows it, with its address for one person. */
export const presentFile = (
  file: { id: string; name: string; media_type: string; size_bytes: number; inline: boolean },
  link: LinkFor,
): AttachmentShape => ({
  id: file.id,
  name: file.name,
  mediaType: file.media_type,
  sizeBytes: file.size_bytes,
  inline: file.inline,
  url: attachmentUrl(file, link),
});

/** The same for the raw file of a mail, named by its message. */
export const rawMailUrl = (messageId: string, { secretKey, staffId, now }: LinkFor): string =>
  `/files/${signToken(secretKey, "raw_mail", { id: messageId, staffId }, expiryOf(now))}/mail.eml`;

const NAME_CHARS_MAX = 100;
const pathName = (name: string) =>
  encodeURIComponent(name.toWellFormed().replace(/[/\\]/g, "_").slice(-NAME_CHARS_MAX).toWellFormed()) || "file";

const OWN_IMAGE = /(<img\b[^>]*?\ssrc=)"\/files\/([^"/]+)\/[^"]*"/gi;
const CID_IMAGE = /(<img\b[^>]*?\ssrc=)"cid:([^"]+)"/gi;
const BEFORE_ANY_EXPIRY = 0;

/** A Content-ID as HTML names it: percent-encoded, as any address. */
function decoded(contentId: string): string {
  try {
    return decodeURIComponent(contentId);
  } catch {
    return contentId;
  }
}

/** Images that an editor shows by our own links, named by Content-ID instead, which is the attachment's id. */
export const namedByContentId = (html: string, secretKey: string): string =>
  html.replace(OWN_IMAGE, (whole, before: string, token: string) => {
    const opened = openToken(secretKey, "attachment", token, BEFORE_ANY_EXPIRY) as { id?: unknown } | null;
    return typeof opened?.id === "string" ? `${before}"cid:${opened.id}"` : whole;
  });

/** The Content-IDs that HTML shows as images. */
export const contentIdsIn = (html: string): string[] => [
  ...new Set([...html.matchAll(CID_IMAGE)].map((found) => decoded(found[2]!))),
];

/** Images named by Content-ID, shown by links for one person; those of no known file stay named and load nothing. */
export const shownByLinks = (
  html: string,
  files: readonly { id: string; name: string; contentId: string | null }[],
  link: LinkFor,
): string =>
  html.replace(CID_IMAGE, (whole, before: string, contentId: string) => {
    const file = files.find((candidate) => candidate.contentId === decoded(contentId));
    return file ? `${before}"${attachmentUrl(file, link)}"` : whole;
  });
