import type { Tx } from "../../platform/transaction.ts";
import { findEntries, findTickets, type FoundRow } from "./hit-store.ts";
import type { SearchScope } from "./search-scope.ts";
import { asksForEntries, type Place, type Wanted } from "./wanted.ts";

/** How many entries each round looks at, newest first; after the last one the page ends as it is. */
const ROUND_CANDIDATES = [300, 3_000, 20_000];
const ROWS_PER_ROUND = 120;

export type Hits = {
  rows: FoundRow[];
  /** Where to go on; null: looked back to the beginning. */
  next: Place | null;
};

/**
 * A page of tickets that match, each once, by its newest match. A page may be short, even empty, and still have a next one:
 * when the words are common and few of their tickets are in sight or match the filters.
 */
export async function findHits(
  tx: Tx,
  wanted: Wanted,
  scope: SearchScope,
  page: { after: Place | null; limit: number },
): Promise<Hits> {
  const { after } = page;
  if (!asksForEntries(wanted))
    return ticketsOnly(await findTickets(tx, scope, { after, rowsMax: page.limit + 1 }), page.limit);
  if (wanted.codes.some(({ codes }) => codes?.length === 0)) return { rows: [], next: null };
  return entries(tx, { wanted, scope, limit: page.limit }, after);
}

async function entries(
  tx: Tx,
  search: { wanted: Wanted; scope: SearchScope; limit: number },
  start: Place | null,
): Promise<Hits> {
  const { wanted, scope, limit } = search;
  const kept = new Map<string, FoundRow>();
  let after = start;
  for (const candidatesMax of ROUND_CANDIDATES) {
    const found = await findEntries(tx, wanted, scope, { start, after, candidatesMax, rowsMax: ROWS_PER_ROUND });
    for (const row of found.rows) {
      if (!saysPhrases(row, wanted) || kept.has(row.ticket_id)) continue;
      if (kept.size === limit) return ended(kept, after!);
      kept.set(row.ticket_id, row);
      after = placeOf(row);
    }
    const cutShort = found.rows.length >= ROWS_PER_ROUND;
    if (!cutShort && !found.last) return { rows: [...kept.values()], next: null };
    after = cutShort ? placeOf(found.rows.at(-1)!) : found.last;
  }
  return ended(kept, after!);
}

const ended = (kept: Map<string, FoundRow>, after: Place): Hits => ({
  rows: [...kept.values()],
  next: after,
});

const placeOf = (row: FoundRow): Place => ({ at: row.at_exact, id: row.entry_id ?? row.ticket_id });

function ticketsOnly(found: FoundRow[], limit: number): Hits {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  if (found.length <= limit || !last) return { rows, next: null };
  return { rows, next: placeOf(last) };
}

/** The index knows a phrase's words; that they stand side by side is seen in the text. */
function saysPhrases(row: FoundRow, { terms }: Wanted): boolean {
  const phrases = terms.flatMap((term) => (term.kind === "phrase" ? [term.text] : []));
  if (!phrases.length) return true;
  const parts = row.message_id
    ? [row.message_subject, row.text, row.from_name]
    : [row.subject, row.contact, row.organisation];
  const said = parts.map((part) => (part ?? "").normalize("NFKC").toLowerCase().replace(/\s+/g, " "));
  return phrases.every((phrase) => said.some((part) => part.includes(phrase.replace(/\s+/g, " "))));
}
