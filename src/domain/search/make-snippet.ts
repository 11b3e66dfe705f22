import type { Term } from "./search-terms.ts";

/** Plain text and what to mark in it: [start, end) in UTF-16 units, in order, without overlap. */
export type Snippet = { text: string; marks: [number, number][] };

const SNIPPET_CHARS = 140;
const BEFORE_CHARS = 40;
const SCANNED_CHARS_MAX = 100_000;
const MARKS_MAX = 200;

/** Marks every term in a short text, whole. */
export function markText(text: string, terms: readonly Term[]): Snippet {
  return { text, marks: marksIn(text, terms).map((mark) => [mark.start, mark.end]) };
}

/**
 * The stretch of a long text in which most of the terms stand, about 140 characters, on one line.
 * @returns null when no term is found
 */
export function makeSnippet(text: string, terms: readonly Term[]): Snippet | null {
  const line = text.slice(0, SCANNED_CHARS_MAX).replace(/\s+/g, " ").trim();
  const marks = marksIn(line, terms);
  if (!marks.length) return null;
  const start = Math.max(0, bestStart(marks) - BEFORE_CHARS);
  const end = Math.min(line.length, start + SNIPPET_CHARS);
  const [from, until] = [notInsidePair(line, start), notInsidePair(line, end)];
  const [head, tail] = [from > 0 ? "…" : "", until < line.length ? "…" : ""];
  const shift = head.length - from;
  return {
    text: head + line.slice(from, until) + tail,
    marks: marks
      .filter((mark) => mark.start >= from && mark.end <= until)
      .map((mark) => [mark.start + shift, mark.end + shift]),
  };
}

type Mark = { start: number; end: number; term: number };

/** The mark from which on a snippet shows the most different terms; the first of those. */
function bestStart(marks: readonly Mark[]): number {
  let best = { at: marks[0]!.start, terms: 0 };
  marks.forEach((mark, from) => {
    const shown = new Set<number>();
    for (let at = from; at < marks.length && marks[at]!.end <= mark.start - BEFORE_CHARS + SNIPPET_CHARS; at += 1)
      shown.add(marks[at]!.term);
    if (shown.size > best.terms) best = { at: mark.start, terms: shown.size };
  });
  return best.at;
}

function marksIn(text: string, terms: readonly Term[]): Mark[] {
  const found: Mark[] = [];
  terms.forEach((term, index) => {
    for (const match of text.matchAll(patternOf(term))) {
      if (found.length >= MARKS_MAX * terms.length) break;
      found.push({ start: match.index, end: match.index + match[0].length, term: index });
    }
  });
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const marks: Mark[] = [];
  for (const mark of found) {
    const last = marks.at(-1);
    if (!last || mark.start >= last.end) marks.push(mark);
    if (marks.length >= MARKS_MAX) break;
  }
  return marks;
}

/** A code is found with whatever separators it was written; a word at the beginning of one. */
function patternOf(term: Term): RegExp {
  if (term.kind === "code") return new RegExp([...term.code].map(escaped).join("[^a-z0-9@\\n]{0,2}"), "giu");
  const text = escaped(term.text).replace(/\s+/g, "\\s+");
  const latin = term.kind === "words" && /^[\p{L}\p{N}]/u.test(term.text) && !/\p{sc=Han}/u.test(term.text);
  return new RegExp(latin ? `(?<![\\p{L}\\p{N}])${text}` : text, "giu");
}

const escaped = (text: string) =>
  text.replace(/[\\^$.*+?()[\]{}|/-]/g, (sign) => (sign === "-" ? "\\x2d" : `\\${sign}`));

const notInsidePair = (text: string, at: number) => {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
};
