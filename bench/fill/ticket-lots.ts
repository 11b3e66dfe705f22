import type { Procedure } from "../../src/core/sop/index.ts";
import type { Clock } from "../../src/domain/clocks/index.ts";
import { allCategories } from "../../src/domain/sop/index.ts";
import { seededRandom, type SeededRandom } from "../../src/main/demo/seeded-random.ts";
import type { BenchPeople } from "./desk-people.ts";
import { caseWords, RARE_TICKETS } from "./phrases.ts";
import { DAY_MS, mondayBefore, planStory, WEEK_MS, type StoryPlan } from "./plan-story.ts";
import { stampStory, type StampedTicket } from "./stamp-story.ts";
import {
  takeBytes,
  ticketRows,
  writeTicket,
  type TicketBytes,
  type TicketRows,
  type ToldClocks,
} from "./ticket-tables.ts";
import { toldUntil } from "./told-until.ts";

const SEED = 20_261;
const PLANS = 200;
const WEEKS = 104;
const CLOSED_UNTIL_DAYS = 7;
const MOMENT_AGO_MS = 1_000;
const JITTER_MS = 60_000;
const FIRST_NUMBER = 1_001;
export const LOT_TICKETS = 100;

export type Past = {
  tickets: number;
  open: number;
  /** Epoch ms that stands for now. */
  anchor: number;
};

/** Several makers share the lots: the first of three makes the first, the fourth, … */
export type Share = { makers: number; maker: number };

type Making = Past & {
  share: Share;
  people: BenchPeople;
  procedure: Procedure;
  random: SeededRandom;
  plans: readonly StoryPlan[];
  rows: TicketRows;
};

/**
 * The rows of a desk's past by lots of a hundred tickets, in their order: closed ones, then those that are open. Every maker throws
 * the dice for all tickets, so that they are the same however many share them, and makes the rows of its own.
 */
export function* ticketLots(
  past: Past,
  share: Share,
  desk: { people: BenchPeople; procedure: Procedure },
): Generator<TicketBytes> {
  const random = seededRandom(SEED);
  const making = { ...past, ...desk, share, random, rows: ticketRows() };
  yield* ends(making, closedTickets({ ...making, plans: planned(making) }));
  yield* ends(making, openTickets({ ...making, plans: planned(making) }));
}

/** A lot where one of our own ends. */
function* ends(making: Omit<Making, "plans">, indexes: Generator<number>): Generator<TicketBytes> {
  for (const index of indexes) {
    const isLast = (index + 1) % LOT_TICKETS === 0 || index + 1 === making.tickets;
    if (isLast && isOwn(making.share, index)) yield takeBytes(making.rows);
  }
}

const isOwn = ({ makers, maker }: Share, index: number) => Math.floor(index / LOT_TICKETS) % makers === maker;

/** Closed over two years, spread over its weeks. */
function* closedTickets(making: Making): Generator<number> {
  const { random, plans, anchor, share, tickets, open } = making;
  const closed = tickets - open;
  const end = mondayBefore(anchor - CLOSED_UNTIL_DAYS * DAY_MS);
  let index = 0;
  for (let week = 0; week < WEEKS; week++) {
    const monday = end - (WEEKS - week) * WEEK_MS;
    const clocks = new Map<StoryPlan, readonly Clock[]>();
    const count = Math.floor(((week + 1) * closed) / WEEKS) - Math.floor((week * closed) / WEEKS);
    const chosen = Array.from({ length: count }, () => random.pick(plans)).toSorted((a, b) => a.weekMs - b.weekMs);
    for (const plan of chosen) {
      const stamped = stamp(making, plan, { opened: monday + plan.weekMs, index });
      const moved = Math.floor(random.share() * JITTER_MS);
      if (isOwn(share, index)) {
        // Tickets of one plan and week have the same clocks, but for a minute that all of it is moved by.
        if (!clocks.has(plan)) clocks.set(plan, making.procedure.clocks(stamped.events, anchor));
        write(making, movedBy(stamped, moved), { clocks: clocks.get(plan)!, moved }, index);
      }
      yield index++;
    }
  }
}

/** Somewhere on their way, each moment of it as likely as the other. */
function* openTickets(making: Making): Generator<number> {
  const { random, plans, anchor, share, procedure, tickets, open } = making;
  for (let index = tickets - open; index < tickets; index++) {
    const plan = random.pick(plans);
    const opened = Math.floor(anchor - random.share() * plan.steps.at(-1)!.at) - MOMENT_AGO_MS;
    const stamped = stamp(making, { ...plan, steps: plan.steps.slice(0, -1) }, { opened, index });
    if (isOwn(share, index)) {
      const told = toldUntil(stamped.events, procedure.clocks, anchor);
      write(making, { ...stamped, events: told.events }, { clocks: told.clocks, moved: 0 }, index);
    }
    yield index;
  }
}

type Dealt = Omit<Making, "plans" | "rows">;

const planned = ({ random, procedure, people }: Dealt): StoryPlan[] => {
  const categoryIds = allCategories(procedure.pack.categories).map(({ id }) => id);
  const tiers = people.contacts.map(({ organisation }) => organisation?.tier ?? "basic");
  return Array.from({ length: PLANS }, () => planStory(random, categoryIds, random.pick(tiers)));
};

function stamp(
  { random, people, tickets, anchor }: Dealt,
  plan: StoryPlan,
  { opened, index }: { opened: number; index: number },
): StampedTicket {
  const contact = random.pick(people.contacts);
  const agent = random.pick(people.agents);
  const rareEvery = Math.max(1, Math.floor(tickets / RARE_TICKETS));
  const words = caseWords(random, { phone: contact.phone, rare: index % rareEvery === 0 });
  const cast = { contact, agent, teamId: random.pick(agent.teamIds), words };
  return stampStory(random, plan, cast, { opened, until: anchor });
}

const movedBy = (stamped: StampedTicket, ms: number): StampedTicket => ({
  ...stamped,
  events: stamped.events.map((event) => ({ ...event, at: event.at + ms })),
  messages: stamped.messages.map((message) => ({ ...message, at: message.at + ms })),
  submissions: stamped.submissions.map((form) => ({ ...form, at: form.at + ms })),
});

function write(making: Making, stamped: StampedTicket, told: ToldClocks, index: number): void {
  const { sopVersionId } = making.procedure;
  writeTicket(making.rows, stamped, told, { number: FIRST_NUMBER + index, sopVersionId, anchor: making.anchor });
}
