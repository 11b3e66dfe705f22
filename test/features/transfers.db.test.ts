import { expect, test } from "vitest";
import { makeTicket } from "../support/ticket-fixtures.ts";
import { DEFAULT_TEAM_ID, testDesk, type TestPerson } from "../support/test-desk.ts";
import { inboxFeature } from "../../src/features/inbox/index.ts";
import { transferFeature } from "../../src/features/transfers/index.ts";

const desk = await testDesk((parts) => [transferFeature(parts), inboxFeature(parts)]);
const rnd = await desk.team("研发部");
const empty = await desk.team("空部门");
const agent = await desk.person("agent");
const engineer = await desk.person("collaborator", { teamIds: [rnd] });
const stranger = await desk.person("collaborator", { teamIds: [empty] });
await desk.sql("delete from team_member where team_id = $1", [empty]);

/** The support request that the standard pack wants. */
const content = {
  symptom: "登录报错 E1001",
  environment: "Windows 11，客户端 3.2",
  steps_done: "已重装",
  expected_by: "2026-03-05T18:00:00+08:00",
  contact_person: "王伟",
};

const place = (ticketId: string, rest = "") => `/api/v1/tickets/${ticketId}/transfers${rest}`;

async function asked(by: TestPerson = agent) {
  const ticket = await makeTicket(desk, { assigneeId: agent.id });
  const sent = await by.send<{ transferId: string }>("POST", place(ticket.id), { teamId: rnd, content });
  expect(sent.status).toBe(201);
  return { ticket, at: (rest = "") => place(ticket.id, `/${sent.body.transferId}${rest}`) };
}
const row = async (ticketId: string) =>
  (await desk.sql("select state, assignee_id, team_id from ticket where id = $1", [ticketId]))[0];

test("a team that is asked sees the ticket, takes it up and answers; the owner stays (REQ: HA-05)", async () => {
  const { ticket, at } = await asked();
  expect(await row(ticket.id)).toEqual({
    state: "waiting_department",
    assignee_id: agent.id,
    team_id: DEFAULT_TEAM_ID,
  });
  const list = await engineer.get<{ items: { id: string }[] }>("/api/v1/tickets?view=all");
  expect(list.body.items.map(({ id }) => id)).toContain(ticket.id);
  expect((await stranger.get(place(ticket.id))).status).toBe(404);
  expect((await engineer.send("POST", at("/acceptance"))).status).toBe(204);
  const answered = await engineer.send("POST", at("/answer"), { text: "配置项 X 需要改为 2" });
  expect(answered.status).toBe(201);
  expect((await row(ticket.id))?.["state"]).toBe("open");
  const [note] = await desk.sql("select direction, text, author_staff_id from message where id = $1", [
    answered.body["messageId"],
  ]);
  expect(note).toEqual({ direction: "note", text: "配置项 X 需要改为 2", author_staff_id: engineer.id });
  const { body } = await engineer.get<{ items: object[] }>(place(ticket.id));
  expect(body.items).toMatchObject([{ state: "answered", team: { name: "研发部" }, mine: true, content }]);
  // The fields that the procedure names say who is to be asked, and who coordinates: nobody here.
  expect(body.items).toMatchObject([{ contact: "王伟", coordinator: null }]);
});

test("it comes back with a reason, which is kept, and can be sent again", async () => {
  const { ticket, at } = await asked();
  expect((await engineer.send("POST", at("/return"), { reason: "缺少网络日志" })).status).toBe(204);
  expect((await row(ticket.id))?.["state"]).toBe("open");
  // The support request that was filled in goes along as it stands.
  const again = await agent.send("POST", place(ticket.id), { teamId: rnd });
  expect(again.status).toBe(201);
  const { body } = await agent.get<{ items: object[] }>(place(ticket.id));
  expect(body.items).toMatchObject([
    { state: "returned", reason: "缺少网络日志" },
    { state: "sent", mine: false },
  ]);
});

test("only the team that was asked may answer, and only once", async () => {
  const { at } = await asked();
  const wrong = await agent.send("POST", at("/acceptance"));
  expect([wrong.status, wrong.body["code"]]).toEqual([403, "transfer_not_yours"]);
  expect((await engineer.send("POST", at("/acceptance"))).status).toBe(204);
  const twice = await engineer.send("POST", at("/acceptance"));
  expect([twice.status, twice.body["code"]]).toEqual([409, "transfer_over"]);
});

test("taken back, the team no longer sees the ticket", async () => {
  const { ticket, at } = await asked();
  expect((await agent.send("DELETE", at(), {})).status).toBe(204);
  expect((await engineer.get(place(ticket.id))).status).toBe(404);
  expect((await row(ticket.id))?.["state"]).toBe("open");
});

test("nobody is asked where nobody is, nor the ticket's own team", async () => {
  const ticket = await makeTicket(desk, { assigneeId: agent.id });
  const nobody = await agent.send("POST", place(ticket.id), { teamId: empty });
  expect(nobody.body["code"]).toBe("team_empty");
  const own = await agent.send("POST", place(ticket.id), { teamId: DEFAULT_TEAM_ID });
  expect(own.body["code"]).toBe("transfer_to_own_team");
  const { body } = await agent.get<{ teams: object[] }>(place(ticket.id));
  expect(body.teams).toEqual([{ id: rnd, name: "研发部", formId: "support_request" }]);
});

test("the support request must go along, complete; the refusal names it", async () => {
  const ticket = await makeTicket(desk, { assigneeId: agent.id });
  const bare = await agent.send("POST", place(ticket.id), { teamId: rnd });
  expect([bare.status, bare.body["code"]]).toEqual([409, "gate_closed"]);
  expect(bare.text).toContain("问题支持单");
  const half = await agent.send("POST", place(ticket.id), { teamId: rnd, content: { symptom: "登录报错" } });
  expect(half.body["code"]).toBe("form_incomplete");
  expect((await row(ticket.id))?.["state"]).toBe("new");
});

test("browsers of the team that is asked hear of it", async () => {
  desk.published.length = 0;
  await asked();
  expect(desk.published.some(({ rooms }) => rooms.includes(`asked:${rnd}`))).toBe(true);
});
