import type { LocalText } from "../local-text.ts";
import { PRIORITIES, type CustomerTier, type Priority, type TicketKind } from "../ticket/vocabulary.ts";

/** What words in the customer's message do: a floor for the priority, at once for the fast lane. */
export type KeywordRule = {
  id: string;
  label: LocalText;
  zh: readonly string[];
  en: readonly string[];
  atLeast: Priority;
  /** A person looks at once, whatever else is known. */
  fastLane: boolean;
  /** Empty: every kind. */
  kinds: readonly TicketKind[];
};

/** Pack data: impact × urgency gives the priority, tier and words raise it. */
export type PriorityMatrix = {
  impacts: readonly { id: string; label: LocalText }[];
  urgencies: readonly { id: string; label: LocalText }[];
  /** `cells[impact][urgency]`. */
  cells: Readonly<Record<string, Readonly<Record<string, Priority>>>>;
  /** Where intake knows nothing yet. */
  defaults: { impact: string; urgency: string };
  /** Steps up by tier, never above `raisedTo`. */
  tiers: Readonly<Record<CustomerTier, { steps: number; raisedTo: Priority; label: LocalText }>>;
  keywords: readonly KeywordRule[];
  /** Words that, directly before a keyword, take it back: 没有崩溃, no crash. */
  negations: { zh: readonly string[]; en: readonly string[] };
};

export type PriorityCase = {
  kind: TicketKind;
  tier: CustomerTier;
  /** Subject and visible text; quotations and signatures left out. */
  text: string;
  impact: string | null;
  urgency: string | null;
};

export type PriorityDecision = { priority: Priority; fastLane: boolean; reasons: LocalText[] };

const TEXT_CHARS_MAX = 20_000;

/** The priority of a case by the pack's matrix, with each step's reason in both languages (REQ: TR-03). */
export function decidePriority(matrix: PriorityMatrix, given: PriorityCase): PriorityDecision {
  const impact = known(matrix.impacts, given.impact, matrix.defaults.impact);
  const urgency = known(matrix.urgencies, given.urgency, matrix.defaults.urgency);
  let priority = matrix.cells[impact.id]?.[urgency.id] ?? "P3";
  const reasons: LocalText[] = [
    {
      zh: `影响范围“${impact.label.zh}” × 紧急程度“${urgency.label.zh}” → ${priority}`,
      en: `Impact "${impact.label.en}" × urgency "${urgency.label.en}" → ${priority}`,
    },
  ];
  const tier = matrix.tiers[given.tier];
  const raised = stricter(priority, raise(priority, tier.steps, tier.raisedTo));
  if (raised !== priority) {
    priority = raised;
    reasons.push({ zh: `${tier.label.zh} → ${priority}`, en: `${tier.label.en} → ${priority}` });
  }
  const hits = keywordHits(matrix, given);
  for (const { rule, word } of hits) {
    const stricterOne = stricter(priority, rule.atLeast);
    if (stricterOne === priority && !rule.fastLane) continue;
    priority = stricterOne;
    reasons.push({
      zh: `出现“${word}”（${rule.label.zh}）→ ${priority}${rule.fastLane ? "，进入快速通道" : ""}`,
      en: `"${word}" (${rule.label.en}) → ${priority}${rule.fastLane ? ", fast lane" : ""}`,
    });
  }
  return { priority, fastLane: hits.some(({ rule }) => rule.fastLane), reasons };
}

function known<T extends { id: string }>(list: readonly T[], id: string | null, fallback: string): T {
  const found = list.find((item) => item.id === id) ?? list.find((item) => item.id === fallback);
  if (!found) throw new Error(`the priority matrix does not know ${fallback}`);
  return found;
}

/** P0 is the strictest. */
const stricter = (a: Priority, b: Priority): Priority => (PRIORITIES.indexOf(a) <= PRIORITIES.indexOf(b) ? a : b);

function raise(priority: Priority, steps: number, ceiling: Priority): Priority {
  const index = Math.max(PRIORITIES.indexOf(priority) - steps, PRIORITIES.indexOf(ceiling));
  return PRIORITIES[index] ?? priority;
}

/** The first word of each rule that the text says and does not take back. */
function keywordHits(matrix: PriorityMatrix, { kind, text }: PriorityCase): { rule: KeywordRule; word: string }[] {
  const plain = plainText(text);
  return matrix.keywords.flatMap((rule) => {
    if (rule.kinds.length > 0 && !rule.kinds.includes(kind)) return [];
    const [zh, en] = [plainWords(rule.zh), plainWords(rule.en)];
    const word =
      rule.zh.find((_, at) => saysChinese(plain, zh[at]!, matrix.negations.zh)) ??
      rule.en.find((_, at) => saysEnglish(plain, en[at]!, matrix.negations.en));
    return word === undefined ? [] : [{ rule, word }];
  });
}

/** Full-width forms, case, curly apostrophes and runs of space do not matter. Single spaces, the most, stay untouched. */
const plainText = (text: string) =>
  text
    .slice(0, TEXT_CHARS_MAX)
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/\s\s+|[^\S ]/g, " ");

/** Words of a pack stay as they are: making them plain for each case was most of what a decision cost. */
function plainWords(words: readonly string[]): readonly string[] {
  const plain = PLAIN_WORDS.get(words) ?? words.map(plainText);
  PLAIN_WORDS.set(words, plain);
  return plain;
}

const PLAIN_WORDS = new WeakMap<readonly string[], readonly string[]>();

const saysChinese = (text: string, word: string, negations: readonly string[]) =>
  occurrences(text, word).some((at) => !negations.some((negation) => text.slice(0, at).trimEnd().endsWith(negation)));

/** Words of English begin at a word boundary and may go on: "crash" is said by "crashes" and "crashed". */
const saysEnglish = (text: string, word: string, negations: readonly string[]) =>
  occurrences(text, word).some((at) => {
    const before = text.slice(0, at);
    if (/[a-z0-9]$/.test(before)) return false;
    const head = before.trimEnd();
    return !negations.some(
      (negation) => head.endsWith(negation) && !/[a-z]/.test(head.at(-negation.length - 1) ?? " "),
    );
  });

function occurrences(text: string, word: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) places.push(at);
  return places;
}
