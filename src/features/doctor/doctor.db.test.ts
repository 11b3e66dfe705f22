import { expect, test } from "vitest";
import { testDatabase } from "../../../test/support/test-database.ts";
import { CHAIN_START, nextHash, recountTickets } from "../../core/tickets/index.ts";
import type { TicketEvent } from "../../domain/ticket/index.ts";
import { newId } from "../../platform/ids.ts";
import { deskFigures, examineDesk } from "./index.ts";

const { db } = await testDatabase();
const NOW = Date.parse("2026-03-02T09:00:00Z");
const [staff, team, contact, sop] = [newId(NOW), newId(NOW), newId(NOW), newId(NOW)];

await db.pool.query(
  `insert into staff_member (id, name, email, role) values ($1, '主管', 'lead@example.cn', 'supervisor')`,
  [staff],
);
await db.pool.query(`insert into team (id, name, leader_id) values ($1, '一线', $2)`, [team, staff]);
await db.pool.query(`insert into contact (id, name) values ($1, '客户')`, [contact]);
await db.pool.query(
  `insert into sop_version (id, pack_id, number, status, content, digest) values ($1, 'p', 1, 'draft', '{}', repeat('0', 64))`,
  [sop],
);

/** A ticket with three events, chained as the desk chains them. */
async function ticket(): Promise<{ id: string; number: string }> {
  const id = newId(NOW);
  const events: TicketEvent[] = [1, 2, 3].map((seq) => ({
    seq,
    at: NOW - 1_000 + seq,
    actor: { kind: "staff", id: staff },
    body: { type: "note_added", messageId: `m${seq}` },
  }));
  const hashes: Buffer[] = [];
  for (const event of events) hashes.push(nextHash(hashes.at(-1) ?? CHAIN_START, id, event));
  const made = await db.pool.query<{ number: number }>(
    `insert into ticket (id, subject, kind, priority, tier, channel, state, stage, team_id, contact_id, language, sop_version_id,
        opened_at, updated_at, last_message_at, last_message_from, next_due_at, event_seq, event_hash)
     values ($1, 's', 'fault', 'P2', 'basic', 'email', 'open', 'intake', $2, $3, 'zh', $4, now(), now(), now(), 'customer', now(), 3, $5)
     returning number`,
    [id, team, contact, sop, hashes.at(-1)],
  );
  for (const [index, event] of events.entries())
    await db.pool.query(
      `insert into ticket_event (ticket_id, seq, at, actor_kind, actor_id, type, body, hash) values ($1, $2, $3, 'staff', $4, 'note_added', $5, $6)`,
      [id, event.seq, new Date(event.at), staff, JSON.stringify(event.body), hashes[index]],
    );
  return { id, number: String(made.rows[0]!.number) };
}

const examine = () => examineDesk(db.reading, NOW, () => undefined);

/** What somebody with the database in his hands could do: past the trigger that refuses changes. */
async function tamper(statement: string): Promise<void> {
  await db.pool.query(
    `alter table ticket_event disable trigger user; ${statement}; alter table ticket_event enable trigger user`,
  );
}

test("a desk in order is healthy", async () => {
  await ticket();
  expect(await examine()).toEqual({ healthy: true, tickets: 1, events: 3, findings: [] });
});

test("a changed, a removed and a cut-off event are found", async () => {
  const [changed, removed, cut] = [await ticket(), await ticket(), await ticket()];
  await tamper(
    `update ticket_event set body = '{"type": "note_added", "messageId": "other"}' where ticket_id = '${changed.id}' and seq = 2`,
  );
  await tamper(`delete from ticket_event where ticket_id = '${removed.id}' and seq = 2`);
  await tamper(`delete from ticket_event where ticket_id = '${cut.id}' and seq = 3`);
  const found = await examine();
  expect(found.findings.toSorted((a, b) => Number(a.id) - Number(b.id))).toEqual([
    { check: "broken_chain", id: changed.number, what: "event 2 was changed" },
    { check: "broken_chain", id: removed.number, what: "event 2 is missing" },
    { check: "broken_chain", id: cut.number, what: "it has 2 events and counts 3" },
  ]);
  await tamper("delete from ticket_event");
  await db.pool.query("delete from ticket");
});

test("a ticket nobody answers for is found", async () => {
  const { number } = await ticket();
  await db.pool.query("update staff_member set active = false");
  expect((await examine()).findings).toEqual([{ check: "orphan", id: number, what: "nobody answers for it" }]);
  await db.pool.query("update staff_member set active = true");
});

test("work that stands still is found", async () => {
  const { id, number } = await ticket();
  const hourAgo = new Date(NOW - 3_600_000);
  await db.pool.query("select graphile_worker.add_job('take_in_mail', '{}', run_at => $1)", [hourAgo]);
  await db.pool.query(
    `insert into ticket_timer (ticket_id, timer_id, clock_id, line_id, kind, fire_at) values ($1, 't1', 'c', 'l', 'warn', $2)
     on conflict (ticket_id) do update set timer_id = excluded.timer_id, fire_at = excluded.fire_at`,
    [id, hourAgo],
  );
  await db.pool.query(
    `insert into message (id, ticket_id, home_ticket_id, direction, kind, channel, created_at, delivery_state)
     values ($1, $2, $2, 'out', 'reply', 'email', $3, 'waiting')`,
    [newId(NOW), id, hourAgo],
  );
  const [mailbox, mail] = [newId(NOW), newId(NOW)];
  await db.pool.query("insert into mailbox (id, name, address, kind) values ($1, '支持', 'help@example.cn', 'smtp')", [
    mailbox,
  ]);
  await db.pool.query(
    `insert into inbound_mail (id, mailbox_id, sha256, raw, envelope, received_at, state, reason)
     values ($1, $2, sha256('x'), 'x', '{}', $3, 'failed', 'no luck')`,
    [mail, mailbox, hourAgo],
  );
  expect((await examine()).findings).toEqual([
    { check: "stuck_job", id: expect.any(String), what: "take_in_mail is waiting for a worker" },
    { check: "late_timer", id: number, what: "timer t1 did not fire" },
    { check: "undelivered_mail", id: number, what: "a message is waiting" },
    { check: "mail_not_taken_in", id: mail, what: "an incoming mail is failed (no luck)" },
  ]);
});

test("a kept count that is not what the tickets come to is found, whichever way, and put right by counting anew", async () => {
  await ticket();
  const kept = () => db.pool.query("select * from ticket_standing");
  const wrong = async () => (await examine()).findings.filter(({ check }) => check === "wrong_count");
  const found = (which: string, counts: number, are: number) => ({
    check: "wrong_count",
    id: "一线",
    what: `the lists count ${counts} tickets (${which}) where there are ${are}: bihuan doctor --recount`,
  });
  expect(await wrong()).toEqual([]);
  const { rows } = await db.pool.query("select count(*)::int as open from ticket where state <> 'closed'");
  const { open } = rows[0] as { open: number };
  await db.pool.query(
    `insert into ticket_standing values ($1, 'open', 'kept', false, false, 2), ($1, 'solved', 'breached', true, true, 1)`,
    [team],
  );
  const both = [
    found("open, promises kept, unassigned", open + 2, open),
    found("solved, promises breached, assigned, snoozed", 1, 0),
  ];
  expect(await wrong()).toEqual(both);
  await db.pool.query("delete from ticket_standing");
  expect(await wrong()).toEqual([found("open, promises kept, unassigned", 0, open)]);
  await db.inTransaction(recountTickets);
  expect(await wrong()).toEqual([]);
  expect((await kept()).rows).toHaveLength(1);
});

test("what search does not know yet, and an upgrade of its index that stands still, are found and counted", async () => {
  const { id, number } = await ticket();
  const noted = (minutes: number) =>
    db.pool.query("insert into search_dirty (ticket_id, noted_at) values ($1, $2)", [
      id,
      new Date(NOW - minutes * 60_000),
    ]);
  const found = async () => (await examine()).findings.filter(({ check }) => check === "search_behind");
  const figures = async () =>
    Object.fromEntries((await deskFigures(db.reading)).map(({ name, value }) => [name, value]));
  expect(await figures()).toMatchObject({ search_behind: 0, search_behind_seconds: 0, search_tickets_to_rebuild: 0 });
  await noted(14);
  expect(await found()).toEqual([]);
  await noted(20);
  expect(await found()).toEqual([
    { check: "search_behind", id: number, what: "its last changes are not found since 2026-03-02T08:40Z" },
  ]);
  await db.pool.query(
    "update search_rebuild set finished_at = null, tickets_total = 9, tickets_done = 2, moved_at = $1",
    [new Date(NOW - 20 * 60_000)],
  );
  expect((await found()).at(-1)).toEqual({
    check: "search_behind",
    id: "search",
    what: "the search index is being put in order and stands still, 2 of 9 tickets are done",
  });
  const counted = await figures();
  expect(counted).toMatchObject({ search_behind: 2, search_tickets_to_rebuild: 7 });
  expect(counted["search_behind_seconds"]).toBeGreaterThan(60);
  await db.pool.query("delete from search_dirty");
  await db.pool.query("update search_rebuild set finished_at = now()");
});

test("a release's words that are held back are found", async () => {
  const [id] = [newId(NOW)];
  await db.pool.query(
    `insert into sop_version (id, pack_id, number, status, content, digest, held_back)
     values ($1, 'standard', 7, 'published', '{}', repeat('0', 64), $2)`,
    [id, JSON.stringify({ shippedDigest: "x", findings: 2, first: { zh: "没有", en: "no such category" } })],
  );
  expect((await examine()).findings.filter(({ check }) => check === "procedure_held_back")).toEqual([
    {
      check: "procedure_held_back",
      id: "7",
      what: "newly shipped words are held back: 2 found, the first: no such category",
    },
  ]);
});
