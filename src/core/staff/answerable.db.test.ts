import { expect, test } from "vitest";
import { staffDesk } from "../../../test/support/staff-desk.ts";
import { testDatabase } from "../../../test/support/test-database.ts";
import { newId } from "../../platform/ids.ts";
import { answerableFor } from "./answerable.ts";
import { customerSuccess } from "./customer-success.ts";

const { db } = await testDatabase();
const desk = await staffDesk(db);

const names = async (teamId: string | null) => (await answerableFor(db.reading, teamId)).map((person) => person.name);
const set = (name: string, what: string) => db.pool.query(`update staff_member set ${what} where name = $1`, [name]);

test("leader, then the team's supervisors, then all supervisors, then administrators; never nobody", async () => {
  const team = newId();
  await db.pool.query("insert into team (id, name) values ($1, '一线')", [team]);
  await desk.addPerson("administrator", { name: "管" });
  expect(await names(team)).toEqual(["管"]);
  await desk.addPerson("supervisor", { name: "外主管" });
  expect(await names(team)).toEqual(["外主管"]);
  expect(await names(null)).toEqual(["外主管"]);
  await desk.addPerson("supervisor", { name: "内主管", teamIds: [team] });
  expect(await names(team)).toEqual(["内主管"]);
  const leader = await desk.addPerson("agent", { name: "组长", teamIds: [team] });
  await db.pool.query("update team set leader_id = $2 where id = $1", [team, leader.id]);
  expect(await names(team)).toEqual(["组长"]);

  await set("组长", "availability = 'away'");
  expect(await names(team)).toEqual(["内主管"]);
  await set("内主管", "active = false");
  await set("外主管", "availability = 'away'");
  expect(await names(team)).toEqual(["管"]);
  await set("管", "availability = 'away'");
  expect(await names(team)).toEqual(["管"]);
});

test("customer success is its leader, or one of it who has not left", async () => {
  const team = newId();
  expect(await customerSuccess(db.reading)).toBeNull();
  await db.pool.query("insert into team (id, name, handle) values ($1, '客户成功', 'customer-success')", [team]);
  const leader = await desk.addPerson("agent", { name: "客成组长", teamIds: [team] });
  await db.pool.query("update team set leader_id = $2 where id = $1", [team, leader.id]);
  const member = await desk.addPerson("agent", { name: "客成", teamIds: [team] });
  expect(await customerSuccess(db.reading)).toBe(leader.id);
  await set("客成组长", "active = false");
  expect(await customerSuccess(db.reading)).toBe(member.id);
});
