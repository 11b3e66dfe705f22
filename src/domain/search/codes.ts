import { foldText } from "./split-words.ts";

const CODE_CHARS_MAX = 120;
export const CODE_CHARS_MIN = 3;

/** Error codes, order numbers, versions, e-mail and network addresses. */
const TOKEN = /[a-z0-9][a-z0-9._:@+/#-]*/g;
const PHONE = /\+?\d[\d\s()-]{5,30}\d/g;

/** Whether a word is more of a code than a word: it holds a digit, an underscore or an at sign. */
export const looksLikeCode = (word: string): boolean => /[\d_@]/.test(word);

/** Without what people leave out or put in: `E-1024`, `e1024` and `E 1024` are one. Keeps `@`. */
export const squashCode = (text: string): string => foldText(text).replace(/[^a-z0-9@]/g, "");

/** All that looks like a code in a text, squashed. */
export function codesIn(text: string): string[] {
  const folded = foldText(text);
  const found = new Set<string>();
  for (const pattern of [TOKEN, PHONE])
    for (const [token] of folded.matchAll(pattern)) {
      const code = squashCode(token);
      if (code.length < CODE_CHARS_MIN || code.length > CODE_CHARS_MAX) continue;
      if (looksLikeCode(token)) found.add(code);
    }
  return [...found];
}
