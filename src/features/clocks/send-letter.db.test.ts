import { expect, test } from "vitest";
import { rulesDesk } from "../../../test/support/rules-desk.ts";
import { DEFAULT_TEAM_ID } from "../../../test/support/test-desk.ts";
import type { Notice } from "../../domain/sop/index.ts";

const MINUTE = 60_000;
const desk = await rulesDesk();
const { sql } = desk;
await desk.person("administrator", "管理员");
const agent = await desk.person("agent", "李工");
const leader = await desk.person("agent", "组长");
await sql("update team set leader_id = $1 where id = $2", [leader.id, DEFAULT_TEAM_ID]);

const LATE = {
  id: "late",
  subject: { zh: "进展：{ticket_subject}", en: "Progress: {ticket_subject}" },
  body: {
    zh: "{customer_name}，{promise_title} 仍在处理 {link}",
    en: "{customer_name}, still at {promise_title} {link}",
  },
};

/** A ticket on which a rule wanted to tell the customer by these ways. */
async function told(way: Pick<Notice, "via"> & Partial<Notice>, email?: string | null) {
  desk.rules(
    [{ id: "r", metric: "first_response", within: "30m", on_breach: [{ notify: "customer", notice: "late" }] }],
    { notices: [{ ...LATE, webhook: null, ...way }] },
  );
  const id = await desk.open({ assigneeId: agent.id, ...(email === undefined ? {} : { email }) });
  await desk.pass(30 * MINUTE);
  expect(await desk.events(id, "clock_breached")).toHaveLength(1);
  const messages = await sql<{ direction: string; text: string; mentions: string[] }>(
    "select direction, text, mentions from message where ticket_id = $1 order by created_at, id",
    [id],
  );
  const of = (direction: string) => messages.filter((message) => message.direction === direction);
  return { id, mails: of("out"), notes: of("note") };
}

const callsFor = (id: string) =>
  sql<{ payload: { url: string; body: string } }>(
    `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'call_webhook' and j.payload->>'ticketId' = $1`,
    [id],
  );

test("REQ: HA-08 a notice goes by the first of its ways, and nothing more is said", async () => {
  const { mails, notes } = await told({ via: ["email", "wecom"] });
  expect(mails).toHaveLength(1);
  expect(notes).toEqual([]);
});

test("REQ: HA-08 a better way that the desk cannot go is said on the ticket; the next one is gone", async () => {
  const { mails, notes } = await told({ via: ["wecom", "sms", "email"] });
  expect(mails).toHaveLength(1);
  expect(notes).toHaveLength(1);
  expect(notes[0]).toMatchObject({ mentions: [] });
  expect(notes[0]!.text).toBe("这封通知未能通过企业微信、短信发出，已改用邮件。");
});

test("REQ: HA-08 what nobody gets by itself is given to the owner with its words, never dropped in silence", async () => {
  for (const given of [await told({ via: ["phone"] }), await told({ via: ["email", "phone"] }, null)]) {
    expect(given.mails).toEqual([]);
    expect(given.notes).toHaveLength(1);
    const { text, mentions } = given.notes[0]!;
    expect(mentions).toEqual([agent.id]);
    expect(text).toContain("请人工告知客户");
    expect(text).toContain("进展：无法登录");
    // The link stands for the customer's own word: nobody else gets it.
    expect(text).toContain("王伟，首次响应 仍在处理 （链接只发给客户本人）");
    expect(text).not.toContain("http");
  }
});

test("REQ: HA-08 in the product: whoever has the case reads what to pass on", async () => {
  const { mails, notes } = await told({ via: ["notification", "email"] });
  expect(mails).toEqual([]);
  expect(notes).toMatchObject([{ mentions: [agent.id] }]);
  expect(notes[0]!.text).toContain("请转告客户");
});

test("REQ: HA-08 to a gateway: the call carries the words and the customer's link; without an address the next way", async () => {
  const { id, mails, notes } = await told({ via: ["webhook", "email"], webhook: "https://sms.example/in" });
  expect([mails, notes]).toEqual([[], []]);
  const [call] = await callsFor(id);
  expect(call?.payload.url).toBe("https://sms.example/in");
  const { notice } = JSON.parse(call!.payload.body) as { notice: { text: string } };
  expect(notice).toMatchObject({ noticeId: "late", language: "zh", subject: "进展：无法登录" });
  expect(notice.text).toMatch(/^王伟，首次响应 仍在处理 https?:\/\//);
  const without = await told({ via: ["webhook", "email"] });
  expect(without.mails).toHaveLength(1);
  expect(await callsFor(without.id)).toEqual([]);
});
