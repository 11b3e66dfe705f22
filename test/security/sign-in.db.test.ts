import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstAdministratorLink } from "../../src/core/staff/index.ts";
import { staffRoutes } from "../../src/features/staff/index.ts";
import { staffDesk, TEST_PUBLIC_URL } from "../support/staff-desk.ts";
import { testDatabase } from "../support/test-database.ts";

const { db } = await testDatabase();
const desk = await staffDesk(db, { cheapPasswords: true });
const app = await desk.serve(
  staffRoutes({
    auth: desk.auth,
    publicUrl: TEST_PUBLIC_URL,
    brandOf: async () => ({ name: "闭环", colour: "#0b6b6e" }),
    sendMail: desk.sendMail,
  }),
);
afterAll(() => app.close());

const PASSWORD = "correct horse battery";
const own = { origin: TEST_PUBLIC_URL };
const ADMIN = "chen@desk.test";

const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  app.inject({ method: "POST", url, payload, headers: { ...own, ...headers } });
const signIn = (email: string, password: string, headers = {}) =>
  post("/api/auth/sign-in/email", { email, password }, headers);
const cookieOf = (answer: { headers: Record<string, unknown> }) =>
  [answer.headers["set-cookie"] ?? []]
    .flat()
    .map((line) => String(line).split(";")[0])
    .join("; ");
const me = (cookie: string) => app.inject({ method: "GET", url: "/api/v1/me", headers: { cookie } });
const tokenIn = (link: string) => link.split("/").at(-1)!;

const firstRun: string[] = [];

beforeAll(async () => {
  const unused = await firstAdministratorLink(db, TEST_PUBLIC_URL, Date.now());
  const link = await firstAdministratorLink(db, TEST_PUBLIC_URL, Date.now());
  firstRun.push(unused!, link!);
  const url = `/api/v1/invitations/${tokenIn(link!)}/acceptance`;
  expect((await app.inject({ method: "GET", url })).json()).toMatchObject({ email: null, role: "administrator" });
  const made = await post(url, { name: "陈一", email: ADMIN, password: PASSWORD });
  expect(made.statusCode).toBe(201);
});

test("the first-run link makes one administrator, once, and no further link is given", async () => {
  expect(await firstAdministratorLink(db, TEST_PUBLIC_URL, Date.now())).toBeNull();
});

test("with the first administrator all first-run links end, used or not", async () => {
  for (const link of firstRun) {
    const url = `/api/v1/invitations/${tokenIn(link)}/acceptance`;
    const again = await post(url, { name: "Mallory", email: "mallory@desk.test", password: PASSWORD });
    expect([again.statusCode, again.json().code]).toEqual([410, "invitation_expired"]);
  }
});

test("signing in gives an httpOnly, SameSite=Lax cookie that opens the desk; the token is not in the answer", async () => {
  const answer = await signIn(ADMIN, PASSWORD);
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).not.toHaveProperty("token");
  const line = String([answer.headers["set-cookie"]].flat()[0]);
  expect(line).toMatch(/HttpOnly/i);
  expect(line).toMatch(/SameSite=Lax/i);
  expect(line).not.toMatch(/Secure/i);
  expect((await me(cookieOf(answer))).json()).toMatchObject({ email: ADMIN, role: "administrator", via: "cookie" });
});

test("on https the cookie is Secure", async () => {
  const secure = await staffDesk(db, { cheapPasswords: true, publicUrl: "https://desk.test" });
  const server = await secure.serve([]);
  const answer = await server.inject({
    method: "POST",
    url: "/api/auth/sign-in/email",
    payload: { email: ADMIN, password: PASSWORD },
    headers: { origin: "https://desk.test" },
  });
  expect(String([answer.headers["set-cookie"]].flat()[0])).toMatch(/^__Secure-bihuan\.session_token=.*Secure/i);
  await server.close();
});

test("enumeration on sign-in: a known, an unknown and a deactivated address get the same answer, as late", async () => {
  // With scrypt, which is what takes the time.
  const real = await staffDesk(db);
  const server = await real.serve([]);
  const hash = await real.auth.hashPassword(PASSWORD);
  for (const email of ["here@desk.test", "left@desk.test"]) {
    const { id } = await real.addPerson("agent", { email });
    await db.pool.query(
      "insert into auth_account (id, user_id, account_id, provider_id, password) values (gen_random_uuid(), $1::uuid, $1::text, 'credential', $2)",
      [id, hash],
    );
    await db.pool.query("update staff_member set active = $2 where id = $1", [id, email.startsWith("here")]);
  }
  const call = (email: string, password: string) =>
    server.inject({ method: "POST", url: "/api/auth/sign-in/email", payload: { email, password }, headers: own });
  expect((await call("here@desk.test", PASSWORD)).statusCode).toBe(200);
  const timed = async (email: string, password: string) => {
    const times: number[] = [];
    let last = await call(email, password);
    for (let round = 0; round < 5; round += 1) {
      const start = performance.now();
      last = await call(email, password);
      times.push(performance.now() - start);
    }
    // Whatever else the machine does only adds to a time.
    return { ms: Math.min(...times), status: last.statusCode, body: last.json() };
  };
  const known = await timed("here@desk.test", "wrong password here");
  const unknown = await timed("nobody@desk.test", "wrong password here");
  const left = await timed("left@desk.test", PASSWORD);
  expect(known.status).toBe(401);
  expect(known.body.code).toBe("sign_in_failed");
  expect(unknown.body).toEqual(known.body);
  expect(left.body).toEqual(known.body);
  expect(left.status).toBe(401);
  // scrypt takes tens of milliseconds; without it the unknown address would answer in a tenth of the time.
  expect(unknown.ms).toBeGreaterThan(known.ms / 3);
  expect(known.ms).toBeGreaterThan(unknown.ms / 3);
  await server.close();
});

/** The quickest of them tells: whatever else the machine does only adds to a time. */
const RESETS = 3;

test("enumeration on reset: known and unknown addresses get the same answer, as late; only the known gets a mail", async () => {
  const before = desk.mails.length;
  const timed = async (email: string) => {
    const times: number[] = [];
    let last = null;
    for (let round = 0; round < RESETS; round++) {
      const start = performance.now();
      last = await post("/api/auth/request-password-reset", { email });
      times.push(performance.now() - start);
    }
    return { ms: Math.min(...times), status: last?.statusCode, body: last?.json() as object };
  };
  const unknown = await timed("nobody.at.all@desk.test");
  const known = await timed(ADMIN);
  expect(known.status).toBe(200);
  expect(known.body).toEqual(unknown.body);
  // On a machine at other work both take longer.
  expect(known.ms).toBeLessThan(3 * unknown.ms + 150);
  expect(unknown.ms).toBeLessThan(3 * known.ms + 150);
  expect(unknown.ms).toBeGreaterThan(250);
  await expect.poll(() => desk.mails.length).toBe(before + RESETS);
  expect(desk.mails.at(-1)).toMatchObject({ to: ADMIN, subject: "重设您的闭环密码" });
});

test("a reset link sets a new password once, ends all sessions and is kept as a digest", async () => {
  const person = await invited("reset@desk.test");
  const session = cookieOf(await signIn(person, PASSWORD));
  await post("/api/auth/request-password-reset", { email: person, redirectTo: "https://evil.test/" });
  await expect.poll(() => desk.mails.at(-1)?.to).toBe(person);
  const link = /http\S+\/reset-password\/(\S+)/.exec(desk.mails.at(-1)!.text)!;
  expect(link[0]).toMatch(/^http:\/\/desk\.test\/reset-password\//);
  const kept = await db.pool.query("select 1 from auth_verification where identifier like $1", [`%${link[1]}%`]);
  expect(kept.rowCount).toBe(0);
  const reset = (newPassword: string) => post("/api/auth/reset-password", { token: link[1], newPassword });
  expect((await reset("short")).json().code).toBe("password_too_weak");
  expect((await reset("another long password")).statusCode).toBe(200);
  expect((await reset("and another password")).json().code).toBe("reset_link_expired");
  expect((await me(session)).statusCode).toBe(401);
  expect((await signIn(person, PASSWORD)).statusCode).toBe(401);
  expect((await signIn(person, "another long password")).statusCode).toBe(200);
});

test("session fixation: a cookie that was there before is not taken over", async () => {
  const planted = "bihuan.session_token=planted.c2lnbmF0dXJl";
  const answer = await signIn(ADMIN, PASSWORD, { cookie: planted });
  expect(cookieOf(answer)).not.toContain("planted");
  const first = cookieOf(await signIn(ADMIN, PASSWORD));
  const second = cookieOf(await signIn(ADMIN, PASSWORD, { cookie: first }));
  expect(second).not.toBe(first);
});

test("a cookie signed with another key, or not at all, is nobody's", async () => {
  const { rows } = await db.pool.query<{ token: string }>("select token from auth_session limit 1");
  const token = rows[0]!.token;
  const forged = createHmac("sha256", "another key").update(token).digest("base64");
  expect((await me(`bihuan.session_token=${encodeURIComponent(`${token}.${forged}`)}`)).statusCode).toBe(401);
  expect((await me(`bihuan.session_token=${token}`)).statusCode).toBe(401);
  expect((await me("bihuan.session_token=%E0%A4%A")).statusCode).toBe(401);
});

test("signing out ends the session on the server", async () => {
  const cookie = cookieOf(await signIn(ADMIN, PASSWORD));
  expect((await post("/api/auth/sign-out", {}, { cookie })).statusCode).toBe(200);
  expect((await me(cookie)).statusCode).toBe(401);
});

test("session revocation: one's other sessions end at once", async () => {
  const person = await invited("sessions@desk.test");
  const here = cookieOf(await signIn(person, PASSWORD));
  const there = cookieOf(await signIn(person, PASSWORD));
  const list = await app.inject({ method: "GET", url: "/api/v1/me/sessions", headers: { cookie: here } });
  expect(list.json().items).toHaveLength(2);
  const other = list.json().items.find((one: { current: boolean }) => !one.current);
  const headers = { cookie: here, ...own };
  const ended = await app.inject({ method: "DELETE", url: `/api/v1/me/sessions/${other.id}`, headers });
  expect(ended.statusCode).toBe(204);
  expect((await me(there)).statusCode).toBe(401);
  expect((await me(here)).statusCode).toBe(200);
});

test("a changed password ends the other sessions, also when the caller asks to keep them", async () => {
  const person = await invited("change@desk.test");
  const here = cookieOf(await signIn(person, PASSWORD));
  const there = cookieOf(await signIn(person, PASSWORD));
  const change = (currentPassword: string) =>
    post(
      "/api/auth/change-password",
      { currentPassword, newPassword: "a brand new password", revokeOtherSessions: false },
      { cookie: here },
    );
  expect((await change("not mine at all")).json().code).toBe("password_wrong");
  const changed = await change(PASSWORD);
  expect(changed.statusCode).toBe(200);
  expect((await me(there)).statusCode).toBe(401);
  expect((await me(cookieOf(changed))).statusCode).toBe(200);
});

test("nobody signs up, and what is not needed of better-auth is not reachable", async () => {
  const calls = ["/sign-up/email", "/update-user", "/delete-user", "/change-email", "/list-sessions", "/nothing"];
  for (const path of calls) {
    const answer = await post(`/api/auth${path}`, { email: "x@desk.test", password: PASSWORD, name: "x" });
    expect([path, answer.statusCode]).toEqual([path, 404]);
  }
});

test("CSRF: calls with a cookie from another site are refused, on the API and on sign-in", async () => {
  const cookie = cookieOf(await signIn(ADMIN, PASSWORD));
  const change = (headers: Record<string, string>) =>
    app.inject({ method: "PATCH", url: "/api/v1/me", payload: { theme: "dark" }, headers: { cookie, ...headers } });
  for (const headers of [
    {},
    { origin: "https://evil.test" },
    { origin: "null" },
    { origin: "http://desk.test.evil.test" },
  ])
    expect((await change(headers as Record<string, string>)).json().code).toBe("foreign_origin");
  expect((await change({ origin: TEST_PUBLIC_URL })).statusCode).toBe(200);
  expect((await change({ origin: "http://10.0.0.5:3000", host: "10.0.0.5:3000" })).statusCode).toBe(200);
  const elsewhere = await app.inject({
    method: "POST",
    url: "/api/auth/sign-out",
    headers: { cookie, origin: "https://evil.test" },
  });
  expect(elsewhere.json().code).toBe("foreign_origin");
  expect((await me(cookie)).statusCode).toBe(200);
});

test("guessing at one address is refused after 20 tries, whether it exists or not, across nodes", async () => {
  const node = await staffDesk(db, { cheapPasswords: true });
  const other = await node.serve([]);
  const tryOn = (server: typeof app, email: string) =>
    server.inject({
      method: "POST",
      url: "/api/auth/sign-in/email",
      payload: { email, password: "wrong password" },
      headers: own,
    });
  await db.pool.query("delete from rate_window");
  const answers: number[] = [];
  for (let round = 0; round < 11; round += 1)
    answers.push((await tryOn(app, "ghost@desk.test")).statusCode, (await tryOn(other, "Ghost@desk.test")).statusCode);
  expect(answers.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 401));
  expect(answers.slice(20)).toEqual([429, 429]);
  await other.close();
});

test("lock-out by guessing: who has signed in on a device before gets in there while strangers flood his address", async () => {
  await db.pool.query("delete from rate_window");
  await invited("flooded@desk.test");
  const first = await signIn("flooded@desk.test", PASSWORD);
  const device = [first.headers["set-cookie"] ?? []].flat().find((line) => line.startsWith("bihuan.device="))!;
  expect(device).toMatch(/HttpOnly; SameSite=Lax/);
  const cookie = device.split(";")[0]!;
  for (let round = 0; round < 21; round += 1) await signIn("flooded@desk.test", "wrong password");
  expect((await signIn("flooded@desk.test", PASSWORD)).statusCode).toBe(429);
  expect((await signIn("Flooded@desk.test", PASSWORD, { cookie })).statusCode).toBe(200);
  // The cookie counts for its own address, in its own number of tries, and only as it was made.
  await signIn(ADMIN, "wrong password", { cookie });
  const madeUp = `bihuan.device=01890000-0000-7000-8000-000000000000.${"A".repeat(43)}`;
  for (const forged of [`${cookie.slice(0, -2)}xx`, "bihuan.device=x", madeUp])
    expect((await signIn("flooded@desk.test", PASSWORD, { cookie: forged })).statusCode).toBe(429);
  const answers: number[] = [];
  for (let round = 0; round < 20; round += 1)
    answers.push((await signIn("flooded@desk.test", "wrong password", { cookie })).statusCode);
  expect(answers.at(0)).toBe(401);
  expect(answers.at(-1)).toBe(429);
  expect((await app.inject({ method: "GET", url: "/api/v1/me", headers: { cookie } })).statusCode).toBe(401);
  await db.pool.query("delete from rate_window");
});

test("one network address may try to sign in so often a minute; a forwarded header does not help", async () => {
  await db.pool.query("delete from rate_window");
  const strict = await staffDesk(db, { cheapPasswords: true, signInsPerMinuteMax: 3 });
  const server = await strict.serve([]);
  const statuses: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    const answer = await server.inject({
      method: "POST",
      url: "/api/auth/sign-in/email",
      payload: { email: `someone${round}@desk.test`, password: "wrong password" },
      headers: { ...own, "x-forwarded-for": `198.51.100.${round}`, "x-bihuan-client-ip": `198.51.100.${round}` },
    });
    statuses.push(answer.statusCode);
  }
  expect(statuses).toEqual([401, 401, 401, 429]);
  await server.close();
  await db.pool.query("delete from rate_window");
});

test("two-step verification: set up, asked for at sign-in, backup code works once", async () => {
  await db.pool.query("delete from rate_window");
  const person = await invited("totp@desk.test");
  const cookie = cookieOf(await signIn(person, PASSWORD));
  const enabled = await post("/api/auth/two-factor/enable", { password: PASSWORD }, { cookie });
  expect(enabled.statusCode).toBe(200);
  const { totpURI, backupCodes } = enabled.json() as { totpURI: string; backupCodes: string[] };
  const verified = await post("/api/auth/two-factor/verify-totp", { code: totp(totpURI) }, { cookie });
  expect(verified.statusCode).toBe(200);

  const first = await signIn(person, PASSWORD);
  expect(first.json()).toMatchObject({ twoFactorRedirect: true });
  expect((await me(cookieOf(first))).statusCode).toBe(401);
  const wrong = await post("/api/auth/two-factor/verify-totp", { code: "000000" }, { cookie: cookieOf(first) });
  expect(wrong.json().code).toBe("two_factor_code_wrong");
  const second = await post("/api/auth/two-factor/verify-totp", { code: totp(totpURI) }, { cookie: cookieOf(first) });
  expect(second.statusCode).toBe(200);
  expect((await me(cookieOf(second))).json()).toMatchObject({ email: person, twoFactor: true });

  await db.pool.query("delete from rate_window");
  const withBackup = async () => {
    const step = cookieOf(await signIn(person, PASSWORD));
    return post("/api/auth/two-factor/verify-backup-code", { code: backupCodes[0] }, { cookie: step });
  };
  expect((await withBackup()).statusCode).toBe(200);
  expect((await withBackup()).json().code).toBe("two_factor_code_wrong");
});

test("guessing the six digits: a locked second step refuses the right ones too, and ten wrong ones lock it", async () => {
  await db.pool.query("delete from rate_window");
  const person = await invited("six@desk.test");
  const cookie = cookieOf(await signIn(person, PASSWORD));
  const enabled = await post("/api/auth/two-factor/enable", { password: PASSWORD }, { cookie });
  const { totpURI } = enabled.json() as { totpURI: string };
  await post("/api/auth/two-factor/verify-totp", { code: totp(totpURI) }, { cookie });
  const guess = async (code: string) => {
    // As from another network address each time.
    await db.pool.query("delete from rate_window");
    const step = cookieOf(await signIn(person, PASSWORD));
    return (await post("/api/auth/two-factor/verify-totp", { code }, { cookie: step })).json().code ?? "signed_in";
  };
  for (let wrong = 1; wrong < 10; wrong++) expect(await guess("000000")).toBe("two_factor_code_wrong");
  await guess("000000");
  expect(await guess(totp(totpURI))).toBe("too_many_requests");
  await db.pool.query("update auth_two_factor set locked_until = now() - interval '1 second'");
  expect(await guess(totp(totpURI))).toBe("signed_in");
});

test("a role that needs two-step verification gets nothing but its own profile until it is set up", async () => {
  const admin = await desk.addPerson("administrator");
  const settings = "/api/v1/settings/sign-in";
  const current = await app.inject({ method: "GET", url: settings, headers: admin.headers });
  const change = (version: number, twoFactorRoles: string[]) =>
    app.inject({
      method: "PUT",
      url: settings,
      payload: { ...(current.json() as object), version, twoFactorRoles },
      headers: admin.headers,
    });
  expect((await change(1, ["agent"])).statusCode).toBe(200);
  expect((await change(1, [])).json().code).toBe("conflict");
  const agent = await desk.addPerson("agent");
  const people = await app.inject({ method: "GET", url: "/api/v1/people", headers: agent.headers });
  expect(people.json().code).toBe("two_factor_needed");
  const profile = await app.inject({ method: "GET", url: "/api/v1/me", headers: agent.headers });
  expect(profile.json()).toMatchObject({ twoFactorMissing: true });
  expect((await change(2, [])).statusCode).toBe(200);
});

test("sign-ins and refused ones stand in the audit trail, without passwords", async () => {
  const { rows } = await db.pool.query<{ action: string; all: string }>(
    "select action, audit_entry::text as all from audit_entry",
  );
  const actions = new Set(rows.map((row) => row.action));
  for (const action of ["sign_in.done", "sign_in.refused", "password.changed", "password.reset", "two_factor.set_up"])
    expect(actions).toContain(action);
  expect(rows.filter((row) => row.all.includes(PASSWORD) || row.all.includes("wrong password"))).toEqual([]);
});

async function invited(email: string): Promise<string> {
  const admin = await desk.addPerson("administrator");
  const answer = await post("/api/v1/invitations", { email, role: "agent" }, admin.headers);
  expect(answer.statusCode).toBe(201);
  const link = /http\S+\/invitation\/\S+/.exec(desk.mails.at(-1)!.text)![0];
  const made = await post(`/api/v1/invitations/${tokenIn(link)}/acceptance`, { name: "新人", password: PASSWORD });
  expect(made.statusCode).toBe(201);
  return email;
}

/** RFC 6238, six digits, 30 seconds, SHA-1. */
function totp(uri: string): string {
  const secret = new URL(uri).searchParams.get("secret")!;
  const bits = [...secret]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac("sha1", key).update(counter).digest();
  const at = hash.at(-1)! & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
