const EMAIL_CHARS_MAX = 254;
const LOCAL_CHARS_MAX = 64;
const SHAPE = /^[^\s@<>"(),;:\\]+@[^\s@<>"(),;:\\]+$/;

/**
 * One spelling for one mailbox: lower-case, without brackets and `mailto:`. What stands behind a plus stays, because
 * some providers hand `a+x@` and `a@` to different people.
 * @returns null when it is no address
 */
export function normaliseEmail(text: string): string | null {
  const bare = text
    .normalize("NFKC")
    .trim()
    .replace(/^mailto:/i, "")
    .replace(/^<(.*)>$/, "$1")
    .trim()
    .toLowerCase();
  if (bare.length > EMAIL_CHARS_MAX || !SHAPE.test(bare)) return null;
  const domain = domainOf(bare);
  if (bare.length - domain.length - 1 > LOCAL_CHARS_MAX) return null;
  return /^\.|\.\.|\.$/.test(domain) ? null : bare;
}

/** The part behind the at sign of a normalised address. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf("@") + 1);
