import { oneLine } from "../text/one-line.ts";

const NAME_CHARS_MAX = 200;
// Between letters they are not seen either, and make one name look like another.
const JOINERS = /[\u200c\u200d]/g;

/** A name fit to show: one line, nothing unseen, at most 200 characters; empty when nothing is left. */
export const tidyName = (name: string): string =>
  [...oneLine(name.normalize("NFC").replace(JOINERS, ""))].slice(0, NAME_CHARS_MAX).join("").trim();

/** What to call somebody who gave no name: the part before the at sign. */
export function nameFor(given: string, email: string | null): string {
  const tidy = tidyName(given.replace(/^["'“‘]+|["'”’]+$/g, ""));
  if (tidy && normalisedDiffers(tidy, email)) return tidy;
  return (email && tidyName(email.slice(0, email.lastIndexOf("@")))) || tidy || "?";
}

const normalisedDiffers = (name: string, email: string | null) => name.toLowerCase() !== email;
