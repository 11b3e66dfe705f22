import { sql, type RawBuilder } from "kysely";
import { lexemeQuery, PERSONAL_MARK } from "../../domain/search/index.ts";
import type { WantedCode } from "./wanted-codes.ts";
import type { Wanted } from "./wanted.ts";

type Condition = RawBuilder<boolean>;

/** Everything that is wanted of an entry. */
export const whereWanted = (wanted: Wanted, alias: string): Condition =>
  allOf([...wordConditions(wanted, alias), ...codeConditions(wanted, alias)]);

export const allOf = (conditions: readonly Condition[]): Condition =>
  conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join([...conditions], sql` and `)}`;

/** Words, senders and recipients: what the indexes of `search_entry` find. */
export function wordConditions({ terms, from, to, inClear }: Wanted, alias: string): Condition[] {
  const query = lexemeQuery(terms, inClear);
  return [
    ...(query ? [sql<boolean>`${sql.ref(`${alias}.lexemes`)} @@ ${query}::tsquery`] : []),
    ...anyOf(`${alias}.sender`, from, inClear),
    ...anyOf(`${alias}.recipients`, to, inClear),
  ];
}

export const codeConditions = ({ codes, inClear }: Wanted, alias: string): Condition[] =>
  codes.map((code) => holdsCode(`${alias}.codes`, code, inClear));

function holdsCode(column: string, { piece, codes }: WantedCode, inClear: boolean): Condition {
  if (codes) return sql<boolean>`string_to_array(${sql.ref(column)}, ' ') && ${[...codes]}::text[]`;
  if (inClear) return sql<boolean>`${sql.ref(column)} like ${`%${piece}%`}`;
  return sql<boolean>`${sql.ref(column)} ~ ${`(^| )(?:(?!${PERSONAL_MARK})[^ ]*${piece}|${PERSONAL_MARK}${piece}(?: |$))`}`;
}

/** Of an address only the domain is shown to who may not see it in clear; he finds by that, by names, and by a whole address. */
function anyOf(column: string, texts: readonly string[], inClear: boolean): Condition[] {
  if (texts.length === 0) return [];
  const folded = texts.map((text) => text.toLowerCase());
  const found = sql<boolean>`(${sql.join(
    folded.map((text) => standsIn(column, text)),
    sql` or `,
  )})`;
  if (inClear) return [found];
  const whole = folded.map((text) => `% ${escaped(text)} %`);
  // As a case, because the planner takes the bare condition for one that hardly any entry meets, and reads all that the first one finds.
  return [
    found,
    sql<boolean>`case when regexp_replace(${sql.ref(column)}, '[^ @]*@', '@', 'g') like any(${folded.flatMap(patternsOf)}::text[])
      or ' ' || ${sql.ref(column)} || ' ' like any(${whole}::text[]) then true else false end`,
  ];
}

/** That it stands there at all is asked first: it costs a fraction of asking where, and spares most entries that. */
const standsIn = (column: string, text: string): Condition =>
  isShort(text)
    ? sql<boolean>`strpos(${sql.ref(column)}, ${text}) > 0 and ${sql.ref(column)} like any(${patternsOf(text)}::text[])`
    : sql<boolean>`${sql.ref(column)} like any(${patternsOf(text)}::text[])`;

const SHORT = /^[\p{L}\p{N}]{1,2}$/u;
const isShort = (text: string) => SHORT.test(text);
const BETWEEN_WORDS = [..." .@-_+(（)）"];

/**
 * Where a text stands in names and addresses: anywhere. The index knows no fewer than three characters, with what is before and
 * after a word as one: one or two are a name's beginning or, two, its end (`李雷`, `李`, `雷雷`).
 */
function patternsOf(text: string): string[] {
  const piece = escaped(text);
  if (!isShort(text)) return [`%${piece}%`];
  const edges = BETWEEN_WORDS.map(escaped);
  const beginnings = [`${piece}%`, ...edges.map((edge) => `%${edge}${piece}%`)];
  return [...text].length === 1
    ? beginnings
    : [...beginnings, `%${piece}`, ...edges.map((edge) => `%${piece}${edge}%`)];
}

const escaped = (text: string) => text.replace(/[\\%_]/g, "\\$&");
