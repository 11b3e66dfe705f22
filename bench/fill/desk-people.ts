import type pg from "pg";
import { normalisePhone } from "../../src/domain/contact/index.ts";
import { ABILITIES, type Role } from "../../src/domain/permission/index.ts";
import { seededRandom, type SeededRandom } from "../../src/main/demo/seeded-random.ts";
import { digestOf } from "../../src/core/staff/index.ts";
import { binaryRows, type Cell } from "./binary-rows.ts";
import { openTable } from "./copy-stream.ts";
import { seededId } from "./seeded-id.ts";

const TEAMS = ["收银一线", "设备一线", "网络一线", "应用二线", "数据二线", "现场服务"] as const;
const AGENTS = 60;
const PEOPLE_SEED = 7;
const CASES_PER_CONTACT = 8;
const CONTACTS_PER_ORGANISATION = 10;
const CONTACTS_MIN = 40;
const TOKEN_YEARS_MS = 10 * 365 * 24 * 60 * 60 * 1000;
const TIERS = [
  ["basic", 85],
  ["growth", 12],
  ["strategic", 3],
] as const;
const SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗";
const GIVEN_NAMES = ["伟", "芳", "娜", "敏", "静", "强", "磊", "洋", "艳", "勇", "军", "杰", "娟", "涛", "超", "秀英"];

export type Tier = (typeof TIERS)[number][0];
export type BenchPerson = { id: string; name: string; role: Role; teamIds: string[]; token: string };
export type BenchContact = {
  id: string;
  name: string;
  email: string;
  phone: string;
  organisation: { id: string; name: string; tier: Tier } | null;
};

/** Who works at the desk and who writes to it. `agent` is in two of the six teams and sees a third of all tickets. */
export type BenchPeople = {
  teamIds: string[];
  agents: BenchPerson[];
  agent: BenchPerson;
  supervisor: BenchPerson;
  administrator: BenchPerson;
  contacts: BenchContact[];
};

/** The people of a desk of so many tickets; the same for the same arguments. */
export function planPeople(tickets: number, anchor: number): BenchPeople {
  const random = seededRandom(PEOPLE_SEED);
  const id = () => seededId(random, anchor);
  const teamIds = TEAMS.map(id);
  const person = (role: Role, name: string, teams: string[]): BenchPerson => {
    const personId = id();
    return { id: personId, name, role, teamIds: teams, token: `bh_${digestOf(personId)}` };
  };
  const agents = Array.from({ length: AGENTS }, (_, at) =>
    person("agent", nameOf(random), [teamIds[at % TEAMS.length]!, teamIds[(at + 1) % TEAMS.length]!]),
  );
  const supervisor = person("supervisor", "主管", []);
  const administrator = person("administrator", "管理员", []);
  const contacts = planContacts(random, Math.max(CONTACTS_MIN, Math.ceil(tickets / CASES_PER_CONTACT)), anchor);
  return { teamIds, agents, agent: agents[0]!, supervisor, administrator, contacts };
}

function planContacts(random: SeededRandom, count: number, anchor: number): BenchContact[] {
  const organisations = Array.from({ length: Math.ceil(count / CONTACTS_PER_ORGANISATION) }, (_, at) => ({
    id: seededId(random, anchor),
    name: `${random.pick(["华岳", "东海", "云杉", "恒丰", "新橙", "南岭", "青禾", "博雅"])}第${at + 1}公司`,
    tier: random.weighted(TIERS),
  }));
  return Array.from({ length: count }, (_, at) => ({
    id: seededId(random, anchor),
    name: nameOf(random),
    email: `c${at}@o${at % organisations.length}.example`,
    phone: `1${38_0000_0000 + at * 37}`,
    organisation: organisations[at % organisations.length]!,
  }));
}

const nameOf = (random: SeededRandom) => random.pick([...SURNAMES]) + random.pick(GIVEN_NAMES);

/** Writes staff with their tokens, teams, organisations and contacts. */
export async function writePeople(pool: pg.Pool, people: BenchPeople, anchor: number): Promise<void> {
  const everybody = [...people.agents, people.supervisor, people.administrator];
  await copyRows(
    pool,
    "staff_member",
    ["id:uuid", "name:text", "email:text", "role:text"],
    everybody.map((one) => [one.id, one.name, `${one.id}@desk.example`, one.role]),
  );
  await copyRows(
    pool,
    "team",
    ["id:uuid", "name:text", "leader_id:uuid", "created_at:moment"],
    people.teamIds.map((teamId, index) => [teamId, TEAMS[index]!, people.supervisor.id, anchor]),
  );
  await copyRows(
    pool,
    "team_member",
    ["team_id:uuid", "staff_id:uuid"],
    people.agents.flatMap((one) => one.teamIds.map((teamId) => [teamId, one.id])),
  );
  await copyRows(
    pool,
    "api_token",
    ["id:uuid", "staff_id:uuid", "name:text", "token_digest:text", "hint:text", "scopes:texts", "expires_at:moment"],
    everybody.map((one) => [
      one.id,
      one.id,
      "bench",
      digestOf(one.token),
      "bh_",
      [...ABILITIES],
      anchor + TOKEN_YEARS_MS,
    ]),
  );
  await writeCustomers(pool, people.contacts, anchor);
}

async function writeCustomers(pool: pg.Pool, contacts: readonly BenchContact[], at: number): Promise<void> {
  const organisations = new Map(
    contacts.flatMap(({ organisation }) => (organisation ? [[organisation.id, organisation]] : [])),
  );
  await copyRows(
    pool,
    "organisation",
    ["id:uuid", "name:text", "tier:text", "created_at:moment"],
    [...organisations.values()].map((one) => [one.id, one.name, one.tier, at]),
  );
  await copyRows(
    pool,
    "contact",
    ["id:uuid", "organisation_id:uuid", "name:text", "created_at:moment"],
    contacts.map((one) => [one.id, one.organisation?.id ?? null, one.name, at]),
  );
  await copyRows(
    pool,
    "contact_address",
    ["kind:text", "value:text", "contact_id:uuid", "is_primary:bool"],
    contacts.flatMap((one) => [
      ["email", one.email, one.id, true],
      ["phone", normalisePhone(one.phone)!, one.id, false],
    ]),
  );
}

const ROWS_BEFORE_REST = 2_000;

async function copyRows(
  pool: pg.Pool,
  table: string,
  columns: readonly string[],
  all: readonly (readonly Cell[])[],
): Promise<void> {
  const [writer, rows] = [await openTable(pool, table, columns), binaryRows(columns)];
  for (const [at, row] of all.entries()) {
    rows.write(row);
    if (at % ROWS_BEFORE_REST > 0) continue;
    writer.send(rows.take());
    await writer.drained();
  }
  writer.send(rows.take());
  await writer.end();
}
