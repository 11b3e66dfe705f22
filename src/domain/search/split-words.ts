/**
 * How text becomes something to find. Chinese, Japanese and Korean runs become all pairs of neighbouring characters,
 * so that any word of two characters is found however a dictionary would have cut it; other scripts become whole words.
 */

const CJK = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}々〇ー`;
const OTHER = String.raw`[[\p{L}\p{N}\p{M}]--[${CJK}]]`;
/** Words of plain letters come first: most are, and asking what script each letter is of takes twice the time. */
const RUNS = new RegExp(String.raw`[a-z0-9]+(?!${OTHER})|[${CJK}]+|${OTHER}+`, "gv");
const BEGINS_CJK = new RegExp(`^[${CJK}]`, "v");

export const WORD_CHARS_MAX = 60;

export type Piece = { text: string; cjk: boolean };

/** One spelling: full-width and half-width, upper and lower case are the same. */
export const foldText = (text: string): string => text.normalize("NFKC").toLowerCase();

/** The runs of a text that hold letters or numbers, in order, folded. */
export function piecesOf(text: string): Piece[] {
  const runs = foldText(text).match(RUNS) ?? [];
  return runs.map((run) =>
    BEGINS_CJK.test(run) ? { text: run, cjk: true } : { text: run.slice(0, WORD_CHARS_MAX), cjk: false },
  );
}

/** `打印机` → `打印`, `印机`; a run of one character is itself. */
export function pairsOf(run: string): string[] {
  const characters = [...run];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, at) => characters[at]! + character);
}
