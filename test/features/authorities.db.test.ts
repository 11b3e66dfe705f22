import { expect, test } from "vitest";
import type { Authority } from "../../src/domain/sop/index.ts";
import { ABILITIES, type Role } from "../../src/domain/permission/index.ts";
import { fakeClock } from "../support/fake-clock.ts";
import { mountedDesk } from "../support/mounted-desk.ts";
import { RULES_VERSION_ID, rulesProcedure } from "../support/rules-procedure.ts";
import { staffDesk } from "../support/staff-desk.ts";
import { DEFAULT_TEAM_ID } from "../support/test-desk.ts";
import { testDatabase } from "../support/test-database.ts";

const HOUR_MS = 3_600_000;
const clock = fakeClock("2026-03-02T02:00:00Z");
const database = await testDatabase();
const { assembled, app } = await mountedDesk(database, { now: clock.now });
const people = await staffDesk(database.db, { clock });
await database.db.pool.query(
  `insert into sop_version (id, pack_id, number, status, content, digest)
   values ($1, 'rules', 1, 'retired', '{}', repeat('0', 64))`,
  [RULES_VERSION_ID],
);
type Who = { headers: Record<string, string> };
const personOf = async (role: Role): Promise<Who> => {
  const person = await people.addPerson(role, { name: role, teamIds: [DEFAULT_TEAM_ID] });
  return { headers: await people.addToken(person.id, [...ABILITIES]) };
};
const [agent, supervisor, administrator] = [
  await personOf("agent"),
  await personOf("supervisor"),
  await personOf("administrator"),
];

const authority = (governs: Authority["governs"], role: Role): Authority => ({
  id: `own.${governs}`,
  kind: "decide",
  what: { zh: "某事", en: "something" },
  grants: [{ role, upTo: null }],
  governs,
  source: "t",
});
const under = (...authorities: Authority[]) => {
  const lines = [{ id: "r", metric: "resolution", within: "24h" }];
  assembled.tickets.procedures = rulesProcedure(lines, { authorities });
};
const send = async (who: Who, method: "GET" | "POST" | "PATCH", url: string, payload?: object) => {
  const answer = await app.inject({ method, url, headers: who.headers, ...(payload ? { payload } : {}) });
  return {
    status: answer.statusCode,
    text: answer.body,
    body: (answer.body.startsWith("{") ? answer.json() : {}) as {
      id: string;
      code?: string;
      detail?: string;
      title?: string;
    },
  };
};
let count = 0;
const open = async () => {
  count += 1;
  const contact = { name: "张三", email: `zhang${count}@acme.example` };
  const opening = {
    contact,
    subject: "咨询",
    text: "请问",
    kind: "fault",
    acknowledge: false,
    teamId: DEFAULT_TEAM_ID,
  };
  return (await send(agent, "POST", "/api/v1/tickets", opening)).body.id;
};

test("REQ: HA-22 a date beyond the promised solution is for whoever has the authority; within it anybody may promise", async () => {
  under(authority("promised_date", "supervisor"));
  const id = await open();
  const promise = (who: Who, hours: number) =>
    send(who, "POST", `/api/v1/tickets/${id}/forms/remedy_plan`, {
      content: {
        complaint: "太慢",
        measures: "更换设备",
        responsible: "李工",
        promised_by: new Date(clock.now() + hours * HOUR_MS).toISOString(),
      },
    });
  expect((await promise(agent, 24)).status).toBeLessThan(300);
  const refused = await promise(agent, 25);
  expect(refused).toMatchObject({ status: 403, body: { code: "promise_beyond_authority" } });
  expect(refused.text).toContain("主管");
  const kept = await database.db.pool.query("select 1 from form_submission where ticket_id = $1", [id]);
  expect(kept.rowCount).toBe(1);
  expect((await promise(supervisor, 25)).status).toBeLessThan(300);
  under();
  expect((await promise(agent, 25)).status).toBeLessThan(300);
  expect(await promise(agent, 3 * 366 * 24)).toMatchObject({ status: 422, body: { code: "too_far_ahead" } });
});

test("REQ: HA-22 personal data in clear is for whom the procedure names, in each place that shows it", async () => {
  await open();
  const contactId = (await database.db.pool.query("select contact_id from ticket limit 1")).rows[0]
    ?.contact_id as string;
  const reveal = (who: Who) => send(who, "POST", `/api/v1/contacts/${contactId}/reveals`);
  const exported = async (who: Who) => (await send(who, "GET", "/api/v1/contact-export")).text;
  under();
  expect((await reveal(agent)).status).toBeLessThan(300);
  expect(await exported(supervisor)).toContain("zhang1@acme.example");
  under(authority("personal_data", "administrator"));
  expect(await reveal(agent)).toMatchObject({ status: 403, body: { code: "personal_data_not_yours" } });
  expect(await exported(supervisor)).not.toContain("zhang1@acme.example");
  expect((await reveal(administrator)).status).toBeLessThan(300);
});

test("REQ: HA-22 a gate is opened with a reason by whom the procedure names, among those who can at all", async () => {
  const solve = (who: Who, id: string) =>
    send(who, "POST", `/api/v1/tickets/${id}/solution`, { overrideReason: "客户已离职" });
  under(authority("gate_override", "administrator"));
  const id = await open();
  expect(await solve(supervisor, id)).toMatchObject({ status: 403, body: { code: "override_needs_supervisor" } });
  expect((await solve(administrator, id)).status).toBeLessThan(300);
  under(authority("gate_override", "agent"));
  expect(await solve(agent, await open())).toMatchObject({ status: 403 });
});
