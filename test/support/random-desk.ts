import { createTransport } from "nodemailer";
import { afterAll } from "vitest";
import { makeProcedure } from "../../src/core/sop/make-procedure.ts";
import type { Procedure } from "../../src/core/sop/index.ts";
import { ABILITIES, type Role } from "../../src/domain/permission/index.ts";
import type { AssembledDesk } from "../../src/main/assemble-desk.ts";
import { newId } from "../../src/platform/ids.ts";
import { runDueJobs } from "../../src/platform/jobs/index.ts";
import { customerMail, type CustomerMail } from "./customer-mail.ts";
import { fakeClock, type FakeClock } from "./fake-clock.ts";
import { DESK_ADDRESS } from "./live-desk.ts";
import { mountedDesk } from "./mounted-desk.ts";
import { runOnceTimers } from "./run-once-timers.ts";
import { compiledCalendars, shippedPack } from "./shipped-pack.ts";
import { smtpSink, type SunkMail } from "./smtp-sink.ts";
import { staffDesk } from "./staff-desk.ts";
import { DEFAULT_TEAM_ID } from "./test-desk.ts";
import { testDatabase } from "./test-database.ts";

export type Caller = { id: string; headers: Record<string, string> };
export type Reply = { status: number; body: Record<string, unknown> };
type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** The product as it runs, by HTTP and mail, under one pack after another and a clock of its own. */
export type RandomDesk = {
  assembled: AssembledDesk;
  clock: FakeClock;
  procedures: ReadonlyMap<string, Procedure>;
  /** The procedure under which tickets open from now on. */
  goBy(packId: string): void;
  people: Readonly<Record<"chen" | "li" | "wu" | "leaver" | "engineer" | "supervisor" | "administrator", Caller>>;
  teams: Readonly<Record<"desk" | "second" | "rnd", string>>;
  call(who: Caller | null, method: Method, path: string, body?: object): Promise<Reply>;
  /** By SMTP, and taken in. */
  mail(given: CustomerMail): Promise<void>;
  /** The desk's last mail to somebody. */
  lastMailTo(address: string): SunkMail | undefined;
  /** What a worker does: jobs that are due, promises that are due, and what comes of them. */
  work(): Promise<void>;
  sql<T>(text: string, values?: unknown[]): Promise<T[]>;
};

const calendars = { compiled: compiledCalendars(), names: new Map<string, { zh: string; en: string }>() };

export async function randomDesk(packIds: readonly string[]): Promise<RandomDesk> {
  const database = await testDatabase();
  const { db } = database;
  const clock = fakeClock("2026-03-02T01:00:00Z");
  const sink = await smtpSink();
  const { assembled, app } = await mountedDesk(database, { now: clock.now, env: { SMTP_URL: sink.url } });
  const { inbound } = assembled.email;
  const sql = async <T>(text: string, values: unknown[] = []) => (await db.pool.query(text, values)).rows as T[];
  await db.inTransaction((tx) => inbound.mailboxes.add(tx, mailbox()));
  const receiver = await inbound.startReceiver({ host: "127.0.0.1", port: 0 });
  const transport = createTransport({ host: "127.0.0.1", port: receiver.port, ignoreTLS: true });
  afterAll(async () => {
    transport.close();
    await receiver.stop();
    await sink.close();
  });
  const teams = { desk: DEFAULT_TEAM_ID, second: newId(), rnd: newId() };
  await sql("insert into team (id, name, handle) values ($1, '二线', 'engineering'), ($2, '研发', 'rnd')", [
    teams.second,
    teams.rnd,
  ]);
  const people = await hire(db, clock, teams);
  await sql("update team set leader_id = $1", [people.chen.id]);
  let calls = 0;
  return {
    assembled,
    clock,
    people,
    teams,
    sql,
    ...(await proceduresOf(assembled, packIds, sql)),
    call: async (who, method, path, body) => {
      calls += 1;
      const answer = await app.inject({
        method,
        url: `/api/v1${path}`,
        // Limits by address are not what is tried here.
        remoteAddress: `10.0.${(calls >> 8) & 255}.${calls & 255}`,
        headers: { ...who?.headers, "accept-language": calls % 2 ? "zh-CN" : "en" },
        ...(body ? { payload: body } : {}),
      });
      const isJson = String(answer.headers["content-type"] ?? "").includes("json");
      return { status: answer.statusCode, body: isJson ? answer.json() : {} };
    },
    mail: async (given) => {
      const envelope = { from: given.from.address, to: DESK_ADDRESS };
      const { response } = await transport.sendMail({ envelope, raw: customerMail(given) });
      const inboundMailId = /kept as ([0-9a-f-]{36})/.exec(response)?.[1];
      await assembled.jobs["take_in_mail"]?.({ inboundMailId }, { number: 1, max: 5 });
    },
    lastMailTo: (address) => sink.mails.findLast(({ to }) => to.includes(address)),
    work: async () => {
      await runOnceTimers(assembled);
      await runDueJobs(db.pool, assembled.jobs, () => undefined);
    },
  };
}

async function hire(
  db: Parameters<typeof staffDesk>[0],
  clock: FakeClock,
  teams: RandomDesk["teams"],
): Promise<RandomDesk["people"]> {
  const desk = await staffDesk(db, { clock });
  /** A token outlives the months that pass here. */
  const hired = async (role: Role, name: string, teamIds: string[]): Promise<Caller> => {
    const { id } = await desk.addPerson(role, { name, teamIds });
    return { id, headers: await desk.addToken(id, [...ABILITIES]) };
  };
  return {
    chen: await hired("agent", "陈工", [teams.desk]),
    li: await hired("agent", "李工", [teams.desk, teams.second]),
    wu: await hired("agent", "吴工", [teams.second]),
    leaver: await hired("agent", "离职者", [teams.desk]),
    engineer: await hired("collaborator", "研发甲", [teams.rnd]),
    supervisor: await hired("supervisor", "主管", [teams.desk, teams.second]),
    administrator: await hired("administrator", "管理员", []),
  };
}

/** Each pack as a version of its own; tickets keep theirs while the next one is published. */
async function proceduresOf(
  assembled: AssembledDesk,
  packIds: readonly string[],
  sql: RandomDesk["sql"],
): Promise<Pick<RandomDesk, "procedures" | "goBy">> {
  const procedures = new Map<string, Procedure>();
  for (const [index, id] of packIds.entries()) {
    const versionId = newId();
    await sql(
      `insert into sop_version (id, pack_id, number, status, content, digest)
       values ($1, 'random', $2, 'retired', '{}', repeat('0', 64))`,
      [versionId, index + 1],
    );
    procedures.set(id, makeProcedure(versionId, shippedPack(id), calendars));
  }
  const known = (found: Procedure | undefined): Procedure => {
    if (!found) throw new Error("no such procedure");
    return found;
  };
  const versions = new Map([...procedures.values()].map((each) => [each.sopVersionId, each]));
  let published = known(procedures.get(packIds[0] ?? ""));
  assembled.tickets.procedures = {
    published: async () => published,
    version: async (_, id) => known(versions.get(id)),
  };
  return {
    procedures,
    goBy: (id) => {
      published = known(procedures.get(id));
    },
  };
}

const mailbox = () => ({
  id: newId(),
  name: "技术支持",
  address: DESK_ADDRESS,
  kind: "smtp" as const,
  teamId: DEFAULT_TEAM_ID,
  enabled: true,
  trustedServers: [],
  imap: null,
  version: 1,
});
