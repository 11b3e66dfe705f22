import { expect, test } from "vitest";
import type { RouteShape } from "../../src/platform/http/index.ts";
import { newId } from "../../src/platform/ids.ts";
import { attackedDesk, rawMail } from "./attacked-desk.ts";
import { hostileInputs, hostileJson } from "./hostile-of.ts";
import { sampleOf } from "./sample-of.ts";

const desk = await attackedDesk();
const { app, people, sql } = desk;
const routes = desk.assembled.routes.map(({ route }) => route);
/** They reach out to servers of the caller's choice, or wait for them; outgoing-attacks holds them. */
const REACHES_OUT = new Set(["mailboxes.test"]);

let calls = 0;
/** Another network address each time: limits by address are not what is tried here. */
const address = () => `10.${(++calls >> 16) & 255}.${(calls >> 8) & 255}.${calls & 255}`;

type Sent = { query?: Record<string, string>; payload?: unknown; params?: Record<string, string> };

async function call(route: RouteShape, headers: Record<string, string>, ids: Record<string, string>, sent: Sent) {
  const params = route.params ? (sampleOf(route.params, ids, newId()) as Record<string, string>) : {};
  const filled = { ...params, ...ids, ...sent.params };
  const url = route.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(wellFormed(String(filled[name] ?? "x"))),
  );
  const asked = sent.query ?? (route.query ? (sampleOf(route.query, ids, newId()) as Record<string, string>) : {});
  const query = Object.entries(asked)
    .map(([name, value]) => `${name}=${encodeURIComponent(wellFormed(String(value)))}`)
    .join("&");
  const given = sent.payload ?? (route.body ? sampleOf(route.body, ids, newId()) : undefined);
  const payload = given === undefined ? {} : { payload: hostileJson(given) };
  const answer = await app.inject({
    method: route.method,
    url: query ? `${url}?${query}` : url,
    headers: {
      ...headers,
      "idempotency-key": newId(),
      ...(given === undefined ? {} : { "content-type": "application/json" }),
    },
    remoteAddress: address(),
    ...payload,
  });
  return answer;
}

const wellFormed = (text: string) => text.toWellFormed();
const short = (value: unknown) => JSON.stringify(value)?.slice(0, 160);

async function realIds(): Promise<Record<string, string>> {
  const taken = await desk.mail(rawMail({ from: `c${newId()}@victim.example` }));
  const [row] = await sql<{ contact_id: string; team_id: string }>(
    "select contact_id, team_id from ticket where id = $1",
    [taken.ticketId],
  );
  const [draft] = await sql<{ id: string }>(
    `insert into sop_version (id, pack_id, number, status, content, digest, layer)
     select $1, pack_id, (select max(number) + 1 from sop_version), 'draft', content, digest, 'tags: []'
     from sop_version where status = 'published' returning id`,
    [newId()],
  );
  return {
    versionId: draft!.id,
    section: "tags",
    itemId: "vip",
    calendarId: "cn-office",
    ticketId: taken.ticketId!,
    contactId: row!.contact_id,
    teamId: row!.team_id,
    messageId: taken.messageId!,
    formId: "result_notice",
    mailboxId: desk.mailboxId,
  };
}

test("hostile values in every field of every route are refused or kept, and never break the server", async () => {
  const wrong: string[] = [];
  let ids = await realIds();
  for (const route of routes.filter(({ id }) => !REACHES_OUT.has(id))) {
    const { headers } = await people.addPerson("administrator");
    if (route.method !== "GET" && route.path.includes(":")) ids = await realIds();
    const inputs: Sent[] = [
      ...(route.body ? hostileInputs(route.body, ids, newId()).map((payload) => ({ payload })) : []),
      ...(route.query
        ? hostileInputs(route.query, ids, newId()).map((query) => ({ query: query as Record<string, string> }))
        : []),
      ...(route.params
        ? hostileInputs(route.params, {}, newId()).map((params) => ({ params: params as Record<string, string> }))
        : []),
    ];
    for (const input of inputs) {
      const long = JSON.stringify(input).length > 100_000 && !input.payload;
      if (long) continue;
      const answer = await call(route, headers, ids, input).catch((error: Error) => ({
        statusCode: 599,
        body: error.message,
      }));
      if (answer.statusCode >= 500 && answer.statusCode !== 503)
        wrong.push(`${route.id} ${answer.statusCode} ${short(input)} ${answer.body.slice(0, 200)}`);
    }
  }
  expect(wrong).toEqual([]);
}, 240_000);

const admin = await people.addPerson("administrator");
const post = (url: string, payload: string) =>
  app.inject({
    method: "POST",
    url: `/api/v1${url}`,
    headers: { ...admin.headers, "content-type": "application/json", "idempotency-key": newId() },
    payload,
  });

test("bodies that are no input: too long, too deep, with keys of the language, cut off, nothing", async () => {
  const { ticketId } = await realIds();
  const form = `/tickets/${ticketId}/forms/result_notice`;
  expect((await post(form, `{"content":{"x":"${"x".repeat(10_000_000)}"}}`)).statusCode).toBe(413);
  for (const body of [
    "[".repeat(200_000),
    `{"content":${"[".repeat(200_000)}${"]".repeat(200_000)}}`,
    `{"content":${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}}`,
    '{"__proto__":{"content":{}},"content":{}}',
    '{"content":{"__proto__":{"cause":"x"}}}',
    '{"constructor":{"prototype":{"polluted":1}},"content":{}}',
    "null",
    '"x"',
    "{",
  ]) {
    const answer = await post(form, body);
    expect([400, 422]).toContain(answer.statusCode);
  }
  const deep = `{"email":"a@b.test","password":"x","more":${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
  expect(
    (
      await app.inject({
        method: "POST",
        url: "/api/auth/sign-in/email",
        headers: { ...admin.headers, "content-type": "application/json" },
        payload: deep,
      })
    ).statusCode,
  ).toBe(400);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

test("keys of the language in a form, in survey answers and in a record are data, not properties", async () => {
  const { ticketId } = await realIds();
  const content = JSON.parse('{"constructor":"x","toString":"x","hasOwnProperty":"x"}') as object;
  const answer = await post(`/tickets/${ticketId}/forms/result_notice`, JSON.stringify({ content }));
  expect(answer.statusCode).toBe(422);
  expect((answer.json() as { code: string }).code).toBe("form_incomplete");
});

test("cursor tampering: another order's, another's shape, moments that are none and SQL are refused", async () => {
  const made = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString("base64url");
  const id = newId();
  for (const cursor of [
    made(["recent", "9999-99-99 99:99:99+00", id]),
    made(["recent", "2026-01-01 00:00:00+00' or true --", id]),
    made(["due", "2026-01-01 00:00:00+00", id]),
    made(["recent", "P1", id]),
    made({ a: 1 }),
    "%%%",
    "x".repeat(400),
  ]) {
    const answer = await desk.call(admin, "GET", `/tickets?sort=recent&cursor=${encodeURIComponent(cursor)}`);
    expect([cursor, answer.status]).toEqual([cursor, 400]);
  }
  for (const path of ["/search?q=a", "/notifications", "/audit", "/contacts"]) {
    const join = path.includes("?") ? "&" : "?";
    for (const cursor of [Buffer.from(`2026-13-45 ${id}`).toString("base64url"), made([id]), "AAAA"]) {
      const answer = await desk.call(admin, "GET", `${path}${join}cursor=${cursor}`);
      expect([path, cursor, answer.status]).toEqual([path, cursor, 400]);
    }
  }
});
