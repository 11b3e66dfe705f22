import { indexTexts, type Indexed } from "../../src/domain/search/index.ts";
import { wordsCell, type Words } from "./binary-rows.ts";

export type FoundWords = { lexemes: Words; codes: string };

type Parts = { lexemes: readonly string[]; codes: readonly string[] };

const PARTS_KEPT_MAX = 100_000;
const parts = new Map<string, Parts>();
/** Neither a word nor a code goes over a full-width comma or full stop. */
const CLAUSES = /[^，。]+/g;

/**
 * What can be found of some texts, as cells: what `indexTexts` says of all of them, put together from what it says of
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
  return { lexemes: wordsCell([...lexemes]), codes: [...codes].toSorted().join(" ") };
}

const KEPT_MAX = 50_000;
const kept = new Map<string, FoundWords>();

/** The same of texts that stand alike in many messages: what the desk answers, but for who answers it. */
export function foundAgain(texts: readonly string[]): FoundWords {
  const key = texts.join("\n");
  const known = kept.get(key);
  if (known) return known;
  const found = foundWords(texts, []);
  if (kept.size >= KEPT_MAX) kept.clear();
  kept.set(key, found);
  return found;
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
  lexemes,
  codes: codes === "" ? [] : codes.split(" "),
});
