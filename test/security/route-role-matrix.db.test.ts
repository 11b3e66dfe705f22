import { expect, test } from "vitest";
import type { Access } from "../../src/contract/route.ts";
import {
  ABILITIES,
  ROLES,
  roleHas,
  roomsOf,
  roomsThatSee,
  sightOf,
  type Ability,
  type Role,
} from "../../src/domain/permission/index.ts";
import { guestOf } from "../../src/main/assemble-desk.ts";
import type { RouteShape } from "../../src/platform/http/index.ts";
import { newId } from "../../src/platform/ids.ts";
import { addBareTicket } from "../support/bare-ticket.ts";
import { staffDesk, TEST_PUBLIC_URL } from "../support/staff-desk.ts";
import { testDatabase } from "../support/test-database.ts";
import { mountedDesk } from "../support/mounted-desk.ts";
import { sampleOf } from "./sample-of.ts";

const database = await testDatabase();
const { db } = database;
const { assembled, app } = await mountedDesk(database);
const desk = await staffDesk(db);
const routes = assembled.routes.map((mounted) => mounted.route);

const blue = newId();
const red = newId();
await db.pool.query("insert into team (id, name) values ($1, '蓝队'), ($2, '红队')", [blue, red]);
const owner = await desk.addPerson("agent", { teamIds: [blue] });
const hidden = await addBareTicket(db, { teamId: blue, assigneeId: owner.id });

const REFUSALS = new Set(["sign_in_needed", "not_permitted", "foreign_origin", "two_factor_needed"]);

type Ids = Record<string, string>;

async function call(route: RouteShape, headers: Record<string, string>, ids: Ids = {}) {
  const params = route.params ? (sampleOf(route.params, ids, newId()) as Ids) : {};
  const url = route.path.replaceAll(/:(\w+)/g, (_, name: string) => ids[name] ?? params[name] ?? newId());
  const query = route.query ? (sampleOf(route.query, ids, newId()) as Record<string, string>) : {};
  const payload = route.body ? (sampleOf(route.body, ids, newId()) as object) : undefined;
  const answer = await app.inject({ method: route.method, url, query, headers, ...(payload ? { payload } : {}) });
  const problem = String(answer.headers["content-type"]).includes("problem")
    ? (answer.json() as { code: string })
    : null;
  return { status: answer.statusCode, code: problem?.code ?? null, text: answer.body };
}

/** What admission must say, from nothing but the route's `access` and the table of roles. */
function expected(access: Access, role: Role | null, scopes: readonly Ability[] | null): string | null {
  if (access === "public") return null;
  if (role === null) return "sign_in_needed";
  if (access === "signed_in") return null;
  return roleHas(role, access) && (scopes === null || scopes.includes(access)) ? null : "not_permitted";
}

const said = (code: string | null) => (code !== null && REFUSALS.has(code) ? code : null);

test("every route names who may call it, and no two have the same name or place", () => {
  expect(routes.length).toBeGreaterThan(25);
  for (const route of routes)
    expect(["public", "signed_in", ...ABILITIES], `${route.id} asks for an ability that exists`).toContain(
      route.access,
    );
  expect(new Set(routes.map((route) => route.id)).size).toBe(routes.length);
  expect(new Set(routes.map((route) => `${route.method} ${route.path}`)).size).toBe(routes.length);
});

test("nothing but the routes answers under /api/v1", () => {
  const known = new Set(routes.map((route) => `${route.method} ${route.path}`));
  const inOpenApi = Object.entries((app.swagger() as { paths: Record<string, object> }).paths).flatMap(
    ([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`),
  );
  expect(inOpenApi.filter((place) => !known.has(place))).toEqual([]);
});

test.each(["none", ...ROLES])("every route × %s: admission is what the table of roles says", async (who) => {
  const role = who === "none" ? null : (who as Role);
  const wrong: string[] = [];
  for (const route of routes) {
    const headers = role ? (await desk.addPerson(role)).headers : {};
    const answer = await call(route, headers);
    const want = expected(route.access as Access, role, null);
    if (said(answer.code) !== want) wrong.push(`${route.id}: ${answer.status} ${answer.code}, expected ${want}`);
    if (answer.status >= 500) wrong.push(`${route.id}: ${answer.status} ${answer.text}`);
    if (want && /"items"|"subject"/.test(answer.text)) wrong.push(`${route.id}: content in a refusal`);
  }
  expect(wrong).toEqual([]);
});

test.each(ROLES)(
  "every route × %s marked as SOP owner: writes the procedure if supervisor or agent, and nothing more",
  async (role) => {
    const may = role === "administrator" || role === "supervisor" || role === "agent";
    const wrong: string[] = [];
    // Those that may be called a few times a minute have been by the tests above.
    for (const route of routes.filter(({ callsPerMinuteMax }) => callsPerMinuteMax === undefined)) {
      const person = await desk.addPerson(role);
      await db.pool.query("update staff_member set is_sop_owner = true where id = $1", [person.id]);
      const answer = await call(route, person.headers);
      const want = route.access === "sop.write" && may ? null : expected(route.access as Access, role, null);
      if (said(answer.code) !== want) wrong.push(`${route.id}: ${answer.status} ${answer.code}, expected ${want}`);
    }
    expect(wrong).toEqual([]);
  },
);

/** What a token may not do although its person may: it answers this instead. */
const BROWSER_ONLY = "browser_session_needed";

test("every route × a token without scopes of an administrator: nothing but what anybody signed in may", async () => {
  const admin = await desk.addPerson("administrator");
  const token = await desk.addToken(admin.id, []);
  const wrong: string[] = [];
  for (const route of routes) {
    const answer = await call(route, token);
    const want = expected(route.access as Access, "administrator", []);
    if (said(answer.code) !== want) wrong.push(`${route.id}: ${answer.status} ${answer.code}, expected ${want}`);
  }
  expect(wrong).toEqual([]);
});

test("every route × a token with just its ability: an administrator's opens it, a viewer's only where a viewer may", async () => {
  const wrong: string[] = [];
  for (const route of routes) {
    const scopes = ABILITIES.filter((ability) => ability === route.access);
    for (const role of ["administrator", "viewer"] as const) {
      const token = await desk.addToken((await desk.addPerson(role)).id, scopes);
      const answer = await call(route, token);
      const want = expected(route.access as Access, role, scopes);
      if (answer.code !== BROWSER_ONLY && said(answer.code) !== want)
        wrong.push(`${route.id} × ${role}: ${answer.status} ${answer.code}, expected ${want}`);
    }
  }
  expect(wrong).toEqual([]);
});

const ofTicket = routes.filter((route) => route.path.includes(":ticketId") && route.access !== "public");

test("every ticket route × somebody who may not see the ticket: as if it were not there", async () => {
  const wrong: string[] = [];
  const strangers: Role[] = ["agent", "collaborator"];
  for (const route of ofTicket) {
    for (const role of strangers.filter((one) => expected(route.access as Access, one, null) === null)) {
      const { headers } = await desk.addPerson(role, { teamIds: [red] });
      const there = await call(route, headers, hidden);
      const gone = await call(route, headers);
      if (there.status !== 404) wrong.push(`${route.id} × ${role}: ${there.status} ${there.text.slice(0, 120)}`);
      else if (there.text !== gone.text) wrong.push(`${route.id} × ${role}: tells a hidden ticket from none`);
      if (there.text.includes("机密")) wrong.push(`${route.id} × ${role}: content`);
    }
  }
  expect(wrong).toEqual([]);
});

test("no list, count or search shows a ticket, or its contact's words, to somebody who may not see it", async () => {
  const { headers } = await desk.addPerson("agent", { teamIds: [red] });
  const lists = routes.filter(
    (route) => route.method === "GET" && !route.path.includes(":") && route.access !== "public",
  );
  const wrong: string[] = [];
  for (const route of lists) {
    const answer = await call(route, headers);
    if (answer.text.includes("机密") || answer.text.includes(hidden["ticketId"]!)) wrong.push(route.id);
  }
  expect(wrong).toEqual([]);
});

test("realtime: each role is seated in the rooms of what it sees, and in no room that hears of a hidden ticket", async () => {
  const heard = roomsThatSee({ teamId: blue, assigneeId: owner.id, grantedTo: [] });
  const hears = async (headers: Record<string, string>) => {
    const guest = await guestOf(assembled.auth, headers);
    return guest?.rooms.some((room) => heard.includes(room)) ?? null;
  };
  const seesAll: Role[] = ["administrator", "supervisor", "viewer"];
  for (const role of ROLES) {
    const person = await desk.addPerson(role, { teamIds: [red] });
    expect([role, await hears(person.headers)]).toEqual([role, seesAll.includes(role)]);
    const session = await assembled.auth.authenticateSocket(person.headers);
    const guest = await guestOf(assembled.auth, person.headers);
    for (const room of roomsOf(sightOf(session!.viewer))) expect(guest!.rooms).toContain(room);
  }
  expect(await hears(owner.headers)).toBe(true);
});

test("realtime: no session, a foreign page, and a token without the reading scope hear of no ticket", async () => {
  const seat = (headers: Record<string, string>) => guestOf(assembled.auth, headers);
  expect(await seat({})).toBeNull();
  const cookie = owner.headers["cookie"]!;
  expect(await seat({ cookie, origin: "https://evil.test" })).toBeNull();
  expect(await seat({ cookie })).toBeNull();
  expect(await seat({ cookie, origin: TEST_PUBLIC_URL })).not.toBeNull();
  const heard = roomsThatSee({ teamId: blue, assigneeId: owner.id, grantedTo: [owner.id] });
  const guest = await seat(await desk.addToken(owner.id, ["people.read"]));
  expect(guest?.rooms.filter((room) => heard.includes(room)) ?? []).toEqual([]);
});
