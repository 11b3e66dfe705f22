import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createTransport } from "nodemailer";
import { afterAll, vi } from "vitest";
import { digestOf, firstAdministratorLink } from "../../src/core/staff/index.ts";
import { ABILITIES, type Role } from "../../src/domain/permission/index.ts";
import { examineDesk, type Examination } from "../../src/features/doctor/index.ts";
import { assembleDesk } from "../../src/main/assemble-desk.ts";
import { openDesk } from "../../src/main/open-desk.ts";
import type { Email } from "../../src/main/open-email.ts";
import { startWeb } from "../../src/main/start-web.ts";
import { startWork } from "../../src/main/start-worker.ts";
import { readSettings } from "../../src/platform/config/index.ts";
import type { OpenDatabase } from "../../src/platform/db/index.ts";
import { newId } from "../../src/platform/ids.ts";
import { openFanOut, type Realtime } from "../../src/platform/realtime/index.ts";
import { freePort } from "./free-port.ts";
import { smtpSink, type SmtpSink, type SunkMail } from "./smtp-sink.ts";
import { testDatabase } from "./test-database.ts";

export const DESK_ADDRESS = "support@desk.example";
export const DESK_NAME = "远山科技支持中心";
export const PASSWORD = "correct horse battery staple";
const TOKEN_LIFE_MS = 365 * 24 * 60 * 60 * 1000;
/** How long a condition may take on a slow machine. */
const PATIENCE_MS = 90_000;
const LOOK_EVERY_MS = 100;

export type LiveAnswer<T> = { status: number; body: T };
type Fields = Record<string, unknown>;
type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Somebody who signs in on the pages with `email` and PASSWORD, and calls the API with a token. */
export type LivePerson = {
  id: string;
  name: string;
  email: string;
  /** Of the API. */
  token: string;
  call<T = Fields>(method: Method, path: string, body?: object): Promise<LiveAnswer<T>>;
  /** Uploads a file; answers its id. */
  upload(path: string, file: File): Promise<string>;
};

type LiveDeskOptions = {
  now?: () => number;
  through?: (databaseUrl: string) => Promise<string>;
  environment?: Record<string, string>;
};

export type LiveDesk = {
  /** `http://127.0.0.1:port`: pages, API and realtime. */
  url: string;
  /** Straight to the database, whatever way the desk goes. */
  db: OpenDatabase;
  /** The desk's own pool. */
  pool: OpenDatabase["pool"];
  /** How many wait for it. */
  waiting: OpenDatabase["waiting"];
  /** Where its folder of data is. */
  folder: string;
  smtpPort: number;
  email: Email;
  sink: SmtpSink;
  administrator: LivePerson;
  /** Invites somebody by mail, who accepts by the link in it. */
  invite(role: Role, name: string, language?: "zh" | "en"): Promise<LivePerson>;
  /** Hands a raw mail to the desk's receiver by SMTP. */
  receive(raw: Buffer | string, from: string): Promise<void>;
  /** The next mail to an address that nobody has read yet and whose subject has these words. */
  mailTo(address: string, words: string): Promise<SunkMail>;
  /** What `bihuan doctor` finds: broken chains, orphans, stuck jobs, late timers, mail that lies about. */
  findings(): Promise<Examination["findings"]>;
};

/**
 * The whole desk with every door open, as `npm start` runs it: pages, realtime, jobs, timers, mail in both directions.
 * Call at the top of a file; everything ends with its last test. @param options.now the desk's clock; real by default.
 * Jobs run by the database's clock, so a clock of a test's own begins in the past.
 * @param options.through another way to the database, such as a proxy; @param options.environment settings over those here
 */
export async function liveDesk(options: LiveDeskOptions = {}): Promise<LiveDesk> {
  const now = options.now ?? Date.now;
  const { url: directUrl, db } = await testDatabase();
  const databaseUrl = (await options.through?.(directUrl)) ?? directUrl;
  const folder = await mkdtemp(path.join(tmpdir(), "bihuan-live-"));
  const sink = await smtpSink();
  // Links in mails name the port before anything listens.
  const port = await freePort();
  const desk = await openDesk(settingsOf({ databaseUrl, folder, port, smtpUrl: sink.url, ...options }));
  const { redisUrl } = desk.settings;
  const fanOut = await openFanOut({ pool: desk.db.pool, redisUrl, onError: () => undefined });
  const late: Pick<Realtime, "publish" | "drop"> = { publish: () => undefined, drop: () => undefined };
  const url = `http://127.0.0.1:${port}`;
  const assembled = await assembleDesk(desk, {
    publicUrl: url,
    publish: (...message) => late.publish(...message),
    endConnections: (staffId) => late.drop(staffId),
    now,
  });
  const web = await startWeb(assembled, late, fanOut);
  const work = await startWork(assembled, { alone: true });
  afterAll(async () => {
    await work.close();
    await web.close();
    await fanOut.close();
    await desk.close();
    await sink.close();
    await rm(folder, { recursive: true, force: true });
  });

  const link = await firstAdministratorLink(desk.db, url, now());
  const administrator = await accept({ db, url, now }, link ?? "", {
    name: "管理员",
    email: "admin@desk.example",
    language: "zh",
  });
  await makeMailbox(administrator);
  const read = new Set<SunkMail>();
  const mailTo = (address: string, words: string) => nextMail(sink, read, { address, words });
  return {
    url,
    db,
    pool: desk.db.pool,
    waiting: desk.db.waiting,
    folder,
    smtpPort: work.smtpPort!,
    email: assembled.email,
    sink,
    administrator,
    mailTo,
    findings: async () => (await examineDesk(desk.db.reading, now(), () => undefined)).findings,
    receive: (raw, from) => receive(work.smtpPort!, raw, from),
    invite: async (role, name, language = "zh") => {
      const email = `${newId().slice(-12)}@desk.example`;
      await expectOk(
        administrator.call("POST", "/api/v1/invitations", { email, role, language, teamIds: await teams(db) }),
      );
      const { mail } = await mailTo(email, "");
      return accept({ db, url, now }, /http\S+\/invitation\/[\w-]+/.exec(mail.text ?? "")?.[0] ?? "", {
        name,
        email,
        language,
      });
    },
  };
}

/** Waits until it answers something that is neither null nor false; the last error tells why it never did. */
export function until<T>(look: () => Promise<T | null | undefined | false> | T | null | undefined | false): Promise<T> {
  return vi.waitFor(
    async () => {
      const found = await look();
      if (found === null || found === undefined || found === false) throw new Error(`not yet: ${look}`);
      return found as T;
    },
    { timeout: PATIENCE_MS, interval: LOOK_EVERY_MS },
  );
}

/** The answer's body. @throws when the call was refused */
export async function expectOk<T>(answer: Promise<LiveAnswer<T>>): Promise<T> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
}

type SettingsGiven = { databaseUrl: string; folder: string; port: number; smtpUrl: string };

function settingsOf({ environment = {}, ...given }: SettingsGiven & Pick<LiveDeskOptions, "environment">) {
  const read = readSettings(
    {
      DATABASE_URL: given.databaseUrl,
      DATABASE_CONNECTIONS_MAX: "12",
      DATA_DIR: given.folder,
      PORT: String(given.port),
      INBOUND_SMTP_PORT: "0",
      SMTP_URL: given.smtpUrl,
      DESK_NAME,
      LOG_LEVEL: "error",
      ...environment,
    },
    given.folder,
  );
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.settings;
}

type On = { db: OpenDatabase; url: string; now: () => number };

async function accept(
  on: On,
  link: string,
  who: { name: string; email: string; language: "zh" | "en" },
): Promise<LivePerson> {
  const token = link.split("/").at(-1) ?? "";
  const call = callerOf(on.url, {});
  const { staffId } = await expectOk(
    call<{ staffId: string }>("POST", `/api/v1/invitations/${token}/acceptance`, {
      ...who,
      password: PASSWORD,
      timeZone: "Asia/Shanghai",
    }),
  );
  const secret = `bh_${randomBytes(32).toString("base64url")}`;
  await on.db.pool.query(
    `insert into api_token (id, staff_id, name, token_digest, hint, scopes, expires_at)
     values ($1, $2, 'test', $3, 'bh_', $4, $5)`,
    [newId(), staffId, digestOf(secret), ABILITIES, new Date(on.now() + TOKEN_LIFE_MS)],
  );
  const headers = { authorization: `Bearer ${secret}` };
  return {
    id: staffId,
    name: who.name,
    email: who.email,
    token: secret,
    call: callerOf(on.url, headers),
    upload: async (to, file) => {
      const form = new FormData();
      form.append("file", file);
      const response = await fetch(`${on.url}${to}`, { method: "POST", headers, body: form });
      const answer = (await response.json()) as { id: string };
      if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(answer)}`);
      return answer.id;
    },
  };
}

function callerOf(url: string, headers: Record<string, string>): LivePerson["call"] {
  return async <T>(method: Method, to: string, body?: object) => {
    const response = await fetch(`${url}${to}`, {
      method,
      headers: { ...headers, "accept-language": "zh-CN", ...(body ? { "content-type": "application/json" } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, body: (text === "" ? null : JSON.parse(text)) as T };
  };
}

async function makeMailbox(administrator: LivePerson): Promise<void> {
  await expectOk(
    administrator.call("POST", "/api/v1/mailboxes", {
      name: "支持邮箱",
      address: DESK_ADDRESS,
      kind: "smtp",
      teamId: null,
      enabled: true,
      trustedServers: [],
      imap: null,
      smtp: null,
      dkim: null,
    }),
  );
}

async function teams(db: OpenDatabase): Promise<string[]> {
  const { rows } = await db.pool.query<{ id: string }>("select id from team order by id limit 1");
  return rows.map(({ id }) => id);
}

async function receive(port: number, raw: Buffer | string, from: string): Promise<void> {
  const transport = createTransport({ host: "127.0.0.1", port, ignoreTLS: true });
  try {
    await transport.sendMail({ envelope: { from, to: DESK_ADDRESS }, raw });
  } finally {
    transport.close();
  }
}

function nextMail(sink: SmtpSink, read: Set<SunkMail>, wanted: { address: string; words: string }): Promise<SunkMail> {
  return until(() => {
    const found = sink.mails.find(
      (one) => !read.has(one) && one.to.includes(wanted.address) && (one.mail.subject ?? "").includes(wanted.words),
    );
    if (found) read.add(found);
    return found;
  }).catch(() => {
    const subjects = sink.mails.map(({ to, mail }) => `${to.join()}: ${mail.subject}`);
    throw new Error(`no mail to ${wanted.address} with “${wanted.words}”; there are: ${subjects.join("; ")}`);
  });
}
