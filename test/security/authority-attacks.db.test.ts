import { expect, test } from "vitest";
import { callBackFeature } from "../../src/features/call-backs/index.ts";
import { ticketDeskFeature } from "../../src/features/ticket-desk/index.ts";
import { transferFeature } from "../../src/features/transfers/index.ts";
import { newId } from "../../src/platform/ids.ts";
import { quietTicketDesk } from "../support/quiet-ticket-desk.ts";
import { DEFAULT_TEAM_ID, testDesk } from "../support/test-desk.ts";
import { makeTicket } from "../support/ticket-fixtures.ts";

const desk = await testDesk((parts) => [
  ticketDeskFeature(quietTicketDesk(parts)),
  transferFeature(parts),
  callBackFeature(parts),
]);
const engineering = await desk.team("二线");
const other = await desk.team("产品部");
const agent = await desk.person("agent");
const engineer = await desk.person("agent", { teamIds: [engineering] });
const collaborator = await desk.person("collaborator", { teamIds: [engineering] });
const another = await desk.person("collaborator", { teamIds: [other] });
const supervisor = await desk.person("supervisor");
const code = ({ body }: { body: unknown }) => (body as { code?: string } | null)?.code;

const tagsOf = async (id: string) => (await desk.sql("select tags from ticket where id = $1", [id]))[0]?.["tags"];

test("placing by the back door: the tag that a case waits with is taken off by nobody without the authority", async () => {
  const { id } = await makeTicket(desk, { assigneeId: agent.id, teamId: DEFAULT_TEAM_ID });
  expect((await agent.send("POST", `/api/v1/tickets/${id}/placement-request`, {})).status).toBe(204);
  const alone = await agent.send("PATCH", `/api/v1/tickets/${id}`, { tags: [] });
  expect([alone.status, code(alone)]).toEqual([403, "placement_not_yours"]);
  const many = await agent.send<{ refused: { code: string }[] }>("POST", "/api/v1/ticket-changes", {
    ticketIds: [id],
    change: { removeTags: ["unplaced"] },
  });
  expect(many.body.refused).toMatchObject([{ code: "placement_not_yours" }]);
  expect(await tagsOf(id)).toEqual(["unplaced"]);
  expect((await agent.send("PATCH", `/api/v1/tickets/${id}`, { tags: ["unplaced", "急"] })).status).toBeLessThan(300);
  expect((await supervisor.send("PATCH", `/api/v1/tickets/${id}`, { tags: ["急"] })).status).toBeLessThan(300);
  expect(await tagsOf(id)).toEqual(["急"]);
});

const content = {
  symptom: "<img src=x onerror=alert(1)>",
  environment: "x",
  steps_done: "x",
  expected_by: "2026-03-05T18:00:00+08:00",
  contact_person: "王伟",
};

async function asked(teamId = engineering) {
  const { id } = await makeTicket(desk, { assigneeId: agent.id, teamId: DEFAULT_TEAM_ID });
  const sent = await agent.send<{ transferId: string }>("POST", `/api/v1/tickets/${id}/transfers`, { teamId, content });
  expect(sent.status).toBe(201);
  return { id, at: (rest = "") => `/api/v1/tickets/${id}/transfers/${sent.body.transferId}${rest}` };
}

test("a transfer that the asked team takes back would be counted by nobody: it returns it, or answers", async () => {
  const { at } = await asked();
  const dodged = await engineer.send("DELETE", at(), {});
  expect([dodged.status, code(dodged)]).toEqual([403, "transfer_not_sent_by_you"]);
  expect((await collaborator.send("DELETE", at(), {})).status).toBe(403);
  expect((await agent.send("DELETE", at(), {})).status).toBe(204);
});

test("another department's transfer is neither taken up, returned nor answered, and leaves no note behind", async () => {
  const { id, at } = await asked();
  const second = await agent.send("POST", `/api/v1/tickets/${id}/transfers`, { teamId: other, content });
  expect(second.status).toBe(201);
  for (const [way, body] of [
    ["/acceptance", undefined],
    ["/return", { reason: "不是我们" }],
    ["/answer", { text: "<script>alert(1)</script>" }],
  ] as const)
    expect([way, code(await another.send("POST", at(way), body))]).toEqual([way, "transfer_not_yours"]);
  const notes = await desk.sql("select id from message where ticket_id = $1 and direction = 'note'", [id]);
  expect(notes).toEqual([]);
  const elsewhere = await asked(other);
  const swapped = at("/answer").replace(id, elsewhere.id);
  expect((await another.send("POST", swapped, { text: "x" })).status).toBeGreaterThanOrEqual(400);
  expect(
    (await another.send("POST", `/api/v1/tickets/${newId()}/transfers/${newId()}/answer`, { text: "x" })).status,
  ).toBe(404);
});

test("an answer with markup is text: nothing of it is HTML", async () => {
  const { at } = await asked();
  const text = "<img src=x onerror=alert(1)><script>alert(1)</script>";
  const answered = await collaborator.send("POST", at("/answer"), { text });
  expect(answered.status).toBe(201);
  const [note] = await desk.sql("select text, html from message where id = $1", [answered.body["messageId"]]);
  expect(note).toEqual({ text, html: null });
});

test("a call back is put on nobody who has left or may not work, and on no ticket out of sight", async () => {
  const { id } = await asked();
  const plan = (ownerId: string) => ({ plannedFor: new Date(desk.clock.now() + 3_600_000).toISOString(), ownerId });
  const at = `/api/v1/tickets/${id}/call-back`;
  expect(code(await agent.send("PUT", at, plan(collaborator.id)))).toBe("assignee_cannot_work");
  expect(code(await agent.send("PUT", at, plan(newId())))).toBe("person_unknown");
  expect((await another.send("PUT", at, plan(agent.id))).status).toBe(403);
  const outsider = await desk.person("agent", { teamIds: [other] });
  expect((await outsider.send("PUT", at, plan(outsider.id))).status).toBe(404);
});
