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
  const patterns = folded.map((text) => `%${escaped(text)}%`);
  const found = sql<boolean>`${sql.ref(column)} like any(${patterns}::text[])`;
  if (inClear) return [found];
  const whole = folded.map((text) => `% ${escaped(text)} %`);
  return [
    found,
    sql<boolean>`(regexp_replace(${sql.ref(column)}, '[^ @]*@', '@', 'g') like any(${patterns}::text[])
      or ' ' || ${sql.ref(column)} || ' ' like any(${whole}::text[]))`,
  ];
}

const escaped = (text: string) => text.replace(/[\\%_]/g, "\\$&");
