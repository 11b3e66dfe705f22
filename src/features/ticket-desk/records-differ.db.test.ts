import { expect, test } from "vitest";
import { makeTicket } from "../../../test/support/ticket-fixtures.ts";
import { quietTicketDesk } from "../../../test/support/quiet-ticket-desk.ts";
import { testDesk } from "../../../test/support/test-desk.ts";
import { changeTicket } from "../../core/tickets/index.ts";
import { accepted } from "../../domain/result.ts";
import { ticketDeskFeature } from "./index.ts";

const desk = await testDesk((parts) => [ticketDeskFeature(quietTicketDesk(parts))]);
const agent = await desk.person("agent");

const assign = (id: string) =>
  agent.send("PUT", `/api/v1/tickets/${id}/assignment`, { teamId: null, assigneeId: agent.id });
const counts = (id: string, by: number) =>
  desk.sql("update ticket set event_seq = event_seq + $2 where id = $1", [id, by]);

test("a ticket whose row and events do not agree is refused in words that help, once, and changed again when it is mended", async () => {
  for (const by of [1, -1]) {
    const made = await makeTicket(desk);
    await counts(made.id, by);
    let runs = 0;
    const change = desk.db.writeTogether((tx) => {
      runs += 1;
      const request = { ticketId: made.id, actor: { kind: "system" as const }, now: desk.clock.now() };
      return changeTicket(desk.desk, tx, request, () => accepted([{ type: "follower_added", staffId: agent.id }]));
    });
    await expect(change).rejects.toMatchObject({ code: "ticket_records_differ", params: { number: made.number } });
    expect(runs).toBe(1);
    expect(await assign(made.id)).toMatchObject({
      status: 500,
      body: { code: "ticket_records_differ", remedy: expect.stringContaining("bihuan doctor") },
    });
    const many = { ticketIds: [made.id], change: { addTags: ["x"] } };
    expect((await agent.send("POST", "/api/v1/ticket-changes", many)).body["refused"]).toMatchObject([
      { code: "ticket_records_differ" },
    ]);
    expect(await desk.sql("select assignee_id from ticket where id = $1", [made.id])).toEqual([{ assignee_id: null }]);
    await counts(made.id, -by);
    expect((await assign(made.id)).status).toBe(204);
  }
});
