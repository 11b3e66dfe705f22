import type pg from "pg";
import { expect, vi } from "vitest";
import type { LiveDesk } from "../support/live-desk.ts";
import type { Acknowledged } from "./outside-world.ts";

const LONG = process.env["SURVIVAL"] === "long";
const SETTLED_WITHIN_MS = LONG ? 1_200_000 : 60_000;

/**
 * What must hold after any trouble: everything acknowledged stands, once, as a ticket, of a mail as a message, and a reply as one
 * (the long forms wait until it has left, too); no promise
 * was told twice; nobody was answered twice; every ticket's events are in the order of time; the doctor finds nothing.
 */
export async function everythingStands(
  desk: Pick<LiveDesk, "findings"> & { db: { pool: Pick<pg.Pool, "query"> } },
  told: Acknowledged,
  toldReplies: Acknowledged | null = null,
): Promise<void> {
  const rows = async (question: string) => (await desk.db.pool.query<{ name: string; n: number }>(question)).rows;
  await vi.waitFor(async () => expect(await rows(WAITING)).toEqual([]), { timeout: SETTLED_WITHIN_MS, interval: 100 });
  const standing = new Map((await rows(TICKETS)).map(({ name, n }) => [name, n]));
  expect(standing).toEqual(new Map([...told].map((name) => [name, 1])));
  if (toldReplies) {
    const replies = new Map((await rows(REPLIES)).map(({ name, n }) => [name, n]));
    expect(replies).toEqual(new Map([...toldReplies].map((name) => [name, 1])));
    const left = async () => expect(await rows(REPLIES_WAITING)).toEqual([]);
    if (LONG) await vi.waitFor(left, { timeout: SETTLED_WITHIN_MS, interval: 1_000 });
  }
  expect(await rows(MAILS_TWICE)).toEqual([]);
  expect(await rows(TOLD_TWICE)).toEqual([]);
  expect(await rows(ANSWERED_TWICE)).toEqual([]);
  expect(await rows(OUT_OF_ORDER)).toEqual([]);
  await vi.waitFor(async () => expect(await desk.findings()).toEqual([]), { timeout: SETTLED_WITHIN_MS });
}

const WAITING = "select id from inbound_mail where state = 'received' limit 1";
const TICKETS = "select subject as name, count(*)::int as n from ticket group by 1";
const REPLIES = "select text as name, count(*)::int as n from message where kind = 'reply' group by 1";
const REPLIES_WAITING = "select text as name from message where kind = 'reply' and delivery_state <> 'sent' limit 1";
const MAILS_TWICE = `select external_id as name from message where direction = 'in' and channel = 'email'
  group by 1 having count(*) > 1`;
const TOLD_TWICE = `select ticket_id as name, type, body->>'clockId' as clock, body->>'share' as share from ticket_event
  where type in ('clock_warned', 'clock_breached') group by 1, 2, 3, 4 having count(*) > 1`;
const ANSWERED_TWICE = `select ticket_id as name from message where kind = 'acknowledgement' group by 1 having count(*) > 1`;
const OUT_OF_ORDER = `select a.ticket_id as name, b.seq as n from ticket_event a
  join ticket_event b on b.ticket_id = a.ticket_id and b.seq = a.seq + 1 where b.at < a.at`;
