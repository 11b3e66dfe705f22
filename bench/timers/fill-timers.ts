import { createProcedures, publishShipped, type Procedure } from "../../src/core/sop/index.ts";
import { clockTimers, type Clock } from "../../src/domain/clocks/index.ts";
import { allCategories } from "../../src/domain/sop/index.ts";
import type { Priority } from "../../src/domain/ticket/index.ts";
import { seededRandom, type SeededRandom } from "../../src/main/demo/seeded-random.ts";
import type { OpenDatabase } from "../../src/platform/db/index.ts";
import { planPeople, writePeople, type BenchPeople } from "../fill/desk-people.ts";
import { caseWords } from "../fill/phrases.ts";
import { HOUR_MS, MINUTE_MS, type Step, type StoryPlan } from "../fill/plan-story.ts";
import { stampStory, type StampedTicket } from "../fill/stamp-story.ts";
import { dropIndexes, remakeIndexes } from "../fill/table-indexes.ts";
import {
  endTables,
  openTicketTables,
  sendRows,
  takeBytes,
  ticketRows,
  writeTicket,
  type TicketRows,
  type TicketTables,
} from "../fill/ticket-tables.ts";
import { toldUntil } from "../fill/told-until.ts";

const SEED = 4_711;
/** The first warning of an urgent case: half of fifteen minutes after its opening. */
const FIRST_WARNING_AFTER_MS = 7.5 * MINUTE_MS;
/** A case has about this many warnings and breaches in its first hours; the rate of openings follows from it. */
const TIMERS_OF_URGENT_CASE = 17;
const URGENT_FOR_MS = 2 * HOUR_MS;
const QUIET_FROM_MS = 6 * HOUR_MS;
const QUIET_TO_MS = 46 * HOUR_MS;
const QUIET_TRIES_MAX = 30;
const TICKETS_BEFORE_REST = 20;

export type TimerLoad = {
  /** Epoch ms at which the measure begins. */
  start: number;
  measuredMs: number;
  clocks: number;
  duePerMinute: number;
  burst: number;
  burstAt: number;
};

export type FilledTimers = { tickets: number; clocksRunning: number; timers: number; seconds: number };

type Writing = {
  tables: TicketTables;
  rows: TicketRows;
  people: BenchPeople;
  procedure: Procedure;
  random: SeededRandom;
  categoryIds: readonly string[];
  load: TimerLoad;
  written: number;
  running: number;
};

/**
 * Open cases under the shipped standard procedure, with the events, clocks and timers that a desk would have written by
 * `start`: a burst that warns in one second, urgent ones of which so many promises a minute warn or break, and quiet ones
 * with nothing due in the measured time until so many clocks run.
 */
export async function fillTimers(db: OpenDatabase, load: TimerLoad): Promise<FilledTimers> {
  const began = performance.now();
  await db.inTransaction((tx) => publishShipped(tx, load.start));
  const procedure = await createProcedures(() => load.start).published(db.reading);
  const people = planPeople(load.clocks / 8, load.start);
  await writePeople(db.pool, people, load.start);
  const indexes = await dropIndexes(db.pool);
  const tables = await openTicketTables(db.pool);
  const categoryIds = allCategories(procedure.pack.categories)
    .map(({ id }) => id)
    .filter((id) => id.startsWith("fault"));
  const random = seededRandom(SEED);
  const rows = ticketRows();
  const writing: Writing = { tables, rows, people, procedure, random, categoryIds, load, written: 0, running: 0 };
  for (let made = 0; made < load.burst; made++)
    await add(writing, caseOf(writing, "P1", load.burstAt - FIRST_WARNING_AFTER_MS));
  const urgent = Math.round((load.duePerMinute / TIMERS_OF_URGENT_CASE) * (URGENT_FOR_MS / MINUTE_MS));
  for (let made = 0; made < urgent; made++)
    await add(writing, caseOf(writing, "P1", Math.floor(load.start - random.share() * URGENT_FOR_MS)));
  while (writing.running < load.clocks) await add(writing, quietCase(writing));
  await sendRows(tables, takeBytes(rows));
  const counts = await endTables(tables);
  await db.pool.query("select setval('ticket_number', (select max(number) from ticket))");
  await remakeIndexes(db.pool, indexes);
  await db.pool.query("vacuum analyze ticket, ticket_event, ticket_clocks, ticket_timer");
  const seconds = (performance.now() - began) / 1000;
  return { tickets: writing.written, clocksRunning: writing.running, timers: counts.ticket_timer, seconds };
}

type Case = { stamped: StampedTicket; clocks: readonly Clock[] };

const URGENT: readonly Step[] = [
  { at: 0, does: "open" },
  { at: 1_000, does: "acknowledge" },
  { at: 2_000, does: "take_up" },
];

function caseOf(writing: Writing, priority: Priority, opened: number, steps: readonly Step[] = URGENT): Case {
  const { random, people, categoryIds, load, procedure } = writing;
  const plan: StoryPlan = {
    weekMs: 0,
    kind: "fault",
    priority,
    channel: "email",
    tier: "basic",
    categoryId: random.pick(categoryIds),
    steps,
  };
  const agent = random.pick(people.agents);
  const teamId = agent.teamIds[0]!;
  const contact = random.pick(people.contacts);
  const cast = { contact, agent, teamId, words: caseWords(random, { phone: contact.phone, rare: false }) };
  const stamped = stampStory(random, plan, cast, { opened, until: load.start });
  const { events, clocks } = toldUntil(stamped.events, procedure.clocks, load.start);
  return { stamped: { ...stamped, events }, clocks };
}

/** A case some hours old that nothing is due on while we measure. */
function quietCase(writing: Writing): Case {
  const { random, load } = writing;
  const until = load.start + load.measuredMs;
  for (let tries = 0; tries < QUIET_TRIES_MAX; tries++) {
    const opened = Math.floor(load.start - random.between(QUIET_FROM_MS, QUIET_TO_MS));
    const quiet = caseOf(writing, random.pick(["P2", "P3"]), opened, [
      ...URGENT,
      { at: random.between(MINUTE_MS, HOUR_MS), does: "reply" },
    ]);
    if (clockTimers(quiet.clocks).every(({ at }) => at > until)) return quiet;
  }
  throw new Error("every moment of a quiet case has something due");
}

async function add(writing: Writing, { stamped, clocks }: Case): Promise<void> {
  const { tables, rows, procedure, load } = writing;
  writing.written += 1;
  writing.running += clocks.filter(({ state }) => state === "running").length;
  const as = { number: 1_000 + writing.written, sopVersionId: procedure.sopVersionId, anchor: load.start };
  writeTicket(rows, stamped, { clocks, moved: 0 }, as);
  if (writing.written % TICKETS_BEFORE_REST === 0) await sendRows(tables, takeBytes(rows));
}
