import { sql } from "kysely";
import type { NotificationShape } from "../../contract/notification-routes.ts";
import { pageFrom, placeOf } from "../../core/staff/index.ts";
import { whereSeen } from "../../core/tickets/index.ts";
import type { NotificationKind } from "../../domain/notification/index.ts";
import type { TicketSight } from "../../domain/permission/index.ts";
import { queries, sendAhead } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export const UNREAD_COUNTED_MAX = 100;
const MAILED_AT_ONCE_MAX = 50;
const PEOPLE_MAILED_MAX = 500;

export type NotificationData = NotificationShape["data"] & { actorName: string | null };

export type NewNotification = {
  id: string;
  staffId: string;
  kind: NotificationKind;
  ticketId: string;
  seq: number;
  data: NotificationData;
  at: number;
  inApp: boolean;
  mailAt: number | null;
  stop: StopSpan | null;
};

/** A stop of the desk, in milliseconds since the epoch. */
export type StopSpan = { from: number; until: number };

/**
 * Writes notices, a few queries for all of them. A person is told of an event once, and of one stop of the desk once: what
 * else fell due in it is counted on that notice, which is unread again. What he has not read of a promise gives way to
 * what is newer of it: many lines may promise the same.
 * @returns the ids of those that are new
 */
export async function insertNotifications(tx: Tx, given: readonly NewNotification[]): Promise<Set<string>> {
  const plain = newestOfPromises(given.filter(({ stop }) => stop === null));
  const fresh = new Set<string>();
  if (plain.length > 0) {
    const promised = plain.filter(isOfPromise);
    if (promised.length > 0) await sendAhead(tx, unreadBefore(promised));
    const rows = await queries(tx)
      .insertInto("notification")
      .values(plain.map(rowOf))
      .onConflict((conflict) => conflict.columns(["staff_id", "ticket_id", "seq", "kind"]).doNothing())
      .returning("id")
      .execute();
    for (const { id } of rows) fresh.add(id);
  }
  for (const of of ofOneStop(given)) if (await insertOfStop(tx, of)) fresh.add(of[0]!.id);
  return fresh;
}

const isOfPromise = ({ kind, data }: NewNotification): boolean =>
  data.metric !== undefined && (kind === "promise_warned" || isBreach(kind));
const isBreach = (kind: NotificationKind): boolean => kind === "promise_breached";

/** Of what is told together to one person of one promise only the last; that it is broken stands above a warning. */
function newestOfPromises(given: readonly NewNotification[]): NewNotification[] {
  const gives = (older: NewNotification, newer: NewNotification) =>
    older !== newer &&
    isOfPromise(older) &&
    isOfPromise(newer) &&
    older.staffId === newer.staffId &&
    older.ticketId === newer.ticketId &&
    older.data.metric === newer.data.metric &&
    (older.kind === newer.kind ? older.seq < newer.seq : isBreach(newer.kind));
  return given.filter((older) => !given.some((newer) => gives(older, newer)));
}

/** Takes away what was told of the same promises before and is unread; a warning does not hide that one is broken. */
const unreadBefore = (given: readonly NewNotification[]) => sql`
  delete from notification where id in (
    select n.id from notification n
      join unnest(${given.map(({ staffId }) => staffId)}::uuid[], ${given.map(({ ticketId }) => ticketId)}::uuid[],
        ${given.map(({ data }) => data.metric ?? "")}::text[], ${given.map(({ seq }) => seq)}::int[],
        ${given.map(({ kind }) => isBreach(kind))}::boolean[]) as g(staff_id, ticket_id, metric, seq, broken)
        on n.ticket_id = g.ticket_id and n.staff_id = g.staff_id and n.data ->> 'metric' = g.metric and n.seq < g.seq
     where n.read_at is null and n.stop_began_at is null
       and (n.kind = 'promise_warned' or (n.kind = 'promise_breached' and g.broken))
       for update of n skip locked)`;

const rowOf = (given: NewNotification) => ({
  id: given.id,
  staff_id: given.staffId,
  kind: given.kind,
  ticket_id: given.ticketId,
  seq: given.seq,
  data: JSON.stringify(given.data),
  at: new Date(given.at),
  in_app: given.inApp,
  mail_at: given.mailAt === null ? null : new Date(given.mailAt),
  stop_began_at: given.stop === null ? null : new Date(given.stop.from),
});

/** Notices of one person and one stop together; a broken promise before all else. */
function ofOneStop(given: readonly NewNotification[]): NewNotification[][] {
  const groups = Map.groupBy(
    given.filter(({ stop }) => stop !== null),
    ({ staffId, stop }) => `${staffId} ${stop?.from}`,
  );
  const isBroken = ({ kind }: NewNotification) => kind === "promise_breached";
  return [...groups.values()].map((group) => group.toSorted((a, b) => Number(isBroken(b)) - Number(isBroken(a))));
}

async function insertOfStop(tx: Tx, group: readonly NewNotification[]): Promise<boolean> {
  const [first] = group;
  if (!first?.stop) return false;
  const span = { from: new Date(first.stop.from).toISOString(), until: new Date(first.stop.until).toISOString() };
  const data = { ...first.data, stop: { ...span, count: group.length } };
  const { rows } = await sql<{ fresh: boolean }>`
    insert into notification as n
      (id, staff_id, kind, ticket_id, seq, data, at, in_app, mail_at, stop_began_at)
    values (${first.id}, ${first.staffId}, ${first.kind}, ${first.ticketId}, ${first.seq}, ${JSON.stringify(data)}::jsonb,
      ${new Date(first.at)}, ${first.inApp}, ${first.mailAt === null ? null : new Date(first.mailAt)},
      ${new Date(first.stop.from)})
    on conflict (staff_id, stop_began_at) where stop_began_at is not null do update set
      read_at = null, kind = case excluded.kind when 'promise_breached' then excluded.kind else n.kind end,
      data = jsonb_set(n.data, '{stop,count}', to_jsonb((n.data #>> '{stop,count}')::int + ${group.length}::int))
    returning xmax = 0 as fresh`.execute(queries(tx));
  return rows[0]?.fresh ?? false;
}

type Reader = { staffId: string; sight: TicketSight };

/** What a person was told of tickets that he still sees, newest first. @throws CodedError cursor_invalid */
export async function listNotifications(
  tx: Tx,
  reader: Reader,
  page: { cursor?: string | undefined; limit: number; unread: boolean },
): Promise<{ items: NotificationShape[]; nextCursor: string | null }> {
  const after = placeOf(page.cursor);
  const rows = await queries(tx)
    .selectFrom("notification as n")
    .innerJoin("ticket as t", "t.id", "n.ticket_id")
    .select(["n.id", "n.kind", "n.ticket_id", "n.data", "n.at", "n.read_at", "t.number", "t.subject"])
    .where("n.staff_id", "=", reader.staffId)
    .where("n.in_app", "=", true)
    .where(whereSeen(reader.sight, "t"))
    .$if(page.unread, (query) => query.where("n.read_at", "is", null))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(n.at, n.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`),
    )
    .orderBy("n.at", "desc")
    .orderBy("n.id", "desc")
    .limit(page.limit + 1)
    .execute();
  const cut = pageFrom(rows, page.limit, (row) => ({ at: row.at, id: row.id }));
  return {
    items: cut.items.map((row) => {
      const { actorName, ...data } = row.data as NotificationData;
      return {
        id: row.id,
        kind: row.kind as NotificationKind,
        ticket: { id: row.ticket_id, number: row.number, subject: row.subject },
        actorName,
        data,
        at: row.at.toISOString(),
        readAt: row.read_at?.toISOString() ?? null,
      };
    }),
    nextCursor: cut.nextCursor,
  };
}

export async function countUnread(tx: Tx, reader: Reader): Promise<number> {
  const found = await sql<{ unread: number }>`
    select count(*) as unread from (
      select 1 from notification n join ticket t on t.id = n.ticket_id
       where n.staff_id = ${reader.staffId} and n.in_app and n.read_at is null and ${whereSeen(reader.sight, "t")}
       limit ${UNREAD_COUNTED_MAX}) counted`.execute(queries(tx));
  return found.rows[0]!.unread;
}

/** Marks as read: one, those of a ticket, or all of a person. */
export async function markRead(
  tx: Tx,
  which: { staffId: string; id?: string; ticketId?: string | undefined },
  now: number,
): Promise<void> {
  const { id, ticketId } = which;
  await queries(tx)
    .updateTable("notification")
    .set({ read_at: new Date(now) })
    .where("staff_id", "=", which.staffId)
    .where("read_at", "is", null)
    .$if(id !== undefined, (query) => query.where("id", "=", id ?? ""))
    .$if(ticketId !== undefined, (query) => query.where("ticket_id", "=", ticketId ?? ""))
    .execute();
}

/** People for whom mail is due. */
export async function peopleToMail(tx: Tx, now: number): Promise<string[]> {
  const rows = await queries(tx)
    .selectFrom("notification")
    .select("staff_id")
    .distinct()
    .where("mail_at", "<=", new Date(now))
    .where("mailed_at", "is", null)
    .limit(PEOPLE_MAILED_MAX)
    .execute();
  return rows.map((row) => row.staff_id);
}

export type DueItem = {
  id: string;
  kind: NotificationKind;
  ticketId: string;
  number: number;
  subject: string;
  /** How many notices it stands for, of what fell due while the desk stood still; 1 for all others. */
  standsFor: number;
};

/** Takes what is due for one person: what he has read meanwhile or no longer sees is not among it, and never mailed. */
export async function takeDueItems(tx: Tx, reader: Reader, now: number): Promise<DueItem[]> {
  const taken = await sql<{ id: string }>`
    update notification set mailed_at = ${new Date(now)} where id in (
      select id from notification where staff_id = ${reader.staffId} and mail_at <= ${new Date(now)} and mailed_at is null
       order by at limit ${MAILED_AT_ONCE_MAX} for update skip locked)
    returning id`.execute(queries(tx));
  if (taken.rows.length === 0) return [];
  const ids = taken.rows.map((row) => row.id);
  const rows = await queries(tx)
    .selectFrom("notification as n")
    .innerJoin("ticket as t", "t.id", "n.ticket_id")
    .select(["n.id", "n.kind", "n.ticket_id", "n.data", "t.number", "t.subject"])
    .where("n.id", "in", ids)
    .where("n.read_at", "is", null)
    .where(whereSeen(reader.sight, "t"))
    .orderBy("n.at")
    .orderBy("n.id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as NotificationKind,
    ticketId: row.ticket_id,
    number: row.number,
    subject: row.subject,
    standsFor: (row.data as NotificationData).stop?.count ?? 1,
  }));
}

/** Who is named in a note. */
export async function mentionsOf(tx: Tx, messageId: string): Promise<string[]> {
  const row = await queries(tx).selectFrom("message").select("mentions").where("id", "=", messageId).executeTakeFirst();
  return row?.mentions ?? [];
}

export async function ticketHead(tx: Tx, ticketId: string) {
  return queries(tx).selectFrom("ticket").select(["number", "subject"]).where("id", "=", ticketId).executeTakeFirst();
}

/** Forgets notifications older than a moment. */
export async function forgetNotifications(tx: Tx, before: number): Promise<void> {
  await queries(tx).deleteFrom("notification").where("at", "<", new Date(before)).execute();
}
