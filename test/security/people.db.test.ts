import { afterAll, expect, test } from "vitest";
import type { PersonShape } from "../../src/contract/staff-shapes.ts";
import { findStaff } from "../../src/core/staff/index.ts";
import { staffRoutes } from "../../src/features/staff/index.ts";
import { newId } from "../../src/platform/ids.ts";
import { addBareTicket } from "../support/bare-ticket.ts";
import { fakeClock } from "../support/fake-clock.ts";
import { staffDesk, TEST_PUBLIC_URL } from "../support/staff-desk.ts";
import { testDatabase } from "../support/test-database.ts";

const { db } = await testDatabase();
const clock = fakeClock();
const desk = await staffDesk(db, { clock });
const reseated: string[] = [];
const endConnections = (staffId: string) => void reseated.push(staffId);
const { auth, sendMail } = desk;
const app = await desk.serve(
  staffRoutes({
    auth,
    publicUrl: TEST_PUBLIC_URL,
    brandOf: async () => ({ name: "闭环", colour: "#0b6b6e" }),
    sendMail,
    endConnections,
  }),
);
afterAll(() => app.close());

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
async function call(method: Method, path: string, headers: Record<string, string>, payload?: object) {
  const answer = await app.inject({ method, url: `/api/v1${path}`, headers, ...(payload ? { payload } : {}) });
  const body = answer.body ? (answer.json() as Record<string, unknown>) : {};
  return { status: answer.statusCode, body, code: body["code"] };
}

const admin = await desk.addPerson("administrator", { name: "管理员甲" });

test("mass assignment: one's own profile takes no role, no teams, no state", async () => {
  const agent = await desk.addPerson("agent");
  const given = {
    name: "改名",
    role: "administrator",
    active: false,
    teamIds: [newId()],
    email: "x@y.test",
    version: 9,
  };
  const answer = await call("PATCH", "/me", agent.headers, given);
  expect(answer.status).toBe(200);
  expect(await findStaff(db.reading, agent.id)).toMatchObject({
    name: "改名",
    role: "agent",
    active: true,
    teamIds: [],
    email: agent.email,
  });
});

test("nobody changes his own role, an administrator neither", async () => {
  const agent = await desk.addPerson("agent");
  const own = await call("PATCH", `/people/${agent.id}`, agent.headers, { version: 1, role: "administrator" });
  expect(own.code).toBe("not_permitted");
  const self = await call("PATCH", `/people/${admin.id}`, admin.headers, { version: 1, role: "viewer" });
  expect(self.code).toBe("not_yourself");
});

test("a changed role holds from the next call on, and is audited with what it was", async () => {
  const agent = await desk.addPerson("agent");
  expect((await call("GET", "/audit", agent.headers)).code).toBe("not_permitted");
  const changed = await call("PATCH", `/people/${agent.id}`, admin.headers, { version: 1, role: "supervisor" });
  expect(changed.body).toMatchObject({ role: "supervisor", version: 2 });
  expect((await call("GET", "/audit", agent.headers)).status).toBe(200);
  expect(reseated).toContain(agent.id);
  const trail = await call("GET", `/audit?targetId=${agent.id}&action=person.`, admin.headers);
  expect(trail.body["items"]).toMatchObject([
    {
      action: "person.role_changed",
      actorName: "管理员甲",
      detail: { changes: { role: { before: "agent", after: "supervisor" } } },
    },
  ]);
});

test("who owns the procedure is the administrators' to say; it counts for supervisors and agents, from the next call on", async () => {
  const abilities = async (headers: Record<string, string>) => (await call("GET", "/me", headers)).body["abilities"];
  for (const role of ["supervisor", "agent", "collaborator", "viewer"] as const) {
    const person = await desk.addPerson(role);
    const mark = (headers: Record<string, string>) =>
      call("PATCH", `/people/${person.id}`, headers, { version: 1, isSopOwner: true });
    expect((await mark(person.headers)).code).toBe("not_permitted");
    expect(await abilities(person.headers)).not.toContain("sop.write");
    expect((await mark(admin.headers)).body).toMatchObject({ isSopOwner: true });
    const may = role === "supervisor" || role === "agent";
    expect([role, ((await abilities(person.headers)) as string[]).includes("sop.write")]).toEqual([role, may]);
    if (!may) continue;
    expect(await abilities(await desk.addToken(person.id, ["sop.read"]))).not.toContain("sop.write");
    const own = await call("PATCH", "/me", person.headers, { isSopOwner: false });
    expect(own.body["isSopOwner"]).toBe(true);
  }
});

test("a person changed meanwhile is a conflict; a taken address or number says so", async () => {
  const one = await desk.addPerson("agent");
  const two = await desk.addPerson("agent");
  const change = (payload: object) => call("PATCH", `/people/${one.id}`, admin.headers, payload);
  expect((await change({ version: 7, department: "二线" })).code).toBe("conflict");
  expect((await change({ version: 1, email: two.email.toUpperCase() })).code).toBe("email_taken");
  expect((await change({ version: 1, agentNumber: "A07" })).status).toBe(200);
  const taken = await call("PATCH", `/people/${two.id}`, admin.headers, { version: 1, agentNumber: "A07" });
  expect(taken.code).toBe("agent_number_taken");
});

test("the last administrator can be neither demoted nor deactivated, also when two try at once", async () => {
  const other = await desk.addPerson("administrator");
  const [a, b] = await Promise.all([
    call("POST", `/people/${other.id}/deactivation`, admin.headers, {}),
    call("POST", `/people/${admin.id}/deactivation`, other.headers, {}),
  ]);
  const statuses = [a.status, b.status].toSorted();
  expect(statuses[0]).toBe(200);
  expect([401, 403, 409]).toContain(statuses[1]);
  const left = await db.pool.query(
    "select count(*)::int as n from staff_member where role = 'administrator' and active",
  );
  expect(left.rows[0]).toEqual({ n: 1 });
  await db.pool.query("update staff_member set active = true where id = $1", [admin.id]);
  await revive(admin.headers["cookie"]!, admin.id);
  await db.pool.query("update staff_member set active = false where id = $1", [other.id]);
});

test("deactivating ends sessions and tokens at once and lists what is left", async () => {
  const person = await desk.addPerson("supervisor");
  const token = await desk.addToken(person.id, ["people.read"]);
  const team = await call("POST", "/teams", admin.headers, { name: "一线", leaderId: person.id });
  expect(team.status).toBe(201);
  await addBareTicket(db, { assigneeId: person.id, teamId: String(team.body["id"]) });
  expect((await call("GET", "/people", token)).status).toBe(200);
  const gone = await call("POST", `/people/${person.id}/deactivation`, admin.headers, {});
  expect(gone.body).toMatchObject({ openTicketCount: 1, sessionsEnded: 1, tokensRevoked: ["test"] });
  expect(gone.body["teamsLed"]).toMatchObject([{ name: "一线" }]);
  expect((await call("GET", "/me", person.headers)).code).toBe("sign_in_needed");
  expect(reseated).toContain(person.id);
  expect((await call("GET", "/people", token)).code).toBe("sign_in_needed");
  expect((await call("DELETE", `/people/${person.id}/deactivation`, admin.headers)).body).toMatchObject({
    active: true,
  });
  expect((await call("GET", "/people", token)).code).toBe("sign_in_needed");
});

test("who alone answers for an open ticket cannot be deactivated before it is handed over", async () => {
  const person = await desk.addPerson("agent");
  await addBareTicket(db, { assigneeId: person.id, teamId: null });
  const refused = await call("POST", `/people/${person.id}/deactivation`, admin.headers, {});
  expect(reseated).not.toContain(person.id);
  expect(refused).toMatchObject({ code: "still_answers", body: { params: { tickets: 1 } } });
  expect((await findStaff(db.reading, person.id))?.active).toBe(true);
  const work = await call("GET", `/people/${person.id}/work`, admin.headers);
  expect(work.body).toMatchObject({ openTicketCount: 1, openTickets: [{ subject: "机密：打不开" }] });
});

test("an invitation carries role, teams and language, is mailed in that language and works once", async () => {
  const team = await call("POST", "/teams", admin.headers, { name: "二线" });
  const whom = { email: "New.One@desk.test", role: "agent", teamIds: [team.body["id"]], language: "en" };
  const sent = await call("POST", "/invitations", admin.headers, whom);
  expect(sent).toMatchObject({ status: 201, body: { email: "new.one@desk.test" } });
  expect(desk.mails.at(-1)).toMatchObject({ to: "new.one@desk.test", subject: "Your invitation to Bihuan" });
  const token = lastLink();
  const kept = await db.pool.query("select 1 from invitation where invitation::text like $1", [`%${token}%`]);
  expect(kept.rowCount).toBe(0);
  expect((await call("GET", `/invitations/${token}/acceptance`, {})).body).toMatchObject({
    email: "new.one@desk.test",
  });
  const accept = (given: object) => call("POST", `/invitations/${token}/acceptance`, {}, given);
  expect((await accept({ name: "New", password: "short" })).code).toBe("password_too_weak");
  const good = { name: "New One", password: "a long enough one", email: "other@desk.test", role: "administrator" };
  const answers = await Promise.all([accept(good), accept(good)]);
  expect(answers.map((answer) => answer.status).toSorted()).toEqual([201, 410]);
  const made = answers.find((answer) => answer.status === 201)!;
  expect(await findStaff(db.reading, String(made.body["staffId"]))).toMatchObject({
    email: "new.one@desk.test",
    role: "agent",
    language: "en",
    teamIds: [team.body["id"]],
  });
});

test("enumeration on invitation: unknown, cut off, used, revoked and expired links get one and the same answer", async () => {
  const links: string[] = ["x".repeat(43), "cut-off"];
  const inviteAs = async (email: string) => {
    const sent = await call("POST", "/invitations", admin.headers, { email, role: "viewer" });
    links.push(lastLink());
    return String(sent.body["id"]);
  };
  const revoked = await inviteAs("revoked@desk.test");
  expect((await call("DELETE", `/invitations/${revoked}`, admin.headers)).status).toBe(204);
  await inviteAs("used@desk.test");
  await call("POST", `/invitations/${links[3]}/acceptance`, {}, { name: "U", password: "a long enough one" });
  const again = await inviteAs("again@desk.test");
  await call("POST", `/invitations/${again}/sending`, admin.headers, {});
  const fresh = lastLink();
  await inviteAs("late@desk.test");
  const answers = async () =>
    Promise.all(
      links.flatMap((link) => [
        call("GET", `/invitations/${link}/acceptance`, {}),
        call("POST", `/invitations/${link}/acceptance`, {}, { name: "M", password: "a long enough one" }),
      ]),
    );
  expect((await call("GET", `/invitations/${fresh}/acceptance`, {})).status).toBe(200);
  clock.advance(8 * 24 * 3_600_000);
  const seen = new Set((await answers()).map((answer) => JSON.stringify(answer)));
  expect([...seen]).toHaveLength(1);
  expect([...seen][0]).toContain("invitation_expired");
  clock.advance(-8 * 24 * 3_600_000);
});

test("a person who exists is not invited again", async () => {
  const person = await desk.addPerson("agent");
  const sent = await call("POST", "/invitations", admin.headers, { email: person.email, role: "administrator" });
  expect(sent.code).toBe("email_taken");
});

test("token scope escalation: no more than one has, no token from a token, no profile through a token", async () => {
  const agent = await desk.addPerson("agent");
  const make = (headers: Record<string, string>, scopes: string[]) =>
    call("POST", "/tokens", headers, { name: "程序", scopes });
  expect(await make(agent.headers, ["tickets.read", "people.manage"])).toMatchObject({
    code: "scope_not_held",
    body: { params: { scopes: "people.manage" } },
  });
  const made = await make(agent.headers, ["tokens.own", "tickets.read"]);
  expect(made.status).toBe(201);
  const bearer = { authorization: `Bearer ${String(made.body["secret"])}` };
  expect((await make(bearer, ["tickets.read"])).code).toBe("browser_session_needed");
  expect((await call("PATCH", "/me", bearer, { name: "X" })).code).toBe("browser_session_needed");
  expect((await call("GET", "/me/sessions", bearer)).code).toBe("browser_session_needed");
  expect((await call("GET", "/people", bearer)).code).toBe("not_permitted");
  expect((await call("GET", "/me", bearer)).body).toMatchObject({
    abilities: ["tickets.read", "tokens.own"],
    via: "token",
  });
});

test("a demoted person's token loses what the role lost", async () => {
  const person = await desk.addPerson("administrator");
  const token = await desk.addToken(person.id, ["people.manage", "people.read"]);
  expect((await call("GET", "/invitations", token)).status).toBe(200);
  await call("PATCH", `/people/${person.id}`, admin.headers, { version: 1, role: "agent" });
  expect((await call("GET", "/invitations", token)).code).toBe("not_permitted");
  expect((await call("GET", "/people", token)).status).toBe(200);
});

test("a token is shown once, kept as a digest, ends when revoked or expired; its use is noted once a minute", async () => {
  const agent = await desk.addPerson("agent");
  const made = await call("POST", "/tokens", agent.headers, { name: "报表", scopes: ["people.read"], daysMax: 1 });
  const secret = String(made.body["secret"]);
  expect(secret).toMatch(/^bh_[\w-]{43}$/);
  const kept = await db.pool.query("select 1 from api_token where api_token::text like $1", [`%${secret.slice(9)}%`]);
  expect(kept.rowCount).toBe(0);
  const bearer = { authorization: `Bearer ${secret}` };
  const usedAt = async () => {
    await call("GET", "/people", bearer);
    const { rows } = await db.pool.query("select last_used_at from api_token where id = $1", [made.body["id"]]);
    return (rows[0] as { last_used_at: Date }).last_used_at.getTime();
  };
  const first = await usedAt();
  clock.advance(30_000);
  expect(await usedAt()).toBe(first);
  clock.advance(31_000);
  expect(await usedAt()).toBe(first + 61_000);
  const list = await call("GET", "/tokens", agent.headers);
  expect(JSON.stringify(list.body)).not.toContain(secret.slice(10));
  const other = await desk.addPerson("agent");
  expect((await call("DELETE", `/tokens/${String(made.body["id"])}`, other.headers)).code).toBe("not_found");
  expect((await call("DELETE", `/tokens/${String(made.body["id"])}`, agent.headers)).status).toBe(204);
  expect((await call("GET", "/people", bearer)).code).toBe("sign_in_needed");
  const short = await call("POST", "/tokens", agent.headers, { name: "短期", scopes: ["people.read"], daysMax: 1 });
  clock.advance(23 * 3_600_000);
  const headers = { authorization: `Bearer ${String(short.body["secret"])}` };
  expect((await call("GET", "/people", headers)).status).toBe(200);
  clock.advance(3_601_000);
  expect((await call("GET", "/people", headers)).code).toBe("sign_in_needed");
  clock.advance(-24 * 3_600_000 - 1_000);
});

test("a made token is not kept for an Idempotency-Key", async () => {
  const agent = await desk.addPerson("agent");
  const headers = { ...agent.headers, "idempotency-key": "same" };
  const given = { name: "程序", scopes: ["people.read"] };
  const one = await call("POST", "/tokens", headers, given);
  const two = await call("POST", "/tokens", headers, given);
  expect(one.body["secret"]).not.toBe(two.body["secret"]);
  expect((await db.pool.query("select 1 from idempotency_record")).rowCount).toBe(0);
});

test("a bad token beside a good cookie is refused, not fallen back from", async () => {
  const headers = { ...admin.headers, authorization: "Bearer bh_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" };
  expect((await call("GET", "/me", headers)).code).toBe("sign_in_needed");
});

test("a session ends after the desk's hours without a call, and slides with use", async () => {
  const agent = await desk.addPerson("agent");
  clock.advance(20 * 3_600_000);
  expect((await call("GET", "/me", agent.headers)).status).toBe(200);
  clock.advance(167 * 3_600_000);
  expect((await call("GET", "/me", agent.headers)).status).toBe(200);
  clock.advance(169 * 3_600_000);
  expect((await call("GET", "/me", agent.headers)).code).toBe("sign_in_needed");
  clock.advance(-356 * 3_600_000);
});

test("a team keeps its leader as a member; unknown people and taken names are refused", async () => {
  const leader = await desk.addPerson("supervisor");
  const member = await desk.addPerson("agent");
  const made = await call("POST", "/teams", admin.headers, {
    name: "三线",
    leaderId: leader.id,
    memberIds: [member.id],
  });
  expect(new Set(made.body["memberIds"] as string[])).toEqual(new Set([leader.id, member.id]));
  expect((await call("POST", "/teams", admin.headers, { name: "三线" })).code).toBe("name_taken");
  const path = `/teams/${String(made.body["id"])}`;
  expect((await call("PATCH", path, admin.headers, { version: 1, memberIds: [newId()] })).code).toBe("person_unknown");
  expect((await call("PATCH", path, admin.headers, { version: 1, archived: true })).body).toMatchObject({
    archived: true,
  });
  expect((await call("PATCH", path, admin.headers, { version: 1, name: "三线B" })).code).toBe("conflict");
  const visible = (await call("GET", "/teams", member.headers)).body["items"] as { name: string }[];
  expect(visible.map((team) => team.name)).not.toContain("三线");
});

test("the audit trail pages by keyset without gaps or repeats and cannot be changed", async () => {
  const whole = await call("GET", "/audit?limit=200", admin.headers);
  const all = (whole.body["items"] as { id: string }[]).map((entry) => entry.id);
  expect(all.length).toBeGreaterThan(10);
  const paged: string[] = [];
  let cursor: unknown = null;
  do {
    const path: string = `/audit?limit=7${cursor ? `&cursor=${String(cursor)}` : ""}`;
    const page = await call("GET", path, admin.headers);
    paged.push(...(page.body["items"] as { id: string }[]).map((entry) => entry.id));
    cursor = page.body["nextCursor"];
  } while (cursor);
  expect(paged).toEqual(all);
  expect((await call("GET", "/audit?cursor=nonsense", admin.headers)).code).toBe("cursor_invalid");
  await expect(db.pool.query("update audit_entry set actor_name = 'x'")).rejects.toThrow("append-only");
  await expect(db.pool.query("delete from audit_entry")).rejects.toThrow("append-only");
});

test("a signature keeps its emphasis and loses what runs or loads", async () => {
  const agent = await desk.addPerson("agent");
  const signatureHtml = `<p><b>王工</b><img src="http://evil.test/p.gif"><script>alert(1)</script><a href="javascript:x">y</a></p>`;
  const changed = await call("PATCH", "/me", agent.headers, { signatureHtml });
  expect(changed.body["signatureHtml"]).toBe("<p><b>王工</b><a>y</a></p>");
});

test("people are listed by name; those who left only when asked for", async () => {
  const left = await desk.addPerson("agent");
  await db.pool.query("update staff_member set active = false where id = $1", [left.id]);
  const ids = async (query: string) =>
    ((await call("GET", `/people${query}`, admin.headers)).body["items"] as PersonShape[]).map((person) => person.id);
  expect(await ids("")).not.toContain(left.id);
  expect(await ids("?inactive=true")).toContain(left.id);
});

const lastLink = () => /\/invitation\/(\S+)/.exec(desk.mails.at(-1)!.text)![1]!;

async function revive(cookie: string, staffId: string): Promise<void> {
  const token = decodeURIComponent(cookie.split("=")[1]!).split(".")[0]!;
  await db.pool.query(
    `insert into auth_session (id, user_id, token, expires_at, created_at, updated_at) values ($1, $2, $3, $4, $5, $5)
     on conflict (token) do nothing`,
    [newId(), staffId, token, new Date(clock.now() + 30 * 86_400_000), new Date(clock.now())],
  );
}
