import { expect, test } from "vitest";
import { ABILITIES } from "../../src/domain/permission/index.ts";
import { buildWeb } from "../../src/main/start-web.ts";
import { newId } from "../../src/platform/ids.ts";
import { signToken } from "../../src/platform/signing/index.ts";
import { TEST_SECRET_KEY } from "../support/staff-desk.ts";
import { attackedDesk, rawMail } from "./attacked-desk.ts";

const desk = await attackedDesk();
const { app, call, people, sql } = desk;
const admin = await people.addPerson("administrator");
let count = 0;

/** A solved case of a new customer, and the token of the link that he was sent. */
async function solvedCase(subject = "打印机") {
  const address = `link${++count}@victim.example`;
  const { ticketId } = await desk.mail(rawMail({ from: address, subject }));
  const solved = await call(admin, "POST", `/tickets/${ticketId}/solution`, { overrideReason: "试验" });
  expect(solved.status).toBe(204);
  const [row] = await sql<{ text: string }>(
    "select text from message where ticket_id = $1 and kind = 'result_notice'",
    [ticketId],
  );
  const token = /\/c\/case\/([\w.-]+)/.exec(row!.text)![1]!;
  return { ticketId: ticketId!, token, address };
}

const inAnHour = () => Date.now() + 3_600_000;
const signed = (
  purpose: "attachment" | "raw_mail" | "confirm" | "survey" | "unsubscribe",
  payload: object,
  at = inAnHour(),
) => signToken(TEST_SECRET_KEY, purpose, payload, at);
const codeOf = ({ body }: { body: unknown }) => (body as { code?: string } | null)?.code;

test("token purpose confusion: a token made for one thing opens no other, also with the other's payload", async () => {
  const { ticketId, token } = await solvedCase();
  const [file] = [newId()];
  const payload = { ticketId, id: file, staffId: admin.id, kinds: [], at: Date.now() };
  for (const purpose of ["attachment", "raw_mail", "survey", "unsubscribe"] as const)
    expect([purpose, codeOf(await call(null, "GET", `/cases/${signed(purpose, payload)}`))]).toEqual([
      purpose,
      "link_expired",
    ]);
  for (const other of [token, signed("confirm", payload), signed("unsubscribe", payload)])
    expect((await call(null, "GET", `/files/${other}/x.eml`)).status).toBe(410);
  for (const other of [token, signed("attachment", payload), signed("confirm", payload)]) {
    const answer = await app.inject({ method: "POST", url: `/unsubscribe/${other}` });
    expect(answer.statusCode).toBe(410);
  }
});

test("a forged, cut, expired or another desk's link, and a link to no case, get one and the same answer", async () => {
  const { ticketId, token } = await solvedCase();
  const [body, expiry, mac] = token.split(".") as [string, string, string];
  const other = Buffer.from(JSON.stringify({ ticketId: newId(), at: 0 })).toString("base64url");
  const answers = new Set<string>();
  for (const wrong of [
    `${other}.${expiry}.${mac}`,
    `${body}.${Number(expiry) + 1}.${mac}`,
    `${body}.zzzz.${mac}`,
    `${body}.${expiry}.`,
    `${body}.${expiry}`,
    signToken("another secret of another desk", "confirm", { ticketId, at: Date.now() }, inAnHour()),
    signed("confirm", { ticketId, at: Date.now() }, Date.now() - 1),
    signed("confirm", { ticketId: newId(), at: Date.now() }),
    signed("confirm", { ticketId }),
    signed("confirm", []),
    "x",
  ]) {
    for (const way of ["", "/confirmation", "/rejection", "/survey"] as const) {
      const method = way === "" ? "GET" : "POST";
      const answer = await call(
        null,
        method,
        `/cases/${wrong}${way}`,
        way === "/survey" ? { satisfaction: 5 } : way === "/rejection" ? {} : undefined,
      );
      answers.add(`${answer.status} ${answer.text}`);
    }
  }
  expect([...answers]).toEqual([expect.any(String)]);
  expect([...answers][0]).toContain("link_expired");
});

test("two clicks at once: one confirmation, one closing; a click against a click, one of them stands", async () => {
  const twice = await solvedCase();
  const both = await Promise.all([1, 2].map(() => call(null, "POST", `/cases/${twice.token}/confirmation`)));
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const against = await solvedCase();
  const answers = await Promise.all([
    call(null, "POST", `/cases/${against.token}/confirmation`),
    call(null, "POST", `/cases/${against.token}/rejection`, { reason: "不行" }),
  ]);
  expect(answers.some(({ status }) => status === 200)).toBe(true);
  expect(answers.every(({ status }) => status < 500)).toBe(true);
  const events = await sql<{ ticket_id: string; type: string; n: number }>(
    `select ticket_id, type, count(*)::int as n from ticket_event
      where ticket_id = any($1) and type in ('confirmed', 'closed') group by ticket_id, type`,
    [[twice.ticketId, against.ticketId]],
  );
  expect(events.filter(({ n }) => n > 1)).toEqual([]);
});

test("a survey counts once, however often it is sent at once; nothing out of range, nothing that was not asked", async () => {
  const { ticketId, token } = await solvedCase();
  for (const body of [
    { satisfaction: 0 },
    { satisfaction: 6 },
    { satisfaction: 4.5 },
    { satisfaction: "5" },
    { satisfaction: 1e308 },
    { satisfaction: 5, answers: { speed: 9 } },
    { satisfaction: 5, answers: { ["x".repeat(61)]: 3 } },
    { satisfaction: 5, answers: { constructor: 3 } },
    { satisfaction: 5, answers: Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`q${at}`, 3])) },
    { satisfaction: 5, comment: "x".repeat(5_001) },
    {},
  ])
    expect([body, (await call(null, "POST", `/cases/${token}/survey`, body)).status]).toEqual([body, 400]);
  const rated = await Promise.all(
    [5, 1, 5, 1].map((satisfaction) => call(null, "POST", `/cases/${token}/survey`, { satisfaction })),
  );
  expect(rated.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
  expect(await sql("select 1 from survey_response where ticket_id = $1", [ticketId])).toHaveLength(1);
});

test("mass assignment by the customer's link: it sets no state, no priority, no answer of another", async () => {
  const { ticketId, token } = await solvedCase();
  const before = await sql("select state, priority, assignee_id, subject from ticket where id = $1", [ticketId]);
  await call(null, "POST", `/cases/${token}/survey`, {
    satisfaction: 5,
    ticketId: newId(),
    contactId: newId(),
    state: "closed",
    priority: "P0",
    subject: "x",
    answered_at: "2000-01-01",
  });
  expect(await sql("select state, priority, assignee_id, subject from ticket where id = $1", [ticketId])).toEqual(
    before,
  );
});

test("the customer's page tells nothing of the desk's inside, and of no other customer after the case was given to another", async () => {
  const { ticketId, token } = await solvedCase("<img src=x onerror=alert(1)>");
  const agent = await people.addPerson("agent", { name: "内部姓名" });
  await call(admin, "POST", `/tickets/${ticketId}/notes`, { html: "<p>内部机密</p>" });
  const page = await call(null, "GET", `/cases/${token}`);
  expect(page.status).toBe(200);
  for (const inside of ["内部机密", ticketId, agent.email, "link", "team", "assignee", "priority"])
    expect([inside, page.text.includes(inside)]).toEqual([inside, inside === "link" && page.text.includes("link")]);
  expect(page.headers["content-type"]).toContain("application/json");
  await call(admin, "DELETE", `/tickets/${ticketId}/closure`, { reason: "错了" });
  const other = await call<{ id: string }>(admin, "POST", "/contacts", {
    name: "另一位客户",
    emails: ["other@elsewhere.example"],
  });
  const moved = await call(admin, "PATCH", `/tickets/${ticketId}`, { contactId: other.body.id });
  expect(moved.status).toBe(204);
  const after = await call(null, "GET", `/cases/${token}`);
  expect([after.status, after.text.includes("另一位客户")]).toEqual([410, false]);
});

test("a link outlives a merger of its customer with himself", async () => {
  const { ticketId, token } = await solvedCase();
  const [row] = await sql<{ contact_id: string }>("select contact_id from ticket where id = $1", [ticketId]);
  const into = await call<{ id: string }>(admin, "POST", "/contacts", {
    name: "同一位",
    emails: [`same${count}@elsewhere.example`],
  });
  const merged = await call(admin, "PUT", `/contacts/${row!.contact_id}/merger`, { into: into.body.id });
  expect([200, 201, 204]).toContain(merged.status);
  expect((await call(null, "GET", `/cases/${token}`)).status).toBe(200);
});

test("rate limits: who tries links, sign-ins or resets from one place is told to wait", async () => {
  const tries = async (method: "GET" | "POST", url: string) => {
    const seen = [];
    for (let at = 0; at < 65; at++)
      seen.push(
        (
          await app.inject({
            method,
            url,
            remoteAddress: "203.0.113.77",
            ...(method === "POST" ? { payload: {} } : {}),
          })
        ).statusCode,
      );
    return seen.at(-1);
  };
  expect(await tries("GET", "/api/v1/cases/forged")).toBe(429);
  expect(await tries("POST", "/api/v1/cases/forged/confirmation")).toBe(429);
  expect(await tries("GET", "/api/v1/invitations/forged/acceptance")).toBe(429);
  expect(await tries("GET", "/unsubscribe/forged")).toBe(429);
});

test("rate limits hold for all nodes together: who is told to wait by one waits at the others", async () => {
  const other = await buildWeb(desk.assembled);
  const knock = async (node: typeof app) =>
    (await node.inject({ method: "GET", url: "/api/v1/cases/forged", remoteAddress: "203.0.113.99" })).statusCode;
  const seen = [];
  for (let at = 0; at < 25; at++) seen.push(await knock(app), await knock(other));
  expect(seen.slice(0, 30)).not.toContain(429);
  expect(new Set(seen.slice(30))).toEqual(new Set([429]));
  const refused = await other.inject({ method: "GET", url: "/api/v1/cases/forged", remoteAddress: "203.0.113.99" });
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  await other.close();
});

test("rate limits hold for whoever has a whole network: another address of the same IPv6 /64 is no other caller", async () => {
  const knock = async (remoteAddress: string) =>
    (await app.inject({ method: "GET", url: "/api/v1/cases/forged", remoteAddress })).statusCode;
  const seen = [];
  for (let at = 1; at <= 40; at++) seen.push(await knock(`2001:db8:7:7::${at.toString(16)}`));
  expect(seen.slice(30)).toEqual(Array.from({ length: 10 }, () => 429));
  expect(await knock("2001:db8:7:8::1")).not.toBe(429);
});

test("an answer to another's key: an idempotency key is worth nothing to somebody else", async () => {
  const one = await people.addPerson("agent");
  const two = await people.addPerson("agent");
  const key = newId();
  const make = (headers: Record<string, string>, name: string) =>
    app.inject({
      method: "POST",
      url: "/api/v1/saved-views",
      headers: { ...headers, "idempotency-key": key },
      payload: { name, filter: {} },
    });
  const [first, second] = [await make(one.headers, "甲的视图"), await make(two.headers, "甲的视图")];
  expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
  expect((second.json() as { owner: { id: string } }).owner.id).toBe(two.id);
  expect((await make(one.headers, "别的")).statusCode).toBe(422);
  const token = await people.addToken(one.id, [...ABILITIES]);
  expect((await make(token, "别的")).statusCode).toBe(201);
});
