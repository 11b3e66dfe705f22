import { indexTexts, type Indexed } from "../../src/domain/search/index.ts";
import { lexemeText } from "./copy-stream.ts";

export type FoundWords = { lexemes: string; codes: string };

type Parts = { lexemes: readonly string[]; codes: readonly string[] };

const PARTS_KEPT_MAX = 100_000;
const parts = new Map<string, Parts>();
/** Neither a word nor a code goes over a full-width comma or full stop. */
const CLAUSES = /[^，。]+/g;

/**
 * What can be found of some texts, as COPY takes it: what `indexTexts` says of all of them, put together from what it says of
 * each clause, because the same clauses stand in many thousands of messages.
 */
export function foundWords(texts: readonly string[], addresses: readonly string[]): FoundWords {
  const lexemes = new Set<string>();
  const codes = new Set<string>();
  const add = (found: Parts) => {
    for (const lexeme of found.lexemes) lexemes.add(lexeme);
    for (const code of found.codes) codes.add(code);
  };
  for (const text of texts) for (const clause of text.match(CLAUSES) ?? []) add(partsOf(clause));
  for (const address of addresses) add(made(indexTexts([], [address])));
  return { lexemes: [...lexemes].join(" "), codes: [...codes].toSorted().join(" ") };
}

function partsOf(clause: string): Parts {
  const known = parts.get(clause);
  if (known) return known;
  const found = made(indexTexts([clause]));
  if (parts.size >= PARTS_KEPT_MAX) parts.clear();
  parts.set(clause, found);
  return found;
}

const made = ({ lexemes, codes }: Indexed): Parts => ({
  lexemes: lexemes.map(lexemeText),
  codes: codes === "" ? [] : codes.split(" "),
});
