import { expect, test } from "vitest";
import { DEFAULT_TEAM_ID, testDesk } from "../../../test/support/test-desk.ts";
import { makeCustomer, makeTicket } from "../../../test/support/ticket-fixtures.ts";
import type { ContactPageShape, OrganisationPageShape } from "../../contract/customer-shapes.ts";
import { customerFeature } from "./index.ts";

const changed: unknown[] = [];
const desk = await testDesk((parts) => [
  customerFeature({
    db: parts.db,
    desk: parts.desk,
    now: parts.clock.now,
    customersChanged: async (_tx, which) => void changed.push(which),
  }),
]);
const second = await desk.team("二线");
const supervisor = await desk.person("supervisor");
const agent = await desk.person("agent");
const viewer = await desk.person("viewer");
const collaborator = await desk.person("collaborator");

const newContact = async (body: object) => (await agent.send<{ id: string }>("POST", "/api/v1/contacts", body)).body.id;
const page = async (id: string, person = agent) => (await person.get<ContactPageShape>(`/api/v1/contacts/${id}`)).body;
const audit = (action: string) =>
  desk.sql<{ target_id: string; detail: object }>(
    "select target_id, detail from audit_entry where action = $1 order by at desc",
    [action],
  );

test("REQ: IN-14 addresses are masked everywhere, revealed by ability, and every reveal is in the trail", async () => {
  const id = await newContact({ name: "王伟", emails: ["wang.wei@a.cn"], phones: ["138 1234 5678"] });
  expect(await page(id)).toMatchObject({ emails: ["w***@a.cn"], phones: ["138****5678"], proposedDomains: ["a.cn"] });
  const list = await agent.get("/api/v1/contacts?q=5678");
  expect(list.text).toContain("138****5678");
  expect(list.text).not.toMatch(/wang\.wei|12345678/);
  expect((await viewer.get("/api/v1/contacts?q=5678")).body["items"]).toEqual([]);
  expect((await viewer.send("POST", `/api/v1/contacts/${id}/reveals`)).status).toBe(403);
  const revealed = await agent.send("POST", `/api/v1/contacts/${id}/reveals`);
  expect(revealed.body).toEqual({ emails: ["wang.wei@a.cn"], phones: ["+8613812345678"] });
  expect(await audit("contact.revealed")).toMatchObject([{ target_id: id }]);
  const trail = await desk.sql<{ row: string }>("select row_to_json(a)::text as row from audit_entry a");
  expect(trail.map((entry) => entry.row).join()).not.toMatch(/王伟|wang\.wei|12345678/);
});

test("who may not read customers gets none; who may not write changes none", async () => {
  expect((await collaborator.get("/api/v1/contacts")).status).toBe(403);
  expect((await viewer.send("POST", "/api/v1/contacts", { name: "x" })).status).toBe(403);
  expect((await agent.send("PUT", `/api/v1/contacts/${agent.id}/merger`, { into: viewer.id })).status).toBe(403);
  expect((await desk.stranger.get("/api/v1/contacts")).status).toBe(401);
});

test("an edit needs the version that was read, and fields that are not given stay", async () => {
  const id = await newContact({ name: "李娜", emails: ["li@b.cn"], note: "旧" });
  const { version } = await page(id);
  expect((await agent.send("PATCH", `/api/v1/contacts/${id}`, { version, title: "主任" })).status).toBe(204);
  const stale = await agent.send("PATCH", `/api/v1/contacts/${id}`, { version, title: "经理" });
  expect(stale.body).toMatchObject({ code: "conflict", status: 409 });
  expect(await page(id)).toMatchObject({ title: "主任", note: "旧", emails: ["l***@b.cn"], version: version + 1 });
  const taken = await agent.send("POST", "/api/v1/contacts", { name: "别人", emails: ["li@b.cn"] });
  expect(taken.body).toMatchObject({ code: "address_taken", params: { contactId: id } });
  const extra = await agent.send("PATCH", `/api/v1/contacts/${id}`, {
    version: version + 1,
    mergedIntoId: id,
    erasedAt: 1,
  });
  expect(extra.status).toBe(204);
  expect(await page(id)).toMatchObject({ erased: false });
});

test("CU-01 a customer's page shows tickets and open promises, only those in sight", async () => {
  const customer = await makeCustomer(desk, { organisation: "云海", email: "a@yun.cn" });
  const seen = await makeTicket(desk, { customer, subject: "看得见" });
  await makeTicket(desk, { customer, subject: "绝密", teamId: second });
  const shown = await page(customer.contactId);
  expect(shown.tickets).toMatchObject({ openTotal: 1, total: 1, open: [{ id: seen.id, subject: "看得见" }] });
  expect(shown.tickets.open[0]!.promises.length).toBeGreaterThan(0);
  expect(shown.tickets.open[0]!.promises[0]).toMatchObject({ metric: expect.any(String), breached: false });
  expect(JSON.stringify(shown)).not.toContain("绝密");
  expect((await page(customer.contactId, supervisor)).tickets.openTotal).toBe(2);
  const organisation = await agent.get<OrganisationPageShape>(`/api/v1/organisations/${customer.organisationId}`);
  expect(organisation.body).toMatchObject({
    name: "云海",
    contacts: [{ emails: ["a***@yun.cn".replace("a***", "***")] }],
  });
  expect(organisation.body.tickets.total).toBe(1);
  const list = await agent.get("/api/v1/contacts?q=a@yun.cn");
  expect(list.body["items"]).toMatchObject([{ openTickets: 1 }]);
  expect((await supervisor.get("/api/v1/organisations?q=云海")).body["items"]).toMatchObject([{ openTickets: 2 }]);
});

test("merging shows first what it would do; tickets follow, in their trail too, and come back", async () => {
  const from = await makeCustomer(desk, { name: "赵一", email: "zhao@c.cn", organisation: "丙公司" });
  const into = await makeCustomer(desk, { name: "赵一", email: "zhao2@c.cn" });
  const ticket = await makeTicket(desk, { customer: from });
  const url = `/api/v1/contacts/${from.contactId}/merger`;
  const preview = await supervisor.get(`${url}?into=${into.contactId}`);
  expect(preview.body).toMatchObject({
    movedTickets: 1,
    movedAddresses: ["z***@c.cn"],
    organisationTaken: { name: "丙公司" },
  });
  const duplicates = await agent.get(`/api/v1/contacts/${from.contactId}/duplicates`);
  expect(duplicates.body["items"]).toMatchObject([{ id: into.contactId, why: "same_name_elsewhere" }]);
  expect((await supervisor.send("PUT", url, { into: into.contactId })).status).toBe(204);
  const owner = async () =>
    (await desk.sql<{ contact_id: string }>("select contact_id from ticket where id = $1", [ticket.id]))[0]!.contact_id;
  expect(await owner()).toBe(into.contactId);
  expect(await page(from.contactId)).toMatchObject({ id: into.contactId, mergedFrom: [{ id: from.contactId }] });
  expect((await supervisor.send("DELETE", url)).status).toBe(204);
  expect(await owner()).toBe(from.contactId);
  expect((await page(from.contactId)).id).toBe(from.contactId);
  const events = await desk.sql<{ type: string }>("select type from ticket_event where ticket_id = $1 order by seq", [
    ticket.id,
  ]);
  expect(events.filter((event) => event.type === "contact_changed")).toHaveLength(2);
  expect((await supervisor.send("DELETE", url)).body).toMatchObject({ code: "customer_not_merged" });
});

test("organisations merge with contacts, domains and tickets, and come apart", async () => {
  const make = async (name: string, domains: string[], tier: string) =>
    (await agent.send<{ id: string }>("POST", "/api/v1/organisations", { name, domains, tier })).body.id;
  const from = await make("丁科技有限公司", ["ding.cn"], "basic");
  const into = await make("丁科技", ["dingtech.cn"], "strategic");
  const contactId = await newContact({ name: "丁一", organisationId: from, emails: ["d@ding.cn"] });
  const ticket = await makeTicket(desk, { customer: { contactId, organisationId: from, email: "d@ding.cn" } });
  const url = `/api/v1/organisations/${from}/merger`;
  expect((await agent.get(`/api/v1/organisations/${from}/duplicates`)).body["items"]).toMatchObject([{ id: into }]);
  expect((await supervisor.get(`${url}?into=${into}`)).body).toMatchObject({
    movedContacts: 1,
    movedTickets: 1,
    movedAddresses: ["ding.cn"],
  });
  await supervisor.send("PUT", url, { into });
  const row = async () => (await desk.sql("select organisation_id, tier from ticket where id = $1", [ticket.id]))[0];
  expect(await row()).toEqual({ organisation_id: into, tier: "strategic" });
  await supervisor.send("DELETE", url);
  expect(await row()).toEqual({ organisation_id: from, tier: "basic" });
  expect((await page(contactId)).organisation).toMatchObject({ id: from });
});

test("a new tier reaches the open tickets; a domain brings its people and their tickets", async () => {
  const customer = await makeCustomer(desk, { email: "x@late.cn" });
  const ticket = await makeTicket(desk, { customer });
  const made = await agent.send<{ id: string }>("POST", "/api/v1/organisations", {
    name: "后来",
    domains: ["late.cn"],
  });
  const id = made.body.id;
  const row = async () => (await desk.sql("select organisation_id, tier from ticket where id = $1", [ticket.id]))[0];
  expect(await row()).toEqual({ organisation_id: id, tier: "basic" });
  await agent.send("PATCH", `/api/v1/organisations/${id}`, { version: 1, tier: "strategic" });
  expect(await row()).toEqual({ organisation_id: id, tier: "strategic" });
  expect(changed).toContainEqual({ organisationId: id });
  expect((await audit("organisation.changed"))[0]).toMatchObject({
    target_id: id,
    detail: { changes: { tier: { before: "basic", after: "strategic" } } },
  });
  const refused = await agent.send("POST", "/api/v1/organisations", { name: "公共", domains: ["163.com"] });
  expect(refused.body).toMatchObject({ code: "domain_invalid", status: 422 });
});

test("an erased person is out of the tickets too, and their chains are whole", async () => {
  const customer = await makeCustomer(desk, { name: "欧阳雪", email: "ouyang@snow.cn" });
  const ticket = await makeTicket(desk, { customer, teamId: DEFAULT_TEAM_ID, subject: "欧阳雪的账号打不开" });
  await desk.sql("update message set from_name = '欧阳雪', text = '我是欧阳雪' where id = $1", [ticket.messageId]);
  await desk.sql(
    `insert into message (id, ticket_id, home_ticket_id, direction, kind, channel, subject, text, language, created_at)
     values (gen_random_uuid(), $1, $1, 'out', 'reply', 'email', 'Re: 欧阳雪的账号打不开', '请重试', 'zh', now())`,
    [ticket.id],
  );
  const url = `/api/v1/contacts/${customer.contactId}/erasure`;
  expect((await agent.send("POST", url, { reason: "本人要求" })).status).toBe(403);
  expect((await supervisor.send("POST", url, { reason: "本人要求" })).status).toBe(204);
  const left = await desk.sql<{ row: string }>(
    `select row_to_json(m)::text as row from message m union all select row_to_json(c)::text from contact c
     union all select row_to_json(a)::text from contact_address a union all select row_to_json(e)::text from ticket_event e
     union all select row_to_json(t)::text from ticket t`,
  );
  expect(left.map((entry) => entry.row).join()).not.toMatch(/欧阳雪|ouyang@snow/);
  const events = await desk.sql("select type from ticket_event where ticket_id = $1 order by seq desc limit 1", [
    ticket.id,
  ]);
  expect(events).toEqual([{ type: "contact_erased" }]);
  expect(await desk.sql("select subject from ticket where id = $1", [ticket.id])).toEqual([
    { subject: "客户资料已删除" },
  ]);
  expect(left.map((entry) => entry.row).join()).toContain("请重试");
  expect(await page(customer.contactId)).toMatchObject({ erased: true, emails: [], name: "—" });
});

test("names that look like others, and what the database cannot hold, are tidied", async () => {
  const id = await newContact({ name: "\u202e王\n伟\u0000", note: "a\u0000b", title: "\u0000", emails: ["tidy@e.cn"] });
  expect(await page(id)).toMatchObject({ name: "王 伟", note: "ab", title: "" });
  const wrong = await agent.send("PATCH", `/api/v1/contacts/${id}`, { version: 1, timeZone: "Mars/Base" });
  expect(wrong.status).toBe(400);
  expect((await agent.get("/api/v1/contacts?q=%00")).status).toBe(200);
});

test("a blocked contact is marked so", async () => {
  const id = await newContact({ name: "骚扰", emails: ["spam@d.cn"] });
  await agent.send("PATCH", `/api/v1/contacts/${id}`, { version: 1, blocked: true });
  expect(await page(id)).toMatchObject({ blocked: true });
  const list = await agent.get("/api/v1/contacts?blocked=true");
  expect(list.body["items"]).toMatchObject([{ id }]);
});

test("an export is masked unless the person may see, runs no formula, and stands in the trail", async () => {
  await newContact({ name: "=cmd|'/c calc'!A1", emails: ["evil@formula.cn"], phones: ["+14155552671"] });
  const clear = await supervisor.get("/api/v1/contact-export?q=evil@formula.cn");
  expect(clear.headers["content-type"]).toContain("text/csv");
  expect(clear.text).toContain("evil@formula.cn");
  expect(clear.text).toContain("'=cmd");
  expect(clear.text).toContain("'+14155552671");
  const masked = await desk.person("supervisor", { scopes: ["exports.make"] });
  const hidden = await masked.get("/api/v1/contact-export?q=evil@formula.cn");
  expect(hidden.text).toContain("e***@formula.cn");
  expect(hidden.text).not.toContain("evil@");
  expect((await agent.get("/api/v1/contact-export")).status).toBe(403);
  expect(await audit("contacts.exported")).toHaveLength(2);
});
