import { expect, test } from "vitest";
import { standardPack } from "../../../test/support/shipped-pack.ts";
import { makeTicket } from "../../../test/support/ticket-fixtures.ts";
import { testDesk } from "../../../test/support/test-desk.ts";
import { changeTicket } from "../../core/tickets/index.ts";
import { accepted } from "../../domain/result.ts";
import { callBackFeature } from "./index.ts";

const HOUR_MS = 60 * 60 * 1000;
const desk = await testDesk((parts) => [callBackFeature(parts)]);
const agent = await desk.person("agent");
const collaborator = await desk.person("collaborator");
const url = (id: string, rest = "") => `/api/v1/tickets/${id}/call-back${rest}`;
const later = (ms: number) => new Date(desk.clock.now() + ms).toISOString();
const planned = async (id: string) =>
  (
    await desk.sql(
      "select body->>'plannedFor' as at, body->>'ownerId' as owner from ticket_event where ticket_id = $1 and type = 'call_back_planned' order by seq",
      [id],
    )
  ).map(({ at, owner }) => [Number(at) - desk.clock.now(), owner]);

const closed = (id: string) =>
  desk.db.inTransaction((tx) =>
    changeTicket(desk.desk, tx, { ticketId: id, actor: { kind: "system" }, now: desk.clock.now() }, () =>
      accepted([
        { type: "solved", resultNoticeId: null },
        { type: "closed", by: "customer", rule: null },
      ]),
    ),
  );

test("a call is planned, moved, and told in a note when it was made (REQ: CL-07)", async () => {
  const ticket = await makeTicket(desk, { assigneeId: agent.id });
  expect((await agent.send("PUT", url(ticket.id), { plannedFor: later(HOUR_MS) })).status).toBe(204);
  expect((await agent.send("PUT", url(ticket.id), { plannedFor: later(2 * HOUR_MS) })).status).toBe(204);
  expect(await planned(ticket.id)).toEqual([
    [HOUR_MS, agent.id],
    [2 * HOUR_MS, agent.id],
  ]);
  const done = await agent.send("POST", url(ticket.id, "/report"), { text: "客户满意，无其他问题" });
  expect(done.status).toBe(201);
  expect((await agent.send("POST", url(ticket.id, "/report"), { text: "再次" })).body["code"]).toBe("no_call_back");
  const notes = await desk.sql("select text from message where ticket_id = $1 and direction = 'note'", [ticket.id]);
  // The refused report took its note back with it.
  expect(notes).toEqual([{ text: "客户满意，无其他问题" }]);
});

test("it lies ahead, is made by somebody who works on tickets, and is dropped with a reason", async () => {
  const ticket = await makeTicket(desk, { assigneeId: agent.id });
  const past = await agent.send("PUT", url(ticket.id), { plannedFor: later(-1) });
  expect(past.body["code"]).toBe("call_back_out_of_range");
  const other = { plannedFor: later(HOUR_MS), ownerId: collaborator.id };
  expect((await agent.send("PUT", url(ticket.id), other)).body["code"]).toBe("assignee_cannot_work");
  await agent.send("PUT", url(ticket.id), { plannedFor: later(HOUR_MS) });
  expect((await agent.send("DELETE", url(ticket.id), { reason: "客户不愿接听" })).status).toBe(204);
});

const SCRIPT_TITLE = standardPack().scripts.find(({ id }) => id === "c.call-back")!.title.zh;

test("the procedure plans one when a case closes that it wants called back, and only then", async () => {
  const strategic = await makeTicket(desk, { assigneeId: agent.id, tier: "strategic" });
  await closed(strategic.id);
  expect(await planned(strategic.id)).toEqual([[72 * HOUR_MS, agent.id]]);
  const events = await desk.sql(
    "select body->>'purpose' as purpose from ticket_event where type = 'call_back_planned' and ticket_id = $1",
    [strategic.id],
  );
  // The title of the script that its rule names.
  expect(events).toEqual([{ purpose: SCRIPT_TITLE }]);
  const basic = await makeTicket(desk, { assigneeId: agent.id });
  await closed(basic.id);
  expect(await planned(basic.id)).toEqual([]);
});
