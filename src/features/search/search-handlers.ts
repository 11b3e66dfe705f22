import { search } from "../../contract/search-routes.ts";
import { seesInClear } from "../../core/sop/index.ts";
import { handle, type SignedIn } from "../../core/staff/index.ts";
import type { TicketDesk } from "../../core/tickets/index.ts";
import { readTicketNumber } from "../../domain/channel/ticket-label.ts";
import { parseSearch, type ParsedSearch } from "../../domain/search/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { cutWords } from "./cut-words.ts";
import { findHits, type Hits } from "./find-hits.ts";
import { findTickets, type FoundRow } from "./hit-store.ts";
import { presentHit } from "./present-hits.ts";
import { readScope } from "./read-scope.ts";
import { isNarrowed } from "./scope-store.ts";
import type { CursorSeal } from "./seal-cursor.ts";
import { searchCustomers } from "./search-customers.ts";
import type { SearchScope } from "./search-scope.ts";
import { wantedCodes } from "./wanted-codes.ts";
import { asksForEntries, type Place } from "./wanted.ts";

export const searchHandlers = (desk: Pick<TicketDesk, "procedures">, seal: CursorSeal) => [
  handle(search, async ({ tx, query, session, now }) => {
    const parsed = parseSearch(query.q.replaceAll("\0", " "), { today: todayOf(now, session.timeZone), cut: cutWords });
    const inClear = await seesInClear(desk.procedures, tx, session.viewer);
    const scope = await readScope(tx, parsed.filters, session, inClear);
    const asked = { parsed, scope, inClear };
    const page = { after: placeFrom(seal, query.cursor), limit: query.limit };
    const { found, narrowed } = await findAsked(tx, asked, page);
    const first = query.cursor === undefined ? await firstOf(tx, asked, session) : { numbered: [], customers: [] };
    const numbered = new Set(first.numbered.map((row) => row.ticket_id));
    const rows = [...first.numbered, ...found.rows.filter((row) => !numbered.has(row.ticket_id))];
    const { chips, words, problems } = parsed;
    return {
      items: [...first.customers, ...rows.map((row) => presentHit(row, { terms: parsed.terms, inClear }))],
      nextCursor: found.next && seal.seal(`${found.next.at} ${found.next.id}`),
      // To the day: the moment may be that of a message out of sight.
      searchedBackTo: found.next && `${found.next.at.slice(0, 10)}T00:00:00.000Z`,
      chips,
      words,
      narrowed: [...narrowed],
      problems,
    };
  }),
];

type Asked = { parsed: ParsedSearch; scope: SearchScope; inClear: boolean };

async function findAsked(
  tx: Tx,
  { parsed: { terms, filters }, scope, inClear }: Asked,
  page: { after: Place | null; limit: number },
): Promise<{ found: Hits; narrowed: readonly string[] }> {
  const asked = { terms, from: filters.from, to: filters.to };
  if (!asksForEntries(asked) && !isNarrowed(scope)) return { found: { rows: [], next: null }, narrowed: [] };
  const { narrowed, ...codes } = await wantedCodes(tx, terms, inClear);
  return { found: await findHits(tx, { ...asked, ...codes, inClear }, scope, page), narrowed };
}

function placeFrom(seal: CursorSeal, cursor: string | undefined): Place | null {
  if (cursor === undefined) return null;
  const [at = "", id = ""] = seal.open(cursor).split(" ");
  return { at, id };
}

/** What stands before all else on the first page: the ticket of a number, and customers when no filter narrows. */
async function firstOf(
  tx: Tx,
  { parsed, scope, inClear }: Asked,
  session: SignedIn,
): Promise<{ numbered: FoundRow[]; customers: Awaited<ReturnType<typeof searchCustomers>> }> {
  const number = parsed.words.length === 1 ? readTicketNumber(parsed.words[0]!) : null;
  const numbered =
    number !== null ? await findTickets(tx, { ...scope, numbers: [number] }, { after: null, rowsMax: 1 }) : [];
  const customers = parsed.chips.length === 0 ? await searchCustomers(tx, session.viewer, { ...parsed, inClear }) : [];
  return { numbered, customers };
}

function todayOf(now: number, timeZone: string): { year: number; month: number; day: number } {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(now).split("-");
  const [year = 1970, month = 1, day = 1] = parts.map(Number);
  return { year, month, day };
}
