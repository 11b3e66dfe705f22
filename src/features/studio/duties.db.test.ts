import { expect, test } from "vitest";
import { studioDesk } from "../../../test/support/studio-desk.ts";
import { testDatabase } from "../../../test/support/test-database.ts";
import { composeVersion, createProcedures, insertDraft, lockVersions, writePublished } from "../../core/sop/index.ts";
import { newId } from "../../platform/ids.ts";
import { dutyRoutes } from "./duty-routes.ts";

const ROSTERS = `teams:
  - id: own-night
    name: { zh: 夜班, en: Nights }
    definition: { zh: 夜间, en: At night }
on_call:
  - id: night-line
    name: { zh: 夜间值班, en: Night line }
    team: own-night
    source: 本中心约定
`;

const { db } = await testDatabase();
const desk = await studioDesk(db, dutyRoutes(createProcedures(() => 0)));
const { ask } = desk;
const admin = await desk.addPerson("administrator");
const owner = await desk.owner("agent", "乙");
const now = desk.clock.now();

await db.inTransaction(async (tx) => {
  await lockVersions(tx);
  const id = newId(now);
  const layer = ROSTERS;
  const composition = await composeVersion(tx, { layer, number: 2 }, now);
  await insertDraft(tx, { id, number: 2, reason: "x", layer, composition, by: null, now });
  await writePublished(tx, id, { approvedBy: null, reason: "x", now });
});

type Duty = { id: string; person: { name: string }; startsAt: string };
type Listed = { rosters: { id: string }[]; items: Duty[] };
const WEEK = "from=2026-03-02T00:00:00Z&to=2026-03-09T00:00:00Z";
const night = { rosterId: "night-line", personId: owner.id };

test("a person is put on a roster of the procedure, shown in his week, and taken off again (REQ: HA-20)", async () => {
  const given = { ...night, startsAt: "2026-03-03T14:00:00Z", endsAt: "2026-03-03T22:00:00Z" };
  const added = await ask<Duty>(owner, "POST", "/on-call-duties", given);
  expect(added).toMatchObject({ status: 201, body: { person: { name: "乙" }, startsAt: "2026-03-03T14:00:00.000Z" } });
  const week = (await ask<Listed>(admin, "GET", `/on-call-duties?${WEEK}`)).body;
  expect(week.rosters).toContainEqual({ id: "night-line", name: { zh: "夜间值班", en: "Night line" } });
  expect(week.items).toMatchObject([{ id: added.body.id, person: { id: owner.id } }]);
  const later = "from=2026-03-04T00:00:00Z&to=2026-03-09T00:00:00Z";
  expect((await ask<Listed>(admin, "GET", `/on-call-duties?${later}`)).body.items).toEqual([]);
  expect((await ask(admin, "DELETE", `/on-call-duties/${added.body.id}`)).status).toBe(204);
  expect((await ask(admin, "DELETE", `/on-call-duties/${added.body.id}`)).body.code).toBe("not_found");
  const audit = await db.pool.query("select action from audit_entry where target_kind = 'duty' order by at, id");
  expect(audit.rows.map(({ action }) => action)).toEqual(["duty.made", "duty.removed"]);
});

test("a roster that the procedure does not have, a span that is none, and a year too many are refused", async () => {
  const span = { startsAt: "2026-03-03T14:00:00Z", endsAt: "2026-03-03T22:00:00Z" };
  const add = (given: object) => ask(admin, "POST", "/on-call-duties", { ...night, ...span, ...given });
  expect((await add({ rosterId: "no-such" })).body.code).toBe("roster_unknown");
  expect((await add({ endsAt: span.startsAt })).body.code).toBe("invalid_input");
  expect((await add({ personId: newId() })).body.code).toBe("person_unknown");
  const mistyped = { startsAt: "2226-03-03T14:00:00Z", endsAt: "2226-03-03T22:00:00Z" };
  expect((await add(mistyped)).body.code).toBe("too_far_ahead");
  const years = "from=2026-03-02T00:00:00Z&to=2029-03-09T00:00:00Z";
  expect((await ask(admin, "GET", `/on-call-duties?${years}`)).body.code).toBe("invalid_input");
  const agent = await desk.addPerson("agent");
  expect((await ask(agent, "POST", "/on-call-duties", { ...night, ...span })).body.code).toBe("not_permitted");
});
