import { FILE_NAME_CHARS_MAX } from "./mail-bounds.ts";

const ENDINGS: Record<string, string> = {
  "text/plain": "txt",
  "text/html": "html",
  "text/calendar": "ics",
  "text/csv": "csv",
  "message/rfc822": "eml",
  "message/delivery-status": "txt",
  "text/rfc822-headers": "txt",
  "application/pdf": "pdf",
  "application/zip": "zip",
  "application/pkcs7-mime": "p7m",
  "application/pkcs7-signature": "p7s",
  "application/pgp-signature": "asc",
  "application/pgp-encrypted": "asc",
  "application/ms-tnef": "dat",
  "image/jpeg": "jpg",
  "image/svg+xml": "svg",
};

/** A file name safe to show and to save: no path, no control or direction characters, never empty, bounded. */
export function nameAttachment(wanted: string, type: string, position: number): string {
  const base = wanted
    .slice(0, 1000)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "")
    .split(/[\\/]/)
    .at(-1)!
    .replace(/[<>:"|?*]/g, "_")
    .replace(/^[.\s]+|[.\s]+$/g, "");
  return base === "" ? `attachment-${position}.${endingOf(type)}` : shorten(base);
}

function endingOf(type: string): string {
  return ENDINGS[type] ?? (/^(?:image|audio|video)\/([a-z0-9]{1,8})$/.exec(type)?.[1] || "bin");
}

function shorten(name: string): string {
  if (name.length <= FILE_NAME_CHARS_MAX) return name;
  const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? "";
  return name.slice(0, FILE_NAME_CHARS_MAX - ending.length) + ending;
}
