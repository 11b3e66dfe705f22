import { expect, test } from "vitest";
import { makeManyTickets } from "../../../test/support/ticket-fixtures.ts";
import { DEFAULT_TEAM_ID, testDesk } from "../../../test/support/test-desk.ts";
import { newId } from "../../platform/ids.ts";

const desk = await testDesk(() => []);
await makeManyTickets(desk, 20, [DEFAULT_TEAM_ID]);
const [ticket] = await desk.sql<{ id: string }>("select id from ticket where state <> 'closed' limit 1");
const id = ticket!.id;
const insert = "insert into message (id, ticket_id, home_ticket_id, direction, kind, channel, created_at";
await desk.sql(`${insert}) values ($1, $2, $2, 'in', 'message', 'email', now())`, [newId(), id]);

const BREACHES: [table: "ticket" | "message", change: string][] = [
  ["ticket", "next_due_at = null"],
  ["ticket", "team_id = null, assignee_id = null"],
  ["ticket", "state = 'lost'"],
  ["ticket", "priority = 'P9'"],
  ["ticket", "kind = 'other'"],
  ["ticket", "subject = repeat('x', 501)"],
  ["ticket", "category_id = repeat('x', 101)"],
  ["message", "direction = 'sideways'"],
  ["message", "delivery_state = 'lost'"],
  ["message", "from_address = repeat('x', 321)"],
  ["message", "text = repeat('x', 1000001)"],
  ["message", "refused_recipients = '{}'"],
  ["message", "sender_verified = 'perhaps'"],
];

test.each(BREACHES)("the database itself refuses a %s with %s", async (table, change) => {
  const where = table === "ticket" ? "id" : "ticket_id";
  const changed = desk.sql(`update ${table} set ${change} where ${where} = $1`, [id]);
  await expect(changed).rejects.toMatchObject({ code: "23514", constraint: `${table}_sound` });
});

test("what is unknown is no breach, and a closed ticket needs neither a due moment nor somebody who answers for it", async () => {
  await desk.sql("update ticket set category_id = null, next_due_metric = null where id = $1", [id]);
  await desk.sql(
    "update ticket set state = 'closed', next_due_at = null, team_id = null, assignee_id = null where id = $1",
    [id],
  );
  await desk.sql("update message set html = null, external_id = null, delivery_detail = null where ticket_id = $1", [
    id,
  ]);
});
