import { sql, type RawBuilder } from "kysely";
import { allOf, codeConditions, whereWanted, wordConditions } from "./where-wanted-store.ts";
import type { WantedCode } from "./wanted-codes.ts";
import type { Place, Wanted } from "./wanted.ts";

export type Look = { after: Place | null; candidatesMax: number };

/** Of several codes each is asked for its newest; beyond their share the round ends, and the next goes on there. */
const EACH_MIN = 10;
const SPREAD = 4;

/**
 * The entries that may be answered, newest first, as parts of a `with`: `candidate` (id, ticket_id, message_id, at), and `edge`
 * (at, id), down to where all were looked at; no row when that is the beginning. No more than `candidatesMax` entries are
 * looked at, however long the past is; nothing of them leaves without its ticket's sight.
 */
export function candidatesOf(wanted: Wanted, look: Look): RawBuilder<unknown> {
  const rarest = rarestOf(wanted.codes);
  if (rarest) return byPostings(wanted, rarest, look);
  const words = wordConditions(wanted, "e");
  // While entries of an earlier version are put in order, the old index finds their codes.
  if (!wanted.isReady) return byIndexes(allOf([...words, ...codeConditions(wanted, "e")]), sql<boolean>`true`, look);
  return byIndexes(allOf(words), allOf(codeConditions(wanted, "e")), look);
}

/** Of the codes that are known the most telling one. */
const rarestOf = (codes: readonly WantedCode[]): readonly string[] | null => {
  const known = codes.flatMap(({ piece, codes: of }) => (of ? [{ piece, of }] : []));
  return known.toSorted((a, b) => a.of.length - b.of.length || b.piece.length - a.piece.length)[0]?.of ?? null;
};

/** Where codes stand, each code's newest places read from its own end of the key. */
function byPostings(wanted: Wanted, codes: readonly string[], { after, candidatesMax }: Look): RawBuilder<unknown> {
  const each = Math.min(candidatesMax, Math.max(EACH_MIN, Math.ceil((SPREAD * candidatesMax) / codes.length)));
  return sql`place as materialized (
      select p.at, p.entry_id, p.nth from unnest(${[...codes]}::text[]) c (code) cross join lateral (
        select q.at, q.entry_id, row_number() over (order by q.at desc, q.entry_id desc) as nth
          from search_posting q where q.code = c.code ${behind(after, sql`q.at, q.entry_id`)}
         order by q.at desc, q.entry_id desc limit ${each}) p),
    complete as (select at, entry_id from place where nth = ${each} order by at desc, entry_id desc limit 1),
    looked as materialized (
      select distinct p.at, p.entry_id from place p left join complete c on true
       where c.at is null or (p.at, p.entry_id) >= (c.at, c.entry_id)
       order by p.at desc, p.entry_id desc limit ${candidatesMax}),
    edge as (
      select at, id from (
        (select at, entry_id as id from looked order by at desc, entry_id desc offset ${candidatesMax - 1} limit 1)
        union all select at, entry_id from complete) ends order by at desc, id desc limit 1),
    candidate as materialized (
      select e.id, e.ticket_id, e.message_id, e.at from looked l join search_entry e on e.id = l.entry_id
       where ${whereWanted(wanted, "e")})`;
}

/** What the indexes of the entries find, or simply the newest; then what is read off each. */
function byIndexes(
  first: RawBuilder<boolean>,
  then: RawBuilder<boolean>,
  { after, candidatesMax }: Look,
): RawBuilder<unknown> {
  return sql`looked as materialized (
      select e.id, e.ticket_id, e.message_id, e.at, e.codes from search_entry e
       where ${first} ${behind(after, sql`e.at, e.id`)} order by e.at desc, e.id desc limit ${candidatesMax}),
    edge as (select at, id from looked order by at desc, id desc offset ${candidatesMax - 1} limit 1),
    candidate as materialized (select e.id, e.ticket_id, e.message_id, e.at from looked e where ${then})`;
}

const behind = (after: Place | null, place: RawBuilder<unknown>) =>
  after ? sql`and (${place}) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``;
