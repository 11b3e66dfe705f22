import { expect, test } from "vitest";
import { testDatabase } from "../test/support/test-database.ts";
import { openDeskInside } from "./desk/desk-inside.ts";
import { median } from "./desk/figures.ts";
import { runLoad } from "./desk/run-load.ts";
import { fillDatabase } from "./fill/fill-database.ts";
import { buffersOf } from "./measures/buffers-read.ts";
import { hotPlans } from "./measures/hot-plans.ts";
import { countWork, seeRequests } from "./measures/work-per-request.ts";
import { makeBareTables, writeBareRows } from "./yardsticks/bare-rows.ts";

/**
 * The short form of the bench, for the checks. It counts statements and pages, which are the same on any machine; the one
 * time that it takes is a ratio of two loads by turns, with room for neighbours.
 */
const ANCHOR = Math.floor(Date.now() / 60_000) * 60_000;
const OPEN = 300;
const SIZES = [1_000, 6_000] as const;
const TAKES_MS = 120_000;

const small = await testDatabase();
const large = await testDatabase();
const people = (await fillDatabase(small.db, { tickets: SIZES[0], open: OPEN, anchor: ANCHOR })).people;
const largePeople = (await fillDatabase(large.db, { tickets: SIZES[1], open: OPEN, anchor: ANCHOR })).people;
const seenSmall = await seeRequests(small, people);
const seenLarge = await seeRequests(large, largePeople);

/**
 * Statements of one request, with that which says who calls and, once a minute, notes it; a search looks back in one to three
 * rounds, and asks for the published procedure, which is read anew, by two statements, when two seconds have passed.
 */
const STATEMENTS_MAX: Record<string, number> = {
  "list of 1": 2,
  "list of 50": 2,
  "list of 50 by message": 2,
  counts: 2,
  "ticket, short": 10,
  "ticket, long": 10,
  "search of 1": 8,
  "search of 50": 8,
  "search, rare": 8,
  "search, two words": 8,
  "search, code": 9,
  "search, phone": 10,
  create: 16,
  reply: 14,
  "reply on a longer ticket": 14,
};

/** How often a request goes to the database and waits for it. */
const WAYS_MAX: Record<string, number> = {
  "list of 50": 2,
  counts: 2,
  "ticket, short": 4,
  "ticket, long": 4,
  create: 5,
  reply: 5,
  "reply on a longer ticket": 5,
};

test("requests send a bounded number of statements, the same for one row and for fifty", () => {
  const { figures } = countWork(seenLarge, SIZES[1]);
  expect(figures["growing"]).toBe("");
  for (const [name, most] of Object.entries(STATEMENTS_MAX)) expect(figures[name], name).toBeLessThanOrEqual(most);
  for (const [name, most] of Object.entries(WAYS_MAX))
    expect(seenLarge.find((seen) => seen.name === name)!.ways, `${name}: ways`).toBeLessThanOrEqual(most);
});

/** Six times the past, the same open tickets. */
const GROWTH_MAX = 2.5;
const READS = [
  "list of 50",
  "list of 50 by message",
  "counts",
  "ticket, short",
  "search, rare",
  "search of 1",
  "search, phone",
];

const pagesOf = async (name: string) => ({
  before: await buffersOf(
    small.db,
    seenSmall.find((seen) => seen.name === name)!,
  ),
  after: await buffersOf(
    large.db,
    seenLarge.find((seen) => seen.name === name)!,
  ),
});

test("with six times the past a page reads hardly more of the database", { timeout: TAKES_MS }, async () => {
  for (const name of READS) {
    const { before, after } = await pagesOf(name);
    expect(after / before, `${name}: ${before} → ${after} pages`).toBeLessThan(GROWTH_MAX);
  }
});

/** Entry, ticket, customer, organisation and message, each by its key. */
const PAGES_PER_ENTRY_MAX = 14;

test("a code reads the entries that hold it, and nothing more for a longer past", async () => {
  const entries = async ({ db }: typeof small) =>
    (await db.pool.query<{ n: number }>("select count(*)::int as n from search_posting where code = 'e1024'")).rows[0]!
      .n;
  const [few, many] = [await entries(small), await entries(large)];
  expect(many).toBeGreaterThan(3 * few);
  const { before, after } = await pagesOf("search, code");
  expect((after - before) / (many - few), `${before} → ${after} pages`).toBeLessThan(PAGES_PER_ENTRY_MAX);
});

/** What requests that were watched above have opened. */
const OPENED_MAX = 60;

test("with six times the past the indexes of open tickets and the due moments are no larger", async () => {
  const indexes = async ({ db }: typeof small) =>
    (
      await db.pool.query<{ name: string; rows: number }>(
        `select c.relname as name, c.reltuples::int as rows from pg_index i join pg_class c on c.oid = i.indexrelid
          where i.indrelid = 'ticket'::regclass and pg_get_expr(i.indpred, i.indrelid) like '%closed%' order by 1`,
      )
    ).rows;
  const ofLarge = await indexes(large);
  expect(ofLarge.length).toBeGreaterThan(8);
  for (const { name, rows } of [...ofLarge, ...(await indexes(small))])
    expect(rows, name).toBeLessThan(OPEN + OPENED_MAX);
  const due = async ({ db }: typeof small) => {
    const found = await db.pool.query<{ n: number }>("select count(*)::int as n from ticket_timer");
    return found.rows[0]!.n;
  };
  expect((await due(large)) / (await due(small))).toBeLessThan(1.5);
});

/** Rows that stand alike or are not folded yet, the person's own tickets, and who asks; a hundred tickets are in sight. */
const COUNTS_PAGES_MAX = 60;

test("the counts read no ticket but one's own, when all were written to just now too", async () => {
  await large.db.pool.query("update ticket set updated_at = updated_at where state <> 'closed'");
  const counts = seenLarge.find(({ name }) => name === "counts")!;
  expect(await buffersOf(large.db, counts)).toBeLessThan(COUNTS_PAGES_MAX);
});

test("words of two characters do not have every address of every customer read", async () => {
  const words = ["search of 1", "search of 50", "search, rare", "search, two words"];
  const { figures } = await hotPlans(
    large,
    seenLarge.filter(({ name }) => words.includes(name)),
    SIZES[1],
  );
  expect(figures["explained"]).toBeGreaterThan(9);
  expect(figures["which"]).not.toContain("contact_address");
});

const CLIENTS = 8;
const ROUNDS = 3;
/** Created in this process, so that what is compared is the work and not the wire. */
const BARE_TIMES_MAX = 30;

test("opening a ticket costs a bounded number of bare rows", { timeout: TAKES_MS }, async () => {
  const { pool } = small.db;
  await makeBareTables(pool);
  const inside = await openDeskInside(small.url);
  const open = async (index: number) => {
    const answer = await inside.app.inject({
      method: "POST",
      url: "/api/v1/tickets",
      headers: {
        authorization: `Bearer ${people.supervisor.token}`,
        "x-forwarded-for": `10.9.${Math.floor(index / 200) % 250}.1`,
      },
      payload: {
        contact: { id: people.contacts[index % people.contacts.length]!.id },
        subject: "打印机",
        text: "无法连接",
        acknowledge: false,
      },
    });
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return 0;
  };
  const ratios: number[] = [];
  const round = { clients: CLIENTS, seconds: 0.8, rounds: 1 };
  for (let at = 0; at < ROUNDS; at++) {
    const bare = await runLoad((index) => writeBareRows(pool, index), round);
    const made = await runLoad(open, round);
    expect(made.errors).toBe(0);
    ratios.push(bare.perSecond / made.perSecond);
  }
  await inside.close();
  await pool.query("drop schema bare cascade");
  process.stdout.write(
    `  a ticket costs ${median(ratios).toFixed(1)} bare rows (${ratios.map((one) => one.toFixed(1)).join(", ")})\n`,
  );
  expect(median(ratios)).toBeLessThan(BARE_TIMES_MAX);
});
