import { createHmac, randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { CodedError, invalidInput, problemOf } from "../../src/contract/coded-error.ts";
import {
  countCalls,
  createStaffAuth,
  digestOf,
  type StaffAuth,
  type StaffMail,
  type StaffSession,
} from "../../src/core/staff/index.ts";
import { signInSecret } from "../../src/core/staff/sign-in-engine.ts";
import type { Ability, Role } from "../../src/domain/permission/index.ts";
import type { Clock } from "../../src/platform/clock.ts";
import type { OpenDatabase } from "../../src/platform/db/index.ts";
import { buildServer, type HttpRoute } from "../../src/platform/http/index.ts";
import { newId } from "../../src/platform/ids.ts";
import pino from "pino";

export const TEST_SECRET_KEY = "a secret key for tests only, of good length";
export const TEST_PUBLIC_URL = "http://desk.test";
const DAY_MS = 86_400_000;

export type DeskPerson = { id: string; name: string; email: string; headers: Record<string, string> };

export type StaffDesk = {
  auth: StaffAuth;
  /** Mails that went out, newest last. */
  mails: StaffMail[];
  sendMail: (tx: unknown, mail: StaffMail) => Promise<void>;
  /** A person of this role with a sign-in session; `headers` are those of his browser on the desk's own pages. */
  addPerson(role: Role, more?: { name?: string; email?: string; teamIds?: string[] }): Promise<DeskPerson>;
  /** Headers of a program with a token of this person. */
  addToken(staffId: string, scopes: Ability[]): Promise<{ authorization: string }>;
  /** The HTTP server with these routes and sign-in mounted. */
  serve(routes: readonly HttpRoute<StaffSession>[]): Promise<FastifyInstance>;
};

type StaffDeskOptions = {
  clock?: Clock;
  signInsPerMinuteMax?: number;
  publicUrl?: string;
  /** Passwords are kept as they are: scrypt takes a tenth of a second a time. */
  cheapPasswords?: boolean;
};

const CHEAP_PASSWORDS = {
  hash: async (password: string) => `kept as it is ${password}`,
  verify: async ({ hash, password }: { hash: string; password: string }) => hash === `kept as it is ${password}`,
};

/** People who sign in, for tests of routes: real admission on a real database, no scrypt. */
export async function staffDesk(db: OpenDatabase, options: StaffDeskOptions = {}): Promise<StaffDesk> {
  const now = () => options.clock?.now() ?? Date.now();
  const publicUrl = options.publicUrl ?? TEST_PUBLIC_URL;
  const mails: StaffMail[] = [];
  const sendMail = async (_tx: unknown, mail: StaffMail) => void mails.push(mail);
  const log = () => undefined;
  const auth = await createStaffAuth({
    db,
    secretKey: TEST_SECRET_KEY,
    publicUrl,
    sendMail,
    now,
    log,
    signInsPerMinuteMax: options.signInsPerMinuteMax ?? 1_000,
    ...(options.cheapPasswords ? { passwords: CHEAP_PASSWORDS } : {}),
  });
  const cookieName = `${publicUrl.startsWith("https") ? "__Secure-" : ""}bihuan.session_token`;
  return {
    auth,
    mails,
    sendMail,
    addPerson: (role, more = {}) => insertPerson(db, { role, now: now(), publicUrl, cookieName, ...more }),
    addToken: (staffId, scopes) => insertToken(db, staffId, scopes, now()),
    serve: async (routes) => {
      const app = await buildServer<StaffSession>({
        db,
        now,
        routes,
        logger: pino({ level: "silent" }),
        trustProxy: false,
        version: "test",
        admit: auth.admit,
        languageOf: () => "zh",
        idempotencyMismatch: () => new CodedError("idempotency_mismatch"),
        countCall: countCalls(db, now),
        problemOf: (error, _request, issues) => answer(error, issues),
      });
      auth.mount(app);
      await app.ready();
      return app;
    },
  };
}

function answer(error: unknown, issues: string | null) {
  const known = error as { statusCode?: number; message?: string };
  const coded =
    error instanceof CodedError
      ? error
      : issues !== null || known.statusCode === 400
        ? invalidInput(issues ?? known.message ?? "")
        : known.statusCode === 429
          ? new CodedError("too_many_requests")
          : new CodedError("internal", { reference: String(error) });
  const problem = problemOf(coded.code, coded.params, "zh");
  return { status: problem.status, body: problem };
}

type NewPerson = {
  role: Role;
  now: number;
  publicUrl: string;
  cookieName: string;
  name?: string;
  email?: string;
  teamIds?: string[];
};

async function insertPerson(db: OpenDatabase, given: NewPerson): Promise<DeskPerson> {
  const id = newId();
  const name = given.name ?? `${given.role} ${id.slice(-4)}`;
  const email = given.email ?? `${given.role}.${id.slice(-12)}@desk.test`;
  const at = new Date(given.now);
  await db.pool.query(`insert into staff_member (id, name, email, role) values ($1, $2, $3, $4)`, [
    id,
    name,
    email,
    given.role,
  ]);
  await db.pool.query(`insert into auth_user (id, name, email, email_verified) values ($1, $2, $3, true)`, [
    id,
    name,
    email,
  ]);
  for (const teamId of given.teamIds ?? [])
    await db.pool.query(`insert into team_member (team_id, staff_id) values ($1, $2)`, [teamId, id]);
  const token = randomBytes(24).toString("base64url");
  await db.pool.query(
    `insert into auth_session (id, user_id, token, expires_at, created_at, updated_at) values ($1, $2, $3, $4, $5, $5)`,
    [newId(), id, token, new Date(given.now + DAY_MS), at],
  );
  const signature = createHmac("sha256", signInSecret(TEST_SECRET_KEY)).update(token).digest("base64");
  const cookie = `${given.cookieName}=${encodeURIComponent(`${token}.${signature}`)}`;
  return { id, name, email, headers: { cookie, origin: given.publicUrl } };
}

async function insertToken(db: OpenDatabase, staffId: string, scopes: Ability[], now: number) {
  const secret = `bh_${randomBytes(32).toString("base64url")}`;
  await db.pool.query(
    `insert into api_token (id, staff_id, name, token_digest, hint, scopes, expires_at) values ($1, $2, 'test', $3, $4, $5, $6)`,
    [newId(), staffId, digestOf(secret), secret.slice(0, 9), scopes, new Date(now + 365 * DAY_MS)],
  );
  return { authorization: `Bearer ${secret}` };
}
