import { hash } from "node:crypto";
import { expect, test } from "vitest";
import { testDatabase } from "../../test/support/test-database.ts";
import { countViews } from "../../src/features/inbox/count-store.ts";
import { listTickets } from "../../src/features/inbox/list-tickets.ts";
import { examineDesk } from "../../src/features/doctor/index.ts";
import { indexTickets } from "../../src/features/search/index-store.ts";
import { readTicket } from "../../src/features/ticket-desk/read-ticket.ts";
import { createProcedures } from "../../src/core/sop/index.ts";
import type { Viewer } from "../../src/domain/permission/index.ts";
import { fillDatabase } from "./fill-database.ts";
import { sharedLots } from "./share-lots.ts";
import { ticketLots } from "./ticket-lots.ts";
import type { TicketBytes } from "./ticket-tables.ts";
import { RARE_TICKETS, RARE_WORD } from "./phrases.ts";

const TICKETS = 240;
const ANCHOR = Date.parse("2026-03-04T03:00:00Z");
const { db } = await testDatabase();
const rows = async <T>(text: string): Promise<T[]> => (await db.pool.query(text)).rows as T[];
const keysAndIndexes = () =>
  rows(`select indexdef as definition from pg_indexes where schemaname = 'public'
        union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint order by 1`);
const before = await keysAndIndexes();
const filled = await fillDatabase(db, { tickets: TICKETS, anchor: ANCHOR });
const { agent } = filled.people;
const viewer: Viewer = { staffId: agent.id, role: "agent", teamIds: agent.teamIds, scopes: null };

test("the doctor finds nothing: chains hold, nobody is an orphan, no timer is late", async () => {
  const examined = await examineDesk(db.reading, ANCHOR, () => undefined);
  expect(examined).toMatchObject({ healthy: true, tickets: TICKETS, findings: [] });
  expect(examined.events).toBe(filled.rows["ticket_event"]);
});

test("the rows are the same, in the same order, however many make them, and in a thread", async () => {
  const past = { tickets: TICKETS, open: filled.open, anchor: ANCHOR };
  const procedure = await createProcedures(() => ANCHOR).published(db.reading);
  const lots = (makers: number, maker: number) =>
    [...ticketLots(past, { makers, maker }, { people: filled.people, procedure })].map(hashes);
  const hashes = (lot: TicketBytes) => Object.values(lot).map(({ bytes, rows: count }) => [hash("md5", bytes), count]);
  const alone = lots(1, 0);
  const [first, second] = [lots(2, 0), lots(2, 1)];
  expect(alone.length).toBeGreaterThan(2);
  expect(alone.map((_, lot) => (lot % 2 === 0 ? first : second)[Math.floor(lot / 2)])).toEqual(alone);
  const inThread = [];
  for await (const lot of sharedLots({ url: db.pool.options.connectionString!, past }, 1)) inThread.push(hashes(lot));
  expect(inThread).toEqual(alone);
});

test("every key and index of the schema stands again", async () => {
  expect(before.length).toBeGreaterThan(100);
  expect(await keysAndIndexes()).toEqual(before);
});

test("the agent's inbox, its counts and a ticket's page are those of a desk", async () => {
  const page = await listTickets(db.reading, viewer, {
    filter: { view: "all" },
    sort: "due",
    cursor: undefined,
    limit: 50,
  });
  const counts = await countViews(db.reading, viewer);
  expect(page.items.length).toBeGreaterThan(0);
  expect(page.items.every((item) => agent.teamIds.includes(item.team!.id))).toBe(true);
  expect(counts["all"]).toBe(page.items.length);
  const open = page.items.find(({ state }) => state === "open")!;
  const shown = await readTicket(
    { db, desk: { procedures: createProcedures(() => ANCHOR), subscribers: [], publish: () => undefined } } as never,
    { tx: db.reading, session: { viewer, staffId: agent.id } as never, now: ANCHOR },
    open.id,
  );
  expect(shown.messages.length).toBeGreaterThan(0);
  expect(shown.nextDue).toEqual(open.nextDue);
});

test("what can be found is what the search itself would have written", async () => {
  const read = () =>
    rows<{ id: string }>("select id, message_id, at, lexemes, codes, sender, recipients from search_entry order by id");
  const codes = () =>
    rows<{ known: boolean }>(
      "select p.code, c.code is not null as known, p.at, p.entry_id from search_posting p left join search_code c using (code) order by 1, 3, 4",
    );
  const [written, coded] = [await read(), await codes()];
  const some = await rows<{ id: string }>("select id from ticket order by id limit 40");
  await db.inTransaction((tx) =>
    indexTickets(
      tx,
      some.map(({ id }) => ({ ticketId: id, fresh: true })),
    ),
  );
  expect(await read()).toEqual(written);
  expect(await codes()).toEqual(coded);
  expect(coded.filter(({ known }) => !known)).toEqual([]);
});

test("the rare word stands in a dozen tickets, an agent's sight is about a third", async () => {
  const rare = await rows(`select distinct ticket_id from message where text like '%${RARE_WORD}%'`);
  expect(rare).toHaveLength(RARE_TICKETS);
  const seen = await rows<{ n: number }>(
    `select count(*)::int as n from ticket where team_id = any('{${agent.teamIds.join(",")}}')`,
  );
  expect(seen[0]!.n / TICKETS).toBeGreaterThan(0.2);
  expect(seen[0]!.n / TICKETS).toBeLessThan(0.5);
});
