const HIDDEN = "[hidden]";
const DEPTH_MAX = 6;
const ITEMS_MAX = 50;

/** Words that name a person, what a person wrote, or a secret; compared without case, `_` and `-`. */
const PRIVATE_KEYS = new Set(
  `password passphrase secret secretkey token accesstoken refreshtoken apikey authorization cookie setcookie signature
   email mail phone mobile address addresses from to cc bcc recipients replyto name fullname username displayname contactname
   subject text html body content note raw query parameters detail ip`.split(/\s+/),
);

/** Longest first: an address inside a URL goes with its password. Every repetition is bounded, or a long line takes minutes. */
const PRIVATE_TEXT: readonly [RegExp, string][] = [
  [/\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/@"\\]{1,500}@/gi, `$1${HIDDEN}@`],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${HIDDEN}`],
  [/[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,10}/gu, HIDDEN],
  [/(?<![\w.+-])(?:\+\d{1,3}[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\w-])/g, HIDDEN],
  [/(?<![\w])\+\d[\d -]{6,16}\d(?![\w])/g, HIDDEN],
  // Signed links and one-time tokens: longer than a uuid, and no path of ours is.
  [/(?<![\w-])[A-Za-z0-9_-]{40,}(?:\.[A-Za-z0-9_-]+)*(?![\w-])/g, HIDDEN],
];

/** Takes addresses, telephone numbers, credentials and signed tokens out of a text. */
export function scrubText(text: string): string {
  return PRIVATE_TEXT.reduce((scrubbed, [pattern, instead]) => scrubbed.replace(pattern, instead), text);
}

/** The same record with the values of private keys hidden, at any depth we follow; errors are left to their serializer. */
export function scrubRecord(record: Record<string, unknown>): Record<string, unknown> {
  return scrubObject(record, 0);
}

function scrubObject(record: object, depth: number): Record<string, unknown> {
  const entries = Object.entries(record).slice(0, ITEMS_MAX);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, isPrivate(key) ? HIDDEN : scrubValue(value, depth + 1)]),
  );
}

function scrubValue(value: unknown, depth: number): unknown {
  if (value === null || typeof value !== "object" || value instanceof Error || value instanceof Date) return value;
  if (depth >= DEPTH_MAX || Buffer.isBuffer(value)) return HIDDEN;
  return Array.isArray(value)
    ? value.slice(0, ITEMS_MAX).map((item) => scrubValue(item, depth + 1))
    : scrubObject(value, depth);
}

function isPrivate(key: string): boolean {
  return PRIVATE_KEYS.has(key.toLowerCase().replaceAll(/[_-]/g, ""));
}
