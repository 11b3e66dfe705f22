import { expect, test } from "vitest";
import { studioDesk } from "../../../test/support/studio-desk.ts";
import { testDatabase } from "../../../test/support/test-database.ts";
import { plainOpening } from "../../../test/support/ticket-fixtures.ts";
import type { CalendarShape, CalendarVersionShape } from "../../contract/procedure-routes.ts";
import { createProcedures, publishShipped, readCalendarBook } from "../../core/sop/index.ts";
import { offerShippedCalendar } from "../../core/sop/offer-shipped-calendar.ts";
import { openTicket, type TicketDesk } from "../../core/tickets/index.ts";
import { migrateJobs } from "../../platform/jobs/index.ts";
import { newId } from "../../platform/ids.ts";
import { procedureFeature } from "./index.ts";

const { db } = await testDatabase();
await migrateJobs(db.pool);
const heard: unknown[] = [];
let nodeTime = 0;
const tickets: TicketDesk = {
  procedures: createProcedures(() => nodeTime),
  subscribers: [],
  publish: (_rooms, event, payload) => void heard.push([event, payload]),
};
const feature = procedureFeature({ db, now: () => desk.clock.now(), desk: tickets });
const desk = await studioDesk(db, feature.routes);
const { ask } = desk;
const admin = await desk.addPerson("administrator", { name: "甲" });
const owner = await desk.owner("supervisor", "乙");

type Offered = CalendarShape & { offered: CalendarShape["exceptions"] };
const calendar = async (id: string): Promise<Offered> => {
  const { items } = (await ask<{ items: Offered[] }>(admin, "GET", "/calendars")).body;
  return items.find((one) => one.id === id)!;
};
const put = ({ id, offered: _offered, ...body }: Offered, by = admin) =>
  ask<CalendarShape>(by, "PUT", `/calendars/${id}`, body);
const versions = async (id: string) =>
  (await ask<{ items: CalendarVersionShape[] }>(admin, "GET", `/calendars/${id}/versions`)).body.items;
const jobs = async () =>
  (
    await db.pool.query<{ payload: unknown }>(
      `select p.payload from graphile_worker._private_jobs p join graphile_worker._private_tasks t on t.id = p.task_id
       where t.identifier = 'refold_clocks' order by p.id`,
    )
  ).rows.map(({ payload }) => payload);

const CLOSED_DAY = { from: "2026-03-03", to: "2026-03-03", shifts: [], name: { zh: "盘点", en: "Stocktaking" } };

test("every version of a calendar is kept, with who, when and why, and an older one can be the newest again", async () => {
  const before = await calendar("cn-office");
  const compiled = async (id: string) => (await readCalendarBook(db.reading)).compiled.get(id);
  const [office, workdays] = [await compiled("cn-office"), await compiled("cn-workdays")];
  const changed = await put(
    { ...before, exceptions: [...before.exceptions, CLOSED_DAY], reason: "盘点" } as never,
    owner,
  );
  expect(changed.body.version).toBe(2);
  expect(await compiled("cn-office")).not.toEqual(office);
  // What it has computed of the one that stands as it was is not computed anew.
  expect(await compiled("cn-workdays")).toBe(workdays);
  expect((await put(before)).body.code).toBe("conflict");
  expect(
    (await versions("cn-office")).map(({ calendar: { version }, by, reason }) => [version, by?.name ?? null, reason]),
  ).toEqual([
    [2, "乙", "盘点"],
    [1, null, "shipped"],
  ]);
  const restore = (version: number) =>
    ask<CalendarShape>(owner, "POST", `/calendars/cn-office/versions/1/restoration`, { version, reason: "还是开门" });
  expect((await restore(1)).body.code).toBe("conflict");
  expect((await restore(2)).body).toMatchObject({ version: 3, exceptions: before.exceptions });
  expect((await ask(owner, "POST", "/calendars/cn-office/versions/9/restoration", { version: 3 })).body.code).toBe(
    "not_found",
  );
  expect(await versions("cn-office")).toHaveLength(3);
  const agent = await desk.addPerson("agent");
  expect((await put(await calendar("cn-office"), agent)).body.code).toBe("not_permitted");
  const audit = await db.pool.query("select action from audit_entry where target_kind = 'calendar' order by at, id");
  expect(audit.rows.map(({ action }) => action)).toEqual(["calendar.changed", "calendar.restored"]);
});

const asShipped = async (id: string, exceptions: CalendarShape["exceptions"]) => {
  const { offered: _offered, version: _version, ...stored } = await calendar(id);
  await db.inTransaction((tx) => offerShippedCalendar(tx, { ...stored, exceptions } as never, desk.clock.now()));
};
const NEW_YEAR = { from: "2027-01-01", to: "2027-01-03", shifts: [], name: { zh: "元旦", en: "New Year" } };
const SPRING = { from: "2027-02-05", to: "2027-02-12", shifts: [], name: { zh: "春节", en: "Spring Festival" } };

test("a new year's holidays reach a calendar that nobody edited by themselves, as a version", async () => {
  const { exceptions } = await calendar("cn-workdays");
  await asShipped("cn-workdays", [...exceptions, NEW_YEAR]);
  expect((await calendar("cn-workdays")).exceptions).toContainEqual(NEW_YEAR);
  expect((await versions("cn-workdays")).map(({ by, reason }) => [by, reason])).toEqual([
    [null, "shipped"],
    [null, "shipped"],
  ]);
  expect(await jobs()).toContainEqual({ calendarId: "cn-workdays" });
  await asShipped("cn-workdays", [...exceptions, NEW_YEAR]);
  expect(await versions("cn-workdays")).toHaveLength(2);
});

test("an edited calendar gets them as an offer, which is taken or left; the desk's own days win", async () => {
  const { exceptions: shipped } = await calendar("cn-workdays");
  const ownDay = { ...SPRING, to: "2027-02-14", name: { zh: "春节（我们多休）", en: "Spring Festival, ours" } };
  await put({ ...(await calendar("cn-workdays")), exceptions: [...shipped, ownDay] });
  const MID_AUTUMN = { from: "2027-09-15", to: "2027-09-17", shifts: [], name: { zh: "中秋", en: "Mid-Autumn" } };
  await asShipped("cn-workdays", [...shipped, SPRING, MID_AUTUMN]);
  const now = await calendar("cn-workdays");
  expect([now.version, now.exceptions.at(-1), now.offered]).toEqual([3, ownDay, [MID_AUTUMN]]);
  const taken = await ask<CalendarShape>(owner, "POST", "/calendars/cn-workdays/offer", { version: 3, reason: "2027" });
  expect(taken.body.exceptions).toContainEqual(MID_AUTUMN);
  expect(taken.body.exceptions).toContainEqual(ownDay);
  expect((await calendar("cn-workdays")).offered).toEqual([]);
  expect((await ask(owner, "POST", "/calendars/cn-workdays/offer", { version: 4 })).body.code).toBe("not_found");

  await asShipped("cn-workdays", [
    ...shipped,
    SPRING,
    MID_AUTUMN,
    { ...NEW_YEAR, from: "2028-01-01", to: "2028-01-01" },
  ]);
  expect((await calendar("cn-workdays")).offered).toHaveLength(1);
  expect((await ask(owner, "DELETE", "/calendars/cn-workdays/offer")).status).toBe(204);
  expect((await calendar("cn-workdays")).offered).toEqual([]);
  await asShipped("cn-workdays", [
    ...shipped,
    SPRING,
    MID_AUTUMN,
    { ...NEW_YEAR, from: "2028-01-01", to: "2028-01-01" },
  ]);
  expect((await calendar("cn-workdays")).offered).toEqual([]);
});

test("a start with nothing new leaves calendars and their versions alone", async () => {
  const before = await db.pool.query(
    "select count(*)::int as n from working_calendar_version where calendar_id = 'cn-office'",
  );
  await db.inTransaction((tx) => publishShipped(tx, desk.clock.now()));
  await db.inTransaction((tx) => publishShipped(tx, desk.clock.now()));
  const after = await db.pool.query(
    "select count(*)::int as n from working_calendar_version where calendar_id = 'cn-office'",
  );
  expect(after.rows).toEqual(before.rows);
});

async function open(): Promise<string> {
  const contactId = newId();
  await db.pool.query("insert into contact (id, name) values ($1, '王伟')", [contactId]);
  const by = { actor: { kind: "system" as const }, now: desk.clock.now() };
  return (await db.inTransaction((tx) => openTicket(tickets, tx, plainOpening({ contactId }), by))).ticket.id;
}

test("after a change the clocks that run by the calendar are folded anew, in batches, and browsers hear of it", async () => {
  const ids = [await open(), await open(), await open()];
  const due = async (id: string) => {
    const found = await db.pool.query<{ due_at: Date }>(
      "select due_at from ticket_clock where ticket_id = $1 and line_id = 'c.first-response.p3'",
      [id],
    );
    return found.rows[0]?.due_at.toISOString();
  };
  const nextMoment = async (id: string) => {
    const found = await db.pool.query<{ fire_at: Date }>("select fire_at from ticket_timer where ticket_id = $1", [id]);
    return found.rows[0]!.fire_at.getTime();
  };
  const before = await due(ids[0]!);
  const momentBefore = await nextMoment(ids[0]!);
  await db.pool.query("update ticket_timer set fire_at = now() + interval '1 year' where ticket_id = $1", [ids[0]]);
  const office = await calendar("cn-office");
  const today = { from: "2026-03-02", to: "2026-03-02", shifts: [], name: { zh: "停电", en: "No power" } };
  await put({ ...office, exceptions: [...office.exceptions, today] });
  expect(await jobs()).toContainEqual({ calendarId: "cn-office" });
  expect(await due(ids[0]!)).toBe(before);
  nodeTime += 10_000;
  heard.length = 0;
  await feature.jobs["refold_clocks"]?.({ calendarId: "cn-office" }, { number: 1, max: 1 });
  for (const id of ids) expect(Date.parse((await due(id)) ?? "")).toBeGreaterThan(Date.parse(before ?? ""));
  // It is that of a promise that runs by another calendar, and written anew with the rest.
  expect(await nextMoment(ids[0]!)).toBe(momentBefore);
  expect(heard).toHaveLength(3);
  const events = await db.pool.query("select count(*)::int as n from ticket_event where ticket_id = $1", [ids[0]]);
  expect(events.rows[0]).toEqual({ n: 2 });
});
