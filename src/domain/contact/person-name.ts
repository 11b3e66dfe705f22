const NAME_CHARS_MAX = 200;
// Control characters and those that turn the direction of writing: they make one name look like another.
const UNSEEN = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** A name fit to show: one line, nothing unseen, at most 200 characters; empty when nothing is left. */
export const tidyName = (name: string): string =>
  [...name.normalize("NFC").replace(UNSEEN, " ").replace(/\s+/g, " ").trim()].slice(0, NAME_CHARS_MAX).join("").trim();

/** What to call somebody who gave no name: the part before the at sign. */
export function nameFor(given: string, email: string | null): string {
  const tidy = tidyName(given.replace(/^["'“‘]+|["'”’]+$/g, ""));
  if (tidy && normalisedDiffers(tidy, email)) return tidy;
  return (email && tidyName(email.slice(0, email.lastIndexOf("@")))) || tidy || "?";
}

const normalisedDiffers = (name: string, email: string | null) => name.toLowerCase() !== email;
