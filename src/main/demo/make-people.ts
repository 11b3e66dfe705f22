import { createStaff, listTeams } from "../../core/staff/index.ts";
import { createSavedView } from "../../contract/inbox-routes.ts";
import { makeMailbox } from "../../contract/mailbox-routes.ts";
import { changeNotificationSettings, showNotificationSettings } from "../../contract/notification-routes.ts";
import { approveScript, createScript } from "../../contract/script-routes.ts";
import { peopleRoutes, teamRoutes } from "../../contract/staff-routes.ts";
import type { SignedIn } from "../../core/staff/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { DemoContent, TeamKey } from "./demo-content.ts";
import type { Perform } from "./perform.ts";

export type DemoTeam = {
  id: string;
  mailboxId: string;
  address: string;
  leader: SignedIn;
  agents: SignedIn[];
};
export type DemoStaff = { people: SignedIn[]; teams: Record<TeamKey, DemoTeam>; collaborator: SignedIn };

export type Making = {
  tx: Tx;
  now: number;
  perform: Perform;
  content: DemoContent;
  hashPassword(password: string): Promise<string>;
  password: string;
};

const TEAM_KEYS: readonly TeamKey[] = ["software", "device"];

/** Staff who can sign in, two teams with leaders and mailboxes, scripts, saved views. Nobody is mailed. */
export async function makeStaff(making: Making): Promise<DemoStaff> {
  const { content, tx, now, perform } = making;
  const people = new Map<string, SignedIn>();
  // One hash for the one password: hashing is slow on purpose.
  const hash = await making.hashPassword(making.password);
  for (const line of content.staff.people)
    people.set(line.name, await makePerson({ ...making, hashPassword: async () => hash }, line));
  const administrator = [...people.values()].find(({ role }) => role === "administrator")!;
  const doing = { tx, session: administrator, now };
  for (const line of content.staff.people) {
    const { staffId } = people.get(line.name)!;
    const { version } = await perform(doing, peopleRoutes.show, { params: { staffId } });
    const isSopOwner = line.role === "supervisor";
    const body = { version, agentNumber: line.number, department: line.department, isSopOwner };
    await perform(doing, peopleRoutes.change, { params: { staffId }, body });
  }
  for (const person of people.values()) await neverMail(making, person);
  const teams = {} as Record<TeamKey, DemoTeam>;
  for (const [at, key] of TEAM_KEYS.entries())
    teams[key] = await makeDemoTeam(making, people, administrator, content.staff.teams[at]!);
  await makeLibrary(making, people);
  const collaborator = [...people.values()].find(({ role }) => role === "collaborator")!;
  return { people: [...people.values()], teams, collaborator };
}

async function makePerson(making: Making, line: DemoContent["staff"]["people"][number]): Promise<SignedIn> {
  const { tx, now, hashPassword, password, content } = making;
  const person = {
    id: newId(now),
    name: line.name,
    email: `${line.login}@${content.staff.domain}`,
    role: line.role,
    language: "zh" as const,
    timeZone: "Asia/Shanghai",
  };
  await createStaff({ tx, now, hashPassword }, person, password);
  return asSignedIn({ ...person, teamIds: [] });
}

type Known = Pick<SignedIn, "name" | "email" | "role" | "language" | "timeZone"> & { id: string; teamIds: string[] };

/** As if this person had signed in with a token. */
export const asSignedIn = ({ id, teamIds, ...person }: Known): SignedIn => ({
  viewer: { staffId: id, role: person.role, teamIds, scopes: null },
  staffId: id,
  name: person.name,
  email: person.email,
  role: person.role,
  language: person.language,
  timeZone: person.timeZone,
  via: "token",
  credentialId: id,
});

/** Their addresses are invented: what they are told stays in the app. */
async function neverMail({ tx, now, perform }: Making, session: SignedIn): Promise<void> {
  const doing = { tx, session, now };
  const { choices } = await perform(doing, showNotificationSettings, {});
  const body = {
    choices: Object.fromEntries(Object.entries(choices).map(([kind, ways]) => [kind, { ...ways, mail: false }])),
    quietHours: null,
  } as Parameters<typeof perform<typeof changeNotificationSettings>>[2]["body"];
  await perform(doing, changeNotificationSettings, { body });
}

async function makeDemoTeam(
  making: Making,
  people: ReadonlyMap<string, SignedIn>,
  administrator: SignedIn,
  line: DemoContent["staff"]["teams"][number],
): Promise<DemoTeam> {
  const { tx, now, perform, content } = making;
  const doing = { tx, session: administrator, now };
  const names = content.staff.people.filter(({ team }) => team === line.name).map(({ name }) => name);
  const members = names.map((name) => people.get(name)!);
  const leader = people.get(line.leader)!;
  const body = {
    name: line.name,
    leaderId: leader.staffId,
    memberIds: members.map(({ staffId }) => staffId),
    greetingZh: line.greetingZh,
    greetingEn: line.greetingEn,
  };
  const empty = (await listTeams(tx)).find((team) => team.memberIds.length === 0 && team.leaderId === null);
  const team = empty
    ? await perform(doing, teamRoutes.change, {
        params: { teamId: empty.id },
        body: { ...body, version: empty.version },
      })
    : await perform(doing, teamRoutes.make, { body });
  for (const member of members)
    Object.assign(member, { viewer: { ...member.viewer, teamIds: [...member.viewer.teamIds, team.id] } });
  const address = `${line.mailbox}@${content.staff.domain}`;
  const mailbox = await perform(doing, makeMailbox, {
    body: {
      name: line.name,
      address,
      kind: "smtp",
      teamId: team.id,
      enabled: true,
      trustedServers: [],
      imap: null,
      smtp: null,
      dkim: null,
    },
  });
  const agents = members.filter(({ role }) => role === "agent");
  return { id: team.id, mailboxId: mailbox.id, address, leader, agents };
}

async function makeLibrary(making: Making, people: ReadonlyMap<string, SignedIn>): Promise<void> {
  const { tx, now, perform, content } = making;
  const writer = people.get(content.staff.teams[0]!.leader)!;
  const approver = people.get(content.staff.teams[1]!.leader)!;
  for (const line of content.scripts) {
    const body = { ...line, channel: line.channel ?? null, teamId: line.teamId ?? null };
    const { id, version } = await perform({ tx, session: writer, now }, createScript, { body });
    await perform({ tx, session: approver, now }, approveScript, { params: { scriptId: id }, body: { version } });
  }
  for (const { owner, ...view } of content.staff.views)
    await perform({ tx, session: people.get(owner)!, now }, createSavedView, { body: view });
}
