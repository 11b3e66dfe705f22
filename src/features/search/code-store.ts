import { sql, type RawBuilder } from "kysely";
import { PERSONAL_MARK } from "../../domain/search/index.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

/** Beyond, a piece is so common that the newest entries are read instead. */
export const CODES_PER_PIECE_MAX = 300;
/** Of so many codes, and in so many of them: what stands in the middle of one in twenty is not looked up. */
const SAMPLE_CODES = 1_000;
const SAMPLE_COMMON = 50;

/** The different codes that begin or end with a piece; `isCut`: there are more. */
export type CodesAround = { beginning: string[]; ending: string[]; isCut: boolean };

/**
 * The codes that begin and end with each piece, and whether all entries stand in `search_posting`.
 * @param inClear with what is known of addresses alone; without, only where the piece is the whole of one
 */
export async function codesAround(
  tx: Tx,
  pieces: readonly string[],
  inClear: boolean,
): Promise<{ isReady: boolean; around: CodesAround[] }> {
  const rows = pieces.map(
    (piece, at) => sql`select ${at}::int as at, array(${beginning(piece, inClear)}) as beginning,
      array(${ending(piece)}) as ending`,
  );
  const found = await sql<Omit<CodesAround, "isCut"> & { is_ready: boolean }>`
    select r.finished_at is not null as is_ready, p.beginning, p.ending
      from search_rebuild r cross join (${sql.join(rows, sql` union all `)}) p order by p.at`.execute(queries(tx));
  return {
    isReady: found.rows[0]?.is_ready ?? false,
    around: found.rows.map(({ beginning: begins, ending: ends }) => ({
      beginning: begins,
      ending: inClear ? ends : ends.filter(isSaid),
      isCut: ends.length > CODES_PER_PIECE_MAX,
    })),
  };
}

const MOST = CODES_PER_PIECE_MAX + 1;
const isSaid = (code: string) => !code.startsWith(PERSONAL_MARK);

function beginning(piece: string, inClear: boolean): RawBuilder<unknown> {
  const personal = PERSONAL_MARK + piece;
  const plain = sql`select * from search_codes_between(${piece}, ${after(piece)}, ${MOST}::int)`;
  return inClear
    ? sql`${plain} union all select * from search_codes_between(${personal}, ${after(personal)}, ${MOST}::int)`
    : sql`${plain} union all select code from search_code where code = ${personal}`;
}

function ending(piece: string): RawBuilder<unknown> {
  const turned = [...piece].toReversed().join("");
  return sql`select * from search_codes_ending(${turned}, ${after(turned)}, ${MOST}::int)`;
}

/** What sorts behind all that begin with it: codes hold a to z, digits and the at sign. */
const after = (piece: string) => piece.slice(0, -1) + String.fromCharCode(piece.charCodeAt(piece.length - 1) + 1);

/** The codes that hold a piece anywhere, by threes of characters; null: so many that nobody looks at them one by one. */
export async function codesHolding(tx: Tx, piece: string, inClear: boolean): Promise<string[] | null> {
  const found = await sql<{ codes: string[] | null }>`
    select case when s.holding < ${SAMPLE_COMMON} then array(select * from search_codes_holding(${piece}, ${MOST}::int)) end as codes
      from (select count(*) filter (where code like ${`%${piece}%`}) as holding
              from (select code from search_code limit ${SAMPLE_CODES}) sample) s`.execute(queries(tx));
  const codes = found.rows[0]?.codes ?? null;
  if (codes === null || codes.length > CODES_PER_PIECE_MAX) return null;
  return inClear ? codes : codes.filter(isSaid);
}

export type EntryCodes = { id: string; at: Date; codes: string };

/** Takes away where codes of entries stand, and codes that stand nowhere any more. */
export async function removePostings(tx: Tx, gone: readonly EntryCodes[]): Promise<void> {
  const rows = postingsOf(gone);
  if (rows.length === 0) return;
  await sql`
    with gone as materialized (select code collate "C" as code, at, entry_id from ${listed(rows)})
    delete from search_posting p using gone g where p.code = g.code and p.at = g.at and p.entry_id = g.entry_id`.execute(
    queries(tx),
  );
  const codes = [...new Set(rows.map(({ code }) => code))];
  await sql`delete from search_code c where c.code = any(${codes}::text[])
    and not exists (select from search_posting p where p.code = c.code)`.execute(queries(tx));
}

/** Adds where codes of entries stand; what is there already stays. */
export async function addPostings(tx: Tx, added: readonly EntryCodes[]): Promise<void> {
  const rows = postingsOf(added);
  if (rows.length === 0) return;
  await sql`
    with added as materialized (select code, at, entry_id from ${listed(rows)}), code as (insert into search_code (code) select distinct code from added on conflict do nothing)
    insert into search_posting (code, at, entry_id) select code, at, entry_id from added on conflict do nothing`.execute(
    queries(tx),
  );
}

type Posting = { code: string; at: string; entryId: string };

function postingsOf(entries: readonly EntryCodes[]): Posting[] {
  return entries.flatMap(({ id, at, codes }) => {
    const written = at.toISOString();
    return codes
      .split(" ")
      .filter(Boolean)
      .map((code) => ({ code, at: written, entryId: id }));
  });
}

const listed = (rows: readonly Posting[]) => sql`
  unnest(${rows.map(({ code }) => code)}::text[], ${rows.map(({ at }) => at)}::timestamptz[],
    ${rows.map(({ entryId }) => entryId)}::uuid[]) as r (code, at, entry_id)`;
