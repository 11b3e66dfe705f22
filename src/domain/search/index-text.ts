import { codesIn, isCode, squashCode } from "./codes.ts";
import { phoneCode } from "./phone-code.ts";
import { foldText, pairsOf, piecesOf } from "./split-words.ts";

export const TEXT_INDEXED_CHARS_MAX = 100_000;
const LEXEMES_MAX = 60_000;
const CODES_CHARS_MAX = 40_000;
const ADDRESS_CODE_CHARS_MAX = 120;

/**
 * Stands before what is known of a person's address alone: who may not see addresses in clear finds by it only when he has
 * the whole of one. No other lexeme or code holds the sign.
 */
export const PERSONAL_MARK = "!";

export type Indexed = {
  /** Each once, in no order. */
  lexemes: string[];
  /** In order, separated by blanks. */
  codes: string;
};

/**
 * What of these texts can be found, and of the addresses of a person. Of each text only the first 100,000 characters.
 * @param addresses e-mail addresses and phone numbers, each whole
 */
export function indexTexts(texts: readonly string[], addresses: readonly string[] = []): Indexed {
  const lexemes = new Set<string>();
  const codes = new Set<string>();
  let codesChars = 0;
  const add = (words: readonly string[], found: readonly string[]) => {
    for (const word of words) if (lexemes.size < LEXEMES_MAX) lexemes.add(word);
    for (const code of found) {
      if (codes.has(code) || codesChars + code.length + 1 > CODES_CHARS_MAX) continue;
      codes.add(code);
      codesChars += code.length + 1;
    }
  };
  for (const address of addresses) add(lexemesOfAddress(address), codesOfAddress(address));
  for (const text of texts) {
    const bounded = text.slice(0, TEXT_INDEXED_CHARS_MAX);
    add(lexemesOf(bounded), codesIn(bounded));
  }
  return { lexemes: [...lexemes], codes: [...codes].toSorted().join(" ") };
}

function lexemesOf(text: string): string[] {
  return piecesOf(text).flatMap((piece) => {
    // The last character begins no pair; alone it is found by a search for one character.
    if (piece.cjk) return pairsOf(piece.text).concat([...piece.text].at(-1)!);
    // A code is looked for among the codes. Of `err1024` the word is `err`: the words stay few, and the database knows how often each stands.
    return isCode(piece.text) ? (/^[a-z]{2,}/.exec(piece.text) ?? []) : piece.text;
  });
}

/** The domain of an address is nobody's secret: it is shown where the address is masked. */
function lexemesOfAddress(address: string): string[] {
  const at = address.lastIndexOf("@");
  if (at < 0) return [];
  const name = lexemesOf(address.slice(0, at)).map((word) => PERSONAL_MARK + word);
  return [...name, ...lexemesOf(address.slice(at + 1))];
}

function codesOfAddress(address: string): string[] {
  const code = (address.includes("@") ? null : phoneCode(foldText(address))) ?? squashCode(address);
  return code === "" ? [] : [PERSONAL_MARK + code.slice(0, ADDRESS_CODE_CHARS_MAX)];
}
