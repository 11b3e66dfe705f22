import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FastifyInstance, InjectOptions } from "fastify";
import { afterAll } from "vitest";
import { CodedError } from "../../src/contract/coded-error.ts";
import { countCalls, createStaffAuth, digestOf, type StaffSession } from "../../src/core/staff/index.ts";
import type { TicketDesk, TicketSubscriber } from "../../src/core/tickets/index.ts";
import { ABILITIES, type Ability, type Role } from "../../src/domain/permission/index.ts";
import { answerProblem, languageOf } from "../../src/main/problem-answer.ts";
import type { OpenDatabase } from "../../src/platform/db/index.ts";
import { buildServer, type HttpRoute } from "../../src/platform/http/index.ts";
import { newId } from "../../src/platform/ids.ts";
import { createLog } from "../../src/platform/log/index.ts";
import { openDiskStorage, type Storage } from "../../src/platform/storage/index.ts";
import { fakeClock, type FakeClock } from "./fake-clock.ts";
import { fakeProcedures } from "./fake-procedures.ts";
import { testDatabase } from "./test-database.ts";

/** The team that migrations make. */
export const DEFAULT_TEAM_ID = "019a0000-0000-7000-8000-000000000001";
const TOKEN_LIFE_MS = 365 * 24 * 60 * 60 * 1000;

export type Published = { rooms: readonly string[]; event: string; payload: object };

/** What a feature is made of in a test. */
export type DeskParts = {
  db: OpenDatabase;
  desk: TicketDesk;
  storage: Storage;
  secretKey: string;
  clock: FakeClock;
  /** What browsers were told, in order. */
  published: Published[];
  /** What the desk says of an error that nobody expected. */
  faultOf(error: unknown): CodedError;
};

/** `body` is what the JSON was said to be; null without JSON. */
export type Answer<T> = { status: number; body: T; text: string; headers: Record<string, unknown> };
type Fields = Record<string, unknown>;

export type TestCaller = {
  get<T = Fields>(url: string): Promise<Answer<T>>;
  send<T = Fields>(
    method: "POST" | "PUT" | "PATCH" | "DELETE",
    url: string,
    body?: object,
    key?: string,
  ): Promise<Answer<T>>;
  /** Sends one file as multipart/form-data. */
  upload<T = Fields>(url: string, file: { name: string; type: string; content: Buffer }): Promise<Answer<T>>;
};
export type TestPerson = TestCaller & { id: string; name: string; role: Role };

export type TestDesk = DeskParts & {
  app: FastifyInstance;
  /** A new member of staff who calls with an API token; without teams, in the default team. */
  person(
    role: Role,
    given?: { name?: string; teamIds?: readonly string[]; scopes?: readonly Ability[] },
  ): Promise<TestPerson>;
  team(name: string): Promise<string>;
  stranger: TestCaller;
  sql<T = Fields>(text: string, values?: unknown[]): Promise<T[]>;
};

export type Mounted = { routes: readonly HttpRoute<StaffSession>[]; subscribers?: readonly TicketSubscriber[] };

/**
 * A desk on a database of this file's own, with real admission, transactions and problem details; features are those
 * that `mount` makes of the parts. Its procedure is the small one of fake-procedures.ts.
 */
export async function testDesk(mount: (parts: DeskParts) => readonly Mounted[]): Promise<TestDesk> {
  const { db } = await testDatabase();
  const folder = await mkdtemp(path.join(tmpdir(), "bihuan-desk-"));
  const clock = fakeClock();
  const published: Published[] = [];
  const subscribers: TicketSubscriber[] = [];
  const desk: TicketDesk = {
    procedures: await fakeProcedures(db),
    subscribers,
    publish: (rooms, event, payload) => void published.push({ rooms, event, payload }),
  };
  const secretKey = randomBytes(32).toString("hex");
  const parts: DeskParts = { db, desk, storage: openDiskStorage(folder), secretKey, clock, published, faultOf };
  const mounted = mount(parts);
  subscribers.push(...mounted.flatMap((feature) => feature.subscribers ?? []));
  const app = await serverOf(
    parts,
    mounted.flatMap((feature) => feature.routes),
  );
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });
  const sql = async <T = Fields>(text: string, values: unknown[] = []) =>
    (await db.pool.query(text, values)).rows as T[];
  return {
    ...parts,
    app,
    person: (role, given = {}) => makePerson({ app, parts }, role, given),
    team: async (name) => {
      const id = newId();
      await sql("insert into team (id, name) values ($1, $2)", [id, name]);
      return id;
    },
    stranger: callerOf(app, {}),
    sql,
  };
}

const faultOf = (error: unknown) =>
  error instanceof CodedError ? error : new CodedError("internal", { reference: String((error as Error).message) });

async function serverOf(parts: DeskParts, routes: readonly HttpRoute<StaffSession>[]): Promise<FastifyInstance> {
  const log = createLog("error");
  const auth = await createStaffAuth({
    db: parts.db,
    secretKey: parts.secretKey,
    publicUrl: "http://127.0.0.1",
    sendMail: async () => undefined,
    now: parts.clock.now,
    log: () => undefined,
  });
  return buildServer<StaffSession>({
    db: parts.db,
    now: parts.clock.now,
    admit: auth.admit,
    languageOf,
    idempotencyMismatch: () => new CodedError("idempotency_mismatch"),
    countCall: countCalls(parts.db, parts.clock.now),
    routes,
    logger: log,
    trustProxy: false,
    version: "test",
    problemOf: (error, request, issues) => answerProblem(log, error, request, issues),
  });
}

async function makePerson(
  on: { app: FastifyInstance; parts: DeskParts },
  role: Role,
  given: { name?: string; teamIds?: readonly string[]; scopes?: readonly Ability[] },
): Promise<TestPerson> {
  const { pool } = on.parts.db;
  const id = newId();
  const name = given.name ?? `${role} ${id.slice(-4)}`;
  await pool.query("insert into staff_member (id, name, email, role) values ($1, $2, $3, $4)", [
    id,
    name,
    `${id}@desk.example`,
    role,
  ]);
  for (const teamId of given.teamIds ?? [DEFAULT_TEAM_ID])
    await pool.query("insert into team_member (team_id, staff_id) values ($1, $2)", [teamId, id]);
  const secret = `bh_${randomBytes(32).toString("base64url")}`;
  await pool.query(
    `insert into api_token (id, staff_id, name, token_digest, hint, scopes, expires_at)
     values ($1, $2, 'test', $3, 'bh_', $4, $5)`,
    [newId(), id, digestOf(secret), given.scopes ?? ABILITIES, new Date(on.parts.clock.now() + TOKEN_LIFE_MS)],
  );
  return { id, name, role, ...callerOf(on.app, { authorization: `Bearer ${secret}` }) };
}

function callerOf(app: FastifyInstance, headers: Record<string, string>): TestCaller {
  const ask = async <T>(options: InjectOptions): Promise<Answer<T>> => {
    const answer = await app.inject(options);
    const isJson = String(answer.headers["content-type"] ?? "").includes("json");
    const body = (isJson ? answer.json() : null) as T;
    return { status: answer.statusCode, body, text: answer.body, headers: answer.headers };
  };
  return {
    get: (url) => ask({ method: "GET", url, headers }),
    send: (method, url, body, key) =>
      ask({
        method,
        url,
        headers: { ...headers, ...(key ? { "idempotency-key": key } : {}) },
        ...(body ? { payload: body } : {}),
      }),
    upload: (url, file) => ask({ method: "POST", url, ...multipart(file, headers) }),
  };
}

function multipart(file: { name: string; type: string; content: Buffer }, headers: Record<string, string>) {
  const boundary = "bihuan-test-boundary";
  const disposition = `content-disposition: form-data; name="file"; filename="${file.name}"`;
  const head = `--${boundary}\r\n${disposition}\r\ncontent-type: ${file.type}\r\n\r\n`;
  return {
    headers: { ...headers, "content-type": `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), file.content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}
