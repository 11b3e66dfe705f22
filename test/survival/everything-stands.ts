import { expect } from "vitest";
import { until, type LiveDesk } from "../support/live-desk.ts";
import type { Acknowledged } from "./outside-world.ts";

/**
 * What must hold after any trouble: everything acknowledged stands, once; no promise was told twice; nobody was
 * answered twice; no mail waits; the doctor finds nothing.
 */
export async function everythingStands(desk: LiveDesk, told: Acknowledged): Promise<void> {
  await until(async () => (await count(desk, "select count(*) from inbound_mail where state = 'received'")) === 0);
  const standing = await desk.db.pool.query<{ subject: string; n: number }>(
    "select subject, count(*)::int as n from ticket group by 1",
  );
  expect(new Map(standing.rows.map(({ subject, n }) => [subject, n]))).toEqual(
    new Map([...told].map((name) => [name, 1])),
  );
  expect(await rows(desk, TOLD_TWICE)).toEqual([]);
  expect(await rows(desk, ANSWERED_TWICE)).toEqual([]);
  expect(await rows(desk, OUT_OF_ORDER)).toEqual([]);
  expect(await desk.findings()).toEqual([]);
}

const TOLD_TWICE = `select ticket_id, type, body->>'clockId' as clock, body->>'share' as share from ticket_event
  where type in ('clock_warned', 'clock_breached') group by 1, 2, 3, 4 having count(*) > 1`;
const ANSWERED_TWICE = `select ticket_id from message where kind = 'acknowledgement' group by 1 having count(*) > 1`;
const OUT_OF_ORDER = `select a.ticket_id, b.seq from ticket_event a
  join ticket_event b on b.ticket_id = a.ticket_id and b.seq = a.seq + 1 where b.at < a.at`;

const rows = async (desk: LiveDesk, question: string) => (await desk.db.pool.query(question)).rows as unknown[];

async function count(desk: LiveDesk, question: string): Promise<number> {
  const found = await desk.db.pool.query<{ count: number }>(question);
  return found.rows[0]!.count;
}
