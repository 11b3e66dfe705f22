/**
 * Characters without a look of their own that make one text look like another: they turn the direction of writing, or are
 * nothing at all. Joiners are not among them: emoji and Persian need them.
 */
const UNSEEN = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;

/** A subject, name or title of strangers as one line: nothing unseen, no control characters, single spaces. */
export const oneLine = (text: string): string =>
  text
    .replace(UNSEEN, "")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
