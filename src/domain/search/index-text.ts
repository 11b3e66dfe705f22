import { pairsOf, piecesOf } from "./split-words.ts";
import { codesIn } from "./codes.ts";

export const TEXT_INDEXED_CHARS_MAX = 100_000;
const LEXEMES_MAX = 60_000;
const CODES_CHARS_MAX = 40_000;

export type Indexed = {
  /** Each once, in no order. */
  lexemes: string[];
  /** Separated by blanks. */
  codes: string;
};

/** What of these texts can be found. Of each only the first 100,000 characters. */
export function indexTexts(texts: readonly string[]): Indexed {
  const lexemes = new Set<string>();
  const codes = new Set<string>();
  let codesChars = 0;
  for (const text of texts) {
    const bounded = text.slice(0, TEXT_INDEXED_CHARS_MAX);
    for (const lexeme of lexemesOf(bounded)) if (lexemes.size < LEXEMES_MAX) lexemes.add(lexeme);
    for (const code of codesIn(bounded)) {
      if (codes.has(code) || codesChars + code.length + 1 > CODES_CHARS_MAX) continue;
      codes.add(code);
      codesChars += code.length + 1;
    }
  }
  return { lexemes: [...lexemes], codes: [...codes].join(" ") };
}

function* lexemesOf(text: string): Generator<string> {
  for (const piece of piecesOf(text)) {
    if (!piece.cjk) {
      yield piece.text;
      continue;
    }
    yield* pairsOf(piece.text);
    // The last character begins no pair; alone it is found by a search for one character.
    yield [...piece.text].at(-1)!;
  }
}
