import { phoneCode, replaceDigitGroups } from "./phone-code.ts";
import { foldText } from "./split-words.ts";

const CODE_CHARS_MAX = 120;
export const CODE_CHARS_MIN = 3;

/** Error codes, order numbers, versions, e-mail and network addresses. */
const TOKEN = /[a-z0-9][a-z0-9._:@+/#-]*/g;

/** Whether a word is more of a code than a word: it holds a digit, an underscore or an at sign. */
export const looksLikeCode = (word: string): boolean => /[\d_@]/.test(word);

/** Without what people leave out or put in: `E-1024`, `e1024` and `E 1024` are one. Keeps `@`. */
export const squashCode = (text: string): string => foldText(text).replace(/[^a-z0-9@]/g, "");

/** Whether a run of letters and digits is found among the codes wherever it stands. */
export const isCode = (run: string): boolean => run.length >= CODE_CHARS_MIN && /^[a-z]*\d[a-z0-9]*$/.test(run);

/** All that looks like a code in a text, squashed; phone numbers in one spelling. */
export function codesIn(text: string): string[] {
  const found = new Set<string>();
  const add = (code: string) => {
    if (code.length >= CODE_CHARS_MIN && code.length <= CODE_CHARS_MAX) found.add(code);
  };
  const rest = replaceDigitGroups(foldText(text), (written) => {
    const phone = phoneCode(written);
    add(phone ?? squashCode(written));
    // The groups of a phone number are no codes of their own: they are found as its end.
    return phone === null ? written : " ";
  });
  for (const token of rest.match(TOKEN) ?? []) if (looksLikeCode(token)) add(squashCode(token));
  return [...found];
}
