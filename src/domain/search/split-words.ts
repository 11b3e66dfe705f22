/**
 * How text becomes something to find. Chinese, Japanese and Korean runs become all pairs of neighbouring characters,
 * so that any word of two characters is found however a dictionary would have cut it; other scripts become whole words.
 */

const CJK = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}々〇ー`;
const WORDS = new RegExp(String.raw`([${CJK}]+)|([[\p{L}\p{N}\p{M}]--[${CJK}]]+)`, "gv");

export const WORD_CHARS_MAX = 60;

export type Piece = { text: string; cjk: boolean };

/** One spelling: full-width and half-width, upper and lower case are the same. */
export const foldText = (text: string): string => text.normalize("NFKC").toLowerCase();

/** The runs of a text that hold letters or numbers, in order, folded. */
export function* piecesOf(text: string): Generator<Piece> {
  for (const match of foldText(text).matchAll(WORDS)) {
    const cjk = match[1] !== undefined;
    yield { text: cjk ? match[1]! : match[2]!.slice(0, WORD_CHARS_MAX), cjk };
  }
}

/** `打印机` → `打印`, `印机`; a run of one character is itself. */
export function pairsOf(run: string): string[] {
  const characters = [...run];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, at) => characters[at]! + character);
}
