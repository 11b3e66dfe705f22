import { setImmediate } from "node:timers/promises";
import { availableParallelism } from "node:os";
import { createProcedures, publishShipped } from "../../src/core/sop/index.ts";
import type { OpenDatabase } from "../../src/platform/db/index.ts";
import { planPeople, writePeople, type BenchPeople } from "./desk-people.ts";
import { sharedLots } from "./share-lots.ts";
import { dropIndexes, remakeIndexes } from "./table-indexes.ts";
import { LOT_TICKETS, ticketLots, type Past } from "./ticket-lots.ts";
import { endTables, openTicketTables, sendRows, type TicketBytes, type TicketTables } from "./ticket-tables.ts";

const OPEN_FIXED = 2_000;
const OPEN_SHARE = 0.01;
const OPEN_SHARE_MAX = 0.15;
/** Fewer are made before a thread has begun. */
const THREADS_FROM_TICKETS = 5_000;
const MAKERS_MAX = 4;

export type FillOptions = {
  tickets: number;
  /** Epoch ms that stands for now: open tickets and their timers are laid around it. */
  anchor: number;
  /** How many are open; a share of all where it is not said. */
  open?: number;
  /** Threads that make the rows; none where it is 0. One for each processor where there are many tickets. */
  makers?: number;
  onProgress?: (written: number) => void;
};

export type Filled = {
  tickets: number;
  open: number;
  people: BenchPeople;
  rows: Record<string, number>;
  seconds: { rows: number; indexes: number };
};

/**
 * Fills a migrated, empty database with a desk's past: for the same tickets and anchor always the same rows. About two
 * thousand open tickets, one in a hundred more, the others closed over two years; a ticket's clocks are those that the
 * published procedure makes of its events.
 */
export async function fillDatabase(db: OpenDatabase, options: FillOptions): Promise<Filled> {
  const { anchor } = options;
  const started = performance.now();
  await refuseRows(db.pool);
  await db.inTransaction((tx) => publishShipped(tx, anchor));
  const procedure = await createProcedures(() => anchor).published(db.reading);
  const open = options.open ?? openOf(options.tickets);
  const past = { tickets: options.tickets, open, anchor };
  const people = planPeople(options.tickets, anchor);
  await writePeople(db.pool, people, anchor);
  const indexes = await dropIndexes(db.pool);
  const tables = await openTicketTables(db.pool);
  const makers = options.makers ?? makersOf(options.tickets);
  const url = db.pool.options.connectionString!;
  const lots = makers > 0 ? sharedLots({ url, past }, makers) : ticketLots(past, ALONE, { people, procedure });
  await writeLots(tables, lots, past, options.onProgress);
  const rows = await endTables(tables);
  await db.pool.query("select setval('ticket_number', (select max(number) from ticket))");
  await writeCodes(db.pool);
  await writeStandings(db.pool);
  const written = performance.now();
  await remakeIndexes(db.pool, indexes);
  return {
    tickets: options.tickets,
    open,
    people,
    rows,
    seconds: { rows: (written - started) / 1000, indexes: (performance.now() - written) / 1000 },
  };
}

/** The different codes of all postings. */
async function writeCodes(pool: OpenDatabase["pool"]): Promise<void> {
  const client = await pool.connect();
  await client.query("set statement_timeout = 0; insert into search_code select distinct code from search_posting");
  client.release(true);
}

/** How open tickets stand, which a trigger notes elsewhere: here none was at work. */
async function writeStandings(pool: OpenDatabase["pool"]): Promise<void> {
  await pool.query(
    `insert into ticket_standing
       select coalesce(team_id, '00000000-0000-0000-0000-000000000000'), state, promise_state, assignee_id is not null,
              snoozed_until is not null, count(*)
         from ticket where state <> 'closed' group by 1, 2, 3, 4, 5`,
  );
  await pool.query("vacuum analyze ticket_standing");
}

async function refuseRows(pool: OpenDatabase["pool"]): Promise<void> {
  const found = await pool.query("select from ticket limit 1");
  if (found.rows.length > 0) throw new Error("the database holds tickets already");
}

const openOf = (tickets: number) => Math.round(Math.min(tickets * OPEN_SHARE_MAX, OPEN_FIXED + tickets * OPEN_SHARE));

const ALONE = { makers: 1, maker: 0 };

const makersOf = (tickets: number) =>
  tickets < THREADS_FROM_TICKETS ? 0 : Math.min(MAKERS_MAX, availableParallelism());

async function writeLots(
  tables: TicketTables,
  lots: Iterable<TicketBytes> | AsyncIterable<TicketBytes>,
  { tickets }: Past,
  onProgress: FillOptions["onProgress"],
): Promise<void> {
  let written = 0;
  for await (const lot of lots) {
    written = Math.min(tickets, written + LOT_TICKETS);
    onProgress?.(written);
    // Signals are heard between lots, full streams or not.
    await setImmediate();
    await sendRows(tables, lot);
  }
}
