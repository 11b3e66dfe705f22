import { CODE_CHARS_MIN, codesIn, isCode, looksLikeCode, squashCode } from "./codes.ts";
import { PERSONAL_MARK } from "./index-text.ts";
import { phoneCode, withoutCountry } from "./phone-code.ts";
import { foldText, pairsOf, piecesOf } from "./split-words.ts";

/** Something that must be found. */
export type Term =
  /** All lexemes together; the last one may go on (`print` finds `printer`). */
  | { kind: "words"; text: string; lexemes: string[]; prefix: boolean }
  /** A part of a code, squashed. */
  | { kind: "code"; text: string; code: string }
  /** Lexemes together, and the text exactly so. */
  | { kind: "phrase"; text: string; lexemes: string[] };

/** Cuts a Chinese run into words; what the dictionary behind it says is not this module's business. */
export type CutWords = (run: string) => readonly string[];

const TERMS_MAX = 20;
const EMPTY_WORDS = new Set("的了是在我你他她它们请吗呢吧啊和与就也都把被很");

/**
 * What somebody looks for, from one free word: `打印机无法连接E1024` → `打印机`, `无法`, `连接`, the code `e1024`. Chinese runs are
 * cut into words so that these need not stand side by side in the text.
 */
export function termsOf(word: string, cut: CutWords): Term[] {
  const folded = foldText(word);
  const phone = phoneCode(folded);
  if (phone !== null) return [{ kind: "code", text: folded, code: phone }];
  const terms: Term[] = [];
  for (const [segment] of withoutCountry(folded).matchAll(/[a-z0-9][a-z0-9._:@+/#-]*|[^a-z0-9]+/g)) {
    const code = looksLikeCode(segment) ? squashCode(segment) : "";
    if (code.length >= CODE_CHARS_MIN) terms.push({ kind: "code", text: segment, code });
    else
      for (const piece of piecesOf(segment))
        terms.push(...(piece.cjk ? cjkTerms(piece.text, cut) : [latinTerm(piece.text)]));
  }
  return terms.slice(0, TERMS_MAX);
}

const latinTerm = (text: string): Term => ({ kind: "words", text, lexemes: [text], prefix: true });

/** A quotation: its words and codes must be there, and stand exactly so. */
export function phraseTerms(quoted: string): Term[] {
  const pieces = piecesOf(quoted);
  const words = pieces.filter((piece) => !isCode(piece.text));
  const lexemes = words.flatMap((piece) => (piece.cjk ? pairsOf(piece.text) : [piece.text]));
  const codes = words.length < pieces.length ? codesIn(quoted).slice(0, TERMS_MAX) : [];
  if (lexemes.length + codes.length === 0) return [];
  const phrase: Term = { kind: "phrase", text: foldText(quoted).trim(), lexemes };
  return [phrase, ...codes.map((code): Term => ({ kind: "code", text: code, code }))];
}

function cjkTerms(run: string, cut: CutWords): Term[] {
  const words = joinSingles(cut(run).filter((word) => word.trim() !== ""));
  return (words.length ? words : [run]).map((text) => ({
    kind: "words",
    text,
    lexemes: pairsOf(text),
    // A single character is found as the beginning of a pair, or alone at the end of a run.
    prefix: [...text].length === 1,
  }));
}

/** Single characters side by side mean little alone: `连`, `不`, `上` are looked for as `连不上`. */
function joinSingles(words: readonly string[]): string[] {
  const joined: string[] = [];
  let singles = "";
  const flush = () => {
    if (singles) joined.push(singles);
    singles = "";
  };
  for (const word of words) {
    if ([...word].length > 1 || EMPTY_WORDS.has(word)) flush();
    if ([...word].length > 1) joined.push(word);
    else if (!EMPTY_WORDS.has(word)) singles += word;
  }
  flush();
  return joined;
}

/**
 * The terms as a query of PostgreSQL's full text search; null when none is one of words.
 * @param inClear look in the names of e-mail addresses too: for people who may see them
 */
export function lexemeQuery(terms: readonly Term[], inClear = true): string | null {
  const parts = terms.flatMap((term) => {
    if (term.kind === "code") return [];
    const last = term.lexemes.length - 1;
    return term.lexemes.map((lexeme, at) => {
      const isPrefix = term.kind === "words" && term.prefix && at === last;
      const plain = quoted(lexeme, isPrefix);
      const isName = inClear && term.kind === "words" && isPrefix && /^[a-z]/.test(lexeme);
      return isName ? `(${plain} | ${quoted(PERSONAL_MARK + lexeme, isPrefix)})` : plain;
    });
  });
  return parts.length ? [...new Set(parts)].join(" & ") : null;
}

const quoted = (lexeme: string, isPrefix: boolean) => `'${lexeme.replace(/['\\]/g, "$&$&")}'${isPrefix ? ":*" : ""}`;
