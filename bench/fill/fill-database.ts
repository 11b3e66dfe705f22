import { setImmediate } from "node:timers/promises";
import { createProcedures, publishShipped, type Procedure } from "../../src/core/sop/index.ts";
import type { Clock } from "../../src/domain/clocks/index.ts";
import { allCategories } from "../../src/domain/sop/index.ts";
import { seededRandom, type SeededRandom } from "../../src/main/demo/seeded-random.ts";
import type { OpenDatabase } from "../../src/platform/db/index.ts";
import { planPeople, writePeople, type BenchContact, type BenchPeople } from "./desk-people.ts";
import { caseWords, RARE_TICKETS } from "./phrases.ts";
import { DAY_MS, mondayBefore, planStory, WEEK_MS, type StoryPlan } from "./plan-story.ts";
import { stampStory, type StampedTicket } from "./stamp-story.ts";
import { dropIndexes, remakeIndexes } from "./table-indexes.ts";
import { openTicketTables, writeTicket, type TicketTables } from "./ticket-tables.ts";
import { toldUntil } from "./told-until.ts";

const SEED = 20_261;
const PLANS = 200;
const WEEKS = 104;
const CLOSED_UNTIL_DAYS = 7;
const OPEN_FIXED = 2_000;
const OPEN_SHARE = 0.01;
const OPEN_SHARE_MAX = 0.15;
const MOMENT_AGO_MS = 1_000;
const JITTER_MS = 60_000;
const TICKETS_BEFORE_REST = 20;

export type FillOptions = {
  tickets: number;
  /** Epoch ms that stands for now: open tickets and their timers are laid around it. */
  anchor: number;
  /** How many are open; a share of all where it is not said. */
  open?: number;
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
  const people = planPeople(options.tickets, anchor);
  await writePeople(db.pool, people, anchor);
  const indexes = await dropIndexes(db.pool);
  const tables = await openTicketTables(db.pool);
  const open = options.open ?? openOf(options.tickets);
  const writing = { tables, people, procedure, random: seededRandom(SEED), options, closed: options.tickets - open };
  await writeClosed(writing);
  await writeOpen(writing, open);
  const rows = Object.fromEntries(
    await Promise.all(Object.entries(tables).map(async ([name, table]) => [name, await table.end()] as const)),
  );
  await db.pool.query("select setval('ticket_number', (select max(number) from ticket))");
  await writeCodes(db.pool);
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

async function refuseRows(pool: OpenDatabase["pool"]): Promise<void> {
  const found = await pool.query("select from ticket limit 1");
  if (found.rows.length > 0) throw new Error("the database holds tickets already");
}

const openOf = (tickets: number) => Math.round(Math.min(tickets * OPEN_SHARE_MAX, OPEN_FIXED + tickets * OPEN_SHARE));

type Writing = {
  tables: TicketTables;
  people: BenchPeople;
  procedure: Procedure;
  random: SeededRandom;
  options: FillOptions;
  closed: number;
};

async function writeClosed(writing: Writing): Promise<void> {
  const { random, options, closed } = writing;
  const plans = planned(writing);
  const end = mondayBefore(options.anchor - CLOSED_UNTIL_DAYS * DAY_MS);
  let written = 0;
  for (let week = 0; week < WEEKS; week++) {
    const monday = end - (WEEKS - week) * WEEK_MS;
    const clocks = new Map<StoryPlan, readonly Clock[]>();
    const share = Math.floor(((week + 1) * closed) / WEEKS) - Math.floor((week * closed) / WEEKS);
    const chosen = Array.from({ length: share }, () => random.pick(plans)).toSorted((a, b) => a.weekMs - b.weekMs);
    for (const plan of chosen) {
      const opened = monday + plan.weekMs;
      const stamped = stamp(writing, plan, { opened, until: options.anchor, index: written });
      // Tickets of one plan and week have the same clocks, but for a minute that all of it is moved by.
      if (!clocks.has(plan)) clocks.set(plan, writing.procedure.clocks(stamped.events, options.anchor));
      const moved = Math.floor(random.share() * JITTER_MS);
      write(
        writing,
        movedBy(stamped, moved),
        clocks.get(plan)!.map((clock) => movedClock(clock, moved)),
        written,
      );
      written += 1;
      if (written % TICKETS_BEFORE_REST === 0) await rest(writing, written);
    }
  }
}

async function writeOpen(writing: Writing, open: number): Promise<void> {
  const { random, options, procedure } = writing;
  const plans = planned(writing);
  const clocksAt = procedure.clocks;
  for (let index = 0; index < open; index++) {
    const plan = random.pick(plans);
    // Somewhere on its way, each moment of it as likely as the other.
    const opened = Math.floor(options.anchor - random.share() * plan.steps.at(-1)!.at) - MOMENT_AGO_MS;
    const time = { opened, until: options.anchor, index: writing.closed + index };
    const stamped = stamp(writing, { ...plan, steps: plan.steps.slice(0, -1) }, time);
    const told = toldUntil(stamped.events, clocksAt, options.anchor);
    write(writing, { ...stamped, events: told.events }, told.clocks, writing.closed + index);
    if (index % TICKETS_BEFORE_REST === 0) await rest(writing, writing.closed + index);
  }
}

const planned = ({ random, procedure, people }: Writing): StoryPlan[] => {
  const categoryIds = allCategories(procedure.pack.categories).map(({ id }) => id);
  const tiers = people.contacts.map(({ organisation }) => organisation?.tier ?? "basic");
  return Array.from({ length: PLANS }, () => planStory(random, categoryIds, random.pick(tiers)));
};

function stamp(
  { random, people, options }: Writing,
  plan: StoryPlan,
  time: { opened: number; until: number; index: number },
): StampedTicket {
  const contact: BenchContact = random.pick(people.contacts);
  const agent = random.pick(people.agents);
  const rareEvery = Math.max(1, Math.floor(options.tickets / RARE_TICKETS));
  const words = caseWords(random, { phone: contact.phone, rare: time.index % rareEvery === 0 });
  return stampStory(random, plan, { contact, agent, teamId: random.pick(agent.teamIds), words }, time);
}

const movedBy = (stamped: StampedTicket, ms: number): StampedTicket => ({
  ...stamped,
  events: stamped.events.map((event) => ({ ...event, at: event.at + ms })),
  messages: stamped.messages.map((message) => ({ ...message, at: message.at + ms })),
  submissions: stamped.submissions.map((form) => ({ ...form, at: form.at + ms })),
});

const later = (at: number | null, ms: number) => (at === null ? null : at + ms);

const movedClock = (clock: Clock, ms: number): Clock => ({
  ...clock,
  startedAt: clock.startedAt + ms,
  dueAt: later(clock.dueAt, ms),
  stoppedAt: later(clock.stoppedAt, ms),
  breachedAt: later(clock.breachedAt, ms),
});

function write(
  { tables, procedure, options }: Writing,
  stamped: StampedTicket,
  clocks: readonly Clock[],
  index: number,
): void {
  writeTicket(tables, stamped, clocks, {
    number: FIRST_NUMBER + index,
    sopVersionId: procedure.sopVersionId,
    anchor: options.anchor,
  });
}

const FIRST_NUMBER = 1_001;

async function rest({ tables, options }: Writing, written: number): Promise<void> {
  options.onProgress?.(written);
  // Signals are heard between batches, full streams or not.
  await setImmediate();
  for (const table of Object.values(tables)) await table.drained();
}
