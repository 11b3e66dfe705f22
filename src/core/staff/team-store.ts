import { sql, type Kysely } from "kysely";
import { builtOnce, queries, submit, type DB } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { Team } from "./team.ts";

const TEAMS_MAX = 500;

const teams = (tx: Tx) => selectedTeams(queries(tx));

function selectedTeams(by: Kysely<DB>) {
  return by
    .selectFrom("team as t")
    .selectAll("t")
    .select(
      sql<string[]>`array(select m.staff_id from team_member m join staff_member s on s.id = m.staff_id
        where m.team_id = t.id and s.active order by s.name, s.id)`.as("member_ids"),
    );
}

type Row = Awaited<ReturnType<ReturnType<typeof teams>["executeTakeFirstOrThrow"]>>;

const asTeam = (row: Row): Team => ({
  id: row.id,
  name: row.name,
  handle: row.handle,
  leaderId: row.leader_id,
  memberIds: row.member_ids,
  greetingZh: row.greeting_zh,
  greetingEn: row.greeting_en,
  archived: row.archived_at !== null,
  version: row.version,
});

export async function findTeam(tx: Tx, teamId: string): Promise<Team | null> {
  const [row] = await submit<Row>(tx, oneTeam({ teamId }));
  return row ? asTeam(row) : null;
}

const oneTeam = builtOnce<{ teamId: string }>((by, { teamId }) => selectedTeams(by).where("t.id", "=", teamId), {
  kind: "same",
});

export async function listTeams(tx: Tx, which: { archived?: boolean } = {}): Promise<Team[]> {
  const rows = await teams(tx)
    .$if(!which.archived, (query) => query.where("t.archived_at", "is", null))
    .orderBy("t.name")
    .limit(TEAMS_MAX)
    .execute();
  return rows.map(asTeam);
}

/** The team that a procedure means by a word; null where the desk has none. */
export async function findTeamByHandle(tx: Tx, handle: string): Promise<Team | null> {
  const row = await teams(tx).where("t.handle", "=", handle).where("t.archived_at", "is", null).executeTakeFirst();
  return row ? asTeam(row) : null;
}

/** Where a ticket goes that nothing routes: there is always such a team. */
export async function defaultTeam(tx: Tx): Promise<Team> {
  const [row] = await submit<Row>(tx, theDefault({}));
  if (!row) throw new Error("there is no default team");
  return asTeam(row);
}

const theDefault = builtOnce((by) => selectedTeams(by).where("t.is_default", "=", true), { kind: "same" });

/** The teams that a person leads now. */
export async function teamsLedBy(tx: Tx, staffId: string): Promise<Team[]> {
  const rows = await teams(tx).where("t.leader_id", "=", staffId).where("t.archived_at", "is", null).execute();
  return rows.map(asTeam);
}

export type TeamFields = Pick<Team, "name" | "handle" | "leaderId" | "greetingZh" | "greetingEn">;
type TeamChange = { [Field in keyof TeamFields]?: TeamFields[Field] | undefined };

const columnsOf = (fields: TeamChange) => ({
  ...(fields.name === undefined ? {} : { name: fields.name }),
  ...(fields.handle === undefined ? {} : { handle: fields.handle }),
  ...(fields.leaderId === undefined ? {} : { leader_id: fields.leaderId }),
  ...(fields.greetingZh === undefined ? {} : { greeting_zh: fields.greetingZh }),
  ...(fields.greetingEn === undefined ? {} : { greeting_en: fields.greetingEn }),
});

export async function insertTeam(tx: Tx, id: string, fields: TeamChange & { name: string }): Promise<void> {
  await queries(tx)
    .insertInto("team")
    .values({ id, ...columnsOf(fields), name: fields.name })
    .execute();
}

/** @returns false when the team has another version meanwhile */
export async function updateTeam(
  tx: Tx,
  which: { id: string; version: number },
  fields: TeamChange & { archivedAt?: Date | null },
): Promise<boolean> {
  const done = await queries(tx)
    .updateTable("team")
    .set({
      ...columnsOf(fields),
      ...(fields.archivedAt === undefined ? {} : { archived_at: fields.archivedAt }),
      version: sql`version + 1`,
    })
    .where("id", "=", which.id)
    .where("version", "=", which.version)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

export async function setTeamMembers(tx: Tx, teamId: string, staffIds: readonly string[]): Promise<void> {
  await queries(tx).deleteFrom("team_member").where("team_id", "=", teamId).execute();
  await insertMembers(
    tx,
    staffIds.map((staffId) => ({ team_id: teamId, staff_id: staffId })),
  );
}

export async function setTeamsOfStaff(tx: Tx, staffId: string, teamIds: readonly string[]): Promise<void> {
  await queries(tx).deleteFrom("team_member").where("staff_id", "=", staffId).execute();
  await insertMembers(
    tx,
    teamIds.map((teamId) => ({ team_id: teamId, staff_id: staffId })),
  );
}

async function insertMembers(tx: Tx, rows: { team_id: string; staff_id: string }[]): Promise<void> {
  if (rows.length === 0) return;
  await queries(tx)
    .insertInto("team_member")
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
