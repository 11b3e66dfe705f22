import { expect, test } from "vitest";
import { staffDesk } from "../../../test/support/staff-desk.ts";
import { testDatabase } from "../../../test/support/test-database.ts";
import type { Tx } from "../../platform/transaction.ts";
import { listAudit } from "./audit-store.ts";
import { listDuties, onDuty, putDuty, removeDuty, type SignedIn } from "./index.ts";

const { db } = await testDatabase();
const desk = await staffDesk(db);
const administrator = await desk.addPerson("administrator", { name: "管" });
const first = await desk.addPerson("agent", { name: "甲" });
const second = await desk.addPerson("agent", { name: "乙" });

const HOUR = 3_600_000;
const NINE = Date.parse("2026-03-02T09:00:00Z");
const NOBODY = "00000000-0000-7000-8000-000000000000";

const asAdministrator = <T>(work: (at: { tx: Tx; by: SignedIn; ip: string; now: number }) => Promise<T>) =>
  db.inTransaction((tx) =>
    work({ tx, by: { staffId: administrator.id, name: "管" } as SignedIn, ip: "127.0.0.1", now: NINE }),
  );
const names = async (now: number) => (await onDuty(db.reading, "l2", now)).map((person) => person.name);
const put = (staffId: string, from: number, to: number) =>
  asAdministrator((at) =>
    putDuty(at, { id: null, rosterId: "l2", staffId, startsAt: NINE + from * HOUR, endsAt: NINE + to * HOUR }),
  );

test("whoever has duty at the moment is called, the end excluded, the first to begin before the others (REQ: HA-20)", async () => {
  const night = await put(first.id, 0, 8);
  await put(second.id, 4, 12);
  expect(await names(NINE - 1)).toEqual([]);
  expect(await names(NINE)).toEqual(["甲"]);
  expect(await names(NINE + 5 * HOUR)).toEqual(["甲", "乙"]);
  expect(await names(NINE + 8 * HOUR)).toEqual(["乙"]);
  expect(await onDuty(db.reading, "l3", NINE)).toEqual([]);
  await db.pool.query("update staff_member set availability = 'away' where id = $1", [second.id]);
  expect(await names(NINE + 8 * HOUR)).toEqual([]);

  const moved = await asAdministrator((at) => putDuty(at, { ...night, endsAt: NINE + 2 * HOUR }));
  expect(await listDuties(db.reading, { rosterId: "l2", from: NINE, to: NINE + HOUR })).toEqual([moved]);
  await asAdministrator((at) => removeDuty(at, night.id));
  expect(await names(NINE)).toEqual([]);
  const { items } = await listAudit(db.reading, { action: "duty." }, { limit: 10 });
  expect(items.map(({ action }) => action)).toEqual(["duty.removed", "duty.changed", "duty.made", "duty.made"]);
});

test("a duty wants a person and a span that somebody can serve", async () => {
  await expect(put(first.id, 3, 3)).rejects.toMatchObject({ code: "invalid_input" });
  await expect(put(first.id, 0, 24 * 32)).rejects.toMatchObject({ code: "invalid_input" });
  await expect(put(NOBODY, 0, 1)).rejects.toMatchObject({ code: "person_unknown" });
  await expect(asAdministrator((at) => removeDuty(at, NOBODY))).rejects.toMatchObject({ code: "not_found" });
});
