import { expect, test } from "vitest";
import { customerMessage, makeTicket } from "../../../test/support/ticket-fixtures.ts";
import { quietTicketDesk } from "../../../test/support/quiet-ticket-desk.ts";
import { testDesk } from "../../../test/support/test-desk.ts";
import { receiveMessage } from "../../core/tickets/index.ts";
import { newId } from "../../platform/ids.ts";
import { askSupplementByRule, ticketDeskFeature, type TicketDeskDeps } from "./index.ts";

let deps: TicketDeskDeps | null = null;
const desk = await testDesk((parts) => {
  deps = quietTicketDesk(parts);
  return [ticketDeskFeature(deps)];
});
const agent = await desk.person("agent");
const url = (id: string, rest = "/supplement") => `/api/v1/tickets/${id}${rest}`;

const crashed = () => makeTicket(desk, { assigneeId: agent.id, categoryId: "fault.software.crash" });
const state = async (id: string) => (await desk.sql("select state from ticket where id = $1", [id]))[0]?.["state"];
const events = async (id: string) =>
  (await desk.sql("select type from ticket_event where ticket_id = $1 order by seq", [id])).map(({ type }) => type);

type Supplement = { fields: { id: string; missing: boolean }[]; asked: string[] };
const standing = async (id: string) => (await agent.get<Supplement>(url(id))).body;
const missing = async (id: string) =>
  (await standing(id)).fields.filter((field) => field.missing).map((field) => field.id);

async function customerWrites({ id, customer }: Awaited<ReturnType<typeof crashed>>, automatic = false) {
  const messageId = newId();
  const now = desk.clock.now();
  const message = { ...customerMessage(id, messageId, customer, now), automatic };
  await desk.db.inTransaction((tx) =>
    receiveMessage(
      desk.desk,
      tx,
      { ticketId: id, actor: { kind: "contact", id: customer.contactId }, now },
      { message, attachments: [] },
    ),
  );
}

test("one click asks for what the category wants and nobody has filled in; the ticket waits (REQ: IN-10)", async () => {
  const ticket = await crashed();
  expect(await missing(ticket.id)).toEqual(["symptom", "software_version"]);
  const asked = await agent.send("POST", url(ticket.id), {});
  expect(asked.status).toBe(201);
  expect(await state(ticket.id)).toBe("waiting_customer");
  expect((await standing(ticket.id)).asked).toHaveLength(2);
  const [mail] = await desk.sql("select kind, html, recipients from message where id = $1", [asked.body["messageId"]]);
  expect(mail).toMatchObject({ kind: "reply", recipients: { to: [ticket.customer.email] } });
  expect(mail?.["html"]).toContain("还需要您补充以下信息");
  await customerWrites(ticket, true);
  expect(await state(ticket.id)).toBe("waiting_customer");
  await customerWrites(ticket);
  expect(await state(ticket.id)).toBe("open");
  expect(await events(ticket.id)).toContain("supplement_received");
  expect((await standing(ticket.id)).asked).toEqual([]);
});

test("what the intake record says is not asked again; the agent may ask for more, in his own words", async () => {
  const ticket = await crashed();
  await desk.sql(
    `insert into form_submission (id, ticket_id, form_id, content, created_at)
     values ($1, $2, 'intake_record', '{"symptom":"闪退"}', now())`,
    [newId(), ticket.id],
  );
  expect(await missing(ticket.id)).toEqual(["software_version"]);
  const asked = await agent.send("POST", url(ticket.id), { fields: ["impact"], html: "<p>影响了多少人？</p>" });
  expect(asked.status).toBe(201);
  expect((await standing(ticket.id)).asked).toEqual(["影响范围"]);
  expect((await agent.send("POST", url(ticket.id), { fields: ["nonsense"] })).body["code"]).toBe("invalid_input");
});

test("what was heard elsewhere is put in by hand; nothing to ask and nothing asked are refused", async () => {
  const ticket = await crashed();
  expect((await agent.send("DELETE", url(ticket.id))).body["code"]).toBe("nothing_asked");
  await agent.send("POST", url(ticket.id), {});
  expect((await agent.send("DELETE", url(ticket.id))).status).toBe(204);
  expect(await state(ticket.id)).toBe("open");
  const plain = await makeTicket(desk, { assigneeId: agent.id });
  expect((await agent.send("POST", url(plain.id), {})).body["code"]).toBe("nothing_missing");
});

test("a rule asks once, and stays silent where there is nothing to ask or nobody to write to", async () => {
  const asks = (ticketId: string) =>
    desk.db.inTransaction((tx) =>
      askSupplementByRule(deps as TicketDeskDeps, tx, { ticketId, lineId: "a.supplement", now: desk.clock.now() }),
    );
  const ticket = await crashed();
  await asks(ticket.id);
  expect(await state(ticket.id)).toBe("waiting_customer");
  const before = await events(ticket.id);
  await asks(ticket.id);
  expect(await events(ticket.id)).toEqual(before);
  const mute = await crashed();
  await desk.sql("delete from contact_address where contact_id = $1", [mute.customer.contactId]);
  await asks(mute.id);
  expect(await state(mute.id)).toBe("new");
});
