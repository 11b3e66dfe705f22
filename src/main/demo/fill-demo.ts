import { deskBrand } from "../../core/staff/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { AsyncLocalStorage } from "node:async_hooks";
import { markUndeliverable } from "../../core/contacts/index.ts";
import { findStaffByEmail, listStaff } from "../../core/staff/index.ts";
import { readNotifications } from "../../contract/notification-routes.ts";
import { caseLink } from "../../features/closing/index.ts";
import { intakeFeature } from "../../features/intake/index.ts";
import { indexDirty } from "../../features/search/index.ts";
import { runDueJobs, type JobHandlers } from "../../platform/jobs/index.ts";
import { assembleDesk, type AssembledDesk } from "../assemble-desk.ts";
import type { Desk } from "../open-desk.ts";
import { readDemoContent } from "./demo-content.ts";
import { countTickets, promiseFigures } from "./demo-store.ts";
import { makeCustomers } from "./make-customers.ts";
import { asSignedIn, makeStaff } from "./make-people.ts";
import { DAY_MS } from "./moments.ts";
import { performer } from "./perform.ts";
import { planStories } from "./plan-stories.ts";
import { playStory } from "./play-story.ts";
import type { World } from "./scene.ts";
import { seededRandom } from "./seeded-random.ts";
import type { Story } from "./story.ts";
import { DESK_TIME_ZONE } from "../../domain/text/moment-in-words.ts";

export type DemoOptions = {
  publicUrl: string;
  password: string;
  /** The present: what lies behind it has happened. */
  end: number;
  ticketCount: number;
  /** Fill a desk that has tickets, too. */
  add: boolean;
  onProgress(tickets: number): void;
};

export type DemoReport = {
  organisations: number;
  contacts: number;
  tickets: number;
  figures: Record<string, number>;
  people: { name: string; email: string; role: string }[];
};

const STORIES_AT_ONCE = 4;
const SEED = 20_240_229;
const BEFORE_FIRST_TICKET_DAYS = 61;
/** What people were told longer ago they have read. */
const UNREAD_DAYS = 2;
/** Jobs that put cases where people find them; whatever would send mail is not among them. */
const INDOOR_JOBS = ["reindex_search", "tell_mentions"];
/** Who was called before now and did not answer. */
const OVERDUE_JOBS = ["call_next_contact"];

/**
 * Fills a desk with invented people, customers and cases of the last sixty days, by the desk's own commands at past
 * moments. The same every time, but for ids and the distance to the present. Nothing is sent to anybody.
 * @returns why not: `has_tickets` where `add` is false, `is_there` where it was filled before
 */
export async function fillDemo(desk: Desk, options: DemoOptions): Promise<DemoReport | "has_tickets" | "is_there"> {
  const { db } = desk;
  const content = await readDemoContent();
  if (!options.add && (await countTickets(db.reading)) > 0) return "has_tickets";
  const [first] = content.staff.people;
  if (first && (await findStaffByEmail(db.reading, `${first.login}@${content.staff.domain}`))) return "is_there";
  const clock = { now: options.end - BEFORE_FIRST_TICKET_DAYS * DAY_MS };
  // Stories are played side by side, each at a time of its own.
  const ownClock = new AsyncLocalStorage<World["clock"]>();
  const now = () => (ownClock.getStore() ?? clock).now;
  const { publicUrl } = options;
  const assembled = await assembleDesk(desk, { publicUrl, publish: () => undefined, now });
  const perform = performer(assembled.routes);
  const others = (await listStaff(db.reading)).map(asSignedIn);
  const { hashPassword } = assembled.auth;
  const { staff, contacts } = await db.inTransaction(async (tx) => {
    const making = { tx, now: clock.now, perform, content, hashPassword, password: options.password };
    const made = await makeStaff(making);
    return { staff: made, contacts: await makeCustomers(making, made, seededRandom(SEED)) };
  });
  const world = worldOf(assembled, { clock, perform, staff, others, content, end: options.end });
  const stories = planStories(content, contacts, { ticketCount: options.ticketCount, end: options.end, seed: SEED });
  const recentFrom = options.end - UNREAD_DAYS * DAY_MS;
  let turn = Promise.resolve();
  const play = async (story: Story) => {
    const own = { now: story.openedAt };
    const before = turn;
    const { promise, resolve: opened } = Promise.withResolvers<void>();
    turn = promise;
    await before;
    const playing = () => db.inTransaction((tx) => playStory({ ...world, clock: own, opened }, tx, story));
    options.onProgress(await ownClock.run(own, playing).finally(opened));
  };
  await sideBySide(
    stories.filter(({ openedAt }) => openedAt < recentFrom),
    play,
  );
  clock.now = recentFrom;
  await readOldNews(assembled, world);
  await sideBySide(
    stories.filter(({ openedAt }) => openedAt >= recentFrom),
    play,
  );
  clock.now = options.end;
  await runIndoorJobs(assembled, [...INDOOR_JOBS, ...OVERDUE_JOBS]);
  return {
    organisations: content.customers.organisations.length,
    contacts: contacts.length,
    tickets: await countTickets(db.reading),
    figures: await promiseFigures(db.reading),
    people: staff.people.map(({ name, email, role }) => ({ name, email, role })),
  };
}

type WorldParts = Pick<World, "clock" | "perform" | "staff" | "others" | "end"> & {
  content: { phrases: World["phrases"] };
};

/** In their order, a few at once. */
async function sideBySide(stories: readonly Story[], play: (story: Story) => Promise<void>): Promise<void> {
  const waiting = [...stories];
  const lane = async () => {
    for (let story = waiting.shift(); story; story = waiting.shift()) await play(story);
  };
  await Promise.all(Array.from({ length: STORIES_AT_ONCE }, lane));
}

function worldOf({ desk, tickets, storage, timers, publicUrl, now }: AssembledDesk, parts: WorldParts): World {
  const { content, ...shared } = parts;
  const { secretKey, settings } = desk;
  const closing = { desk: tickets, secretKey, publicUrl, brandOf: (tx: Tx) => deskBrand(tx, settings.deskName) };
  return {
    ...shared,
    opened: () => undefined,
    phrases: content.phrases,
    timers,
    intake: intakeFeature({ desk: tickets, storage, now, timeZone: DESK_TIME_ZONE, markUndeliverable }),
    caseToken: (ticketId, at) => caseLink(closing, ticketId, at).split("/").at(-1)!,
  };
}

async function readOldNews(assembled: AssembledDesk, world: World): Promise<void> {
  const { now } = world.clock;
  await runIndoorJobs(assembled, INDOOR_JOBS);
  await assembled.desk.db.inTransaction(async (tx) => {
    for (const session of world.staff.people)
      await world.perform({ tx, session, now }, readNotifications, { body: {} });
  });
}

async function runIndoorJobs({ desk, jobs }: AssembledDesk, names: readonly string[]): Promise<void> {
  const indoor: JobHandlers = Object.fromEntries(names.map((name) => [name, jobs[name]!]));
  await runDueJobs(desk.db.pool, indoor, (level, message) => {
    if (level === "error") desk.log.error(message);
  });
  const indexer = { db: desk.db, onError: (error: unknown) => desk.log.error({ err: error }, "search index") };
  while ((await indexDirty(indexer)) > 0);
}
