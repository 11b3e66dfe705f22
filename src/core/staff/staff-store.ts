import { sql } from "kysely";
import type { Language } from "../../contract/common.ts";
import type { Role } from "../../domain/permission/index.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { Person } from "./person.ts";

const STAFF_MAX = 2_000;

function people(tx: Tx) {
  return queries(tx)
    .selectFrom("staff_member as s")
    .selectAll("s")
    .select(
      sql<string[]>`array(select m.team_id from team_member m where m.staff_id = s.id order by m.team_id)`.as(
        "team_ids",
      ),
    )
    .select(
      sql<boolean>`exists (select 1 from auth_user u where u.id = s.id and u.two_factor_enabled)`.as("two_factor"),
    );
}

type Row = Awaited<ReturnType<ReturnType<typeof people>["executeTakeFirstOrThrow"]>>;

const asPerson = (row: Row): Person => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role as Role,
  agentNumber: row.agent_number,
  department: row.department,
  language: row.language as Language,
  timeZone: row.time_zone,
  theme: row.theme as Person["theme"],
  signatureHtml: row.signature_html,
  availability: row.availability as Person["availability"],
  active: row.active,
  isSopOwner: row.is_sop_owner,
  twoFactor: row.two_factor,
  teamIds: row.team_ids,
  version: row.version,
  createdAt: row.created_at,
});

export async function findStaff(tx: Tx, staffId: string): Promise<Person | null> {
  const row = await people(tx).where("s.id", "=", staffId).executeTakeFirst();
  return row ? asPerson(row) : null;
}

export async function findStaffByEmail(tx: Tx, email: string): Promise<Person | null> {
  const row = await people(tx)
    .where(sql`lower(s.email)`, "=", email.toLowerCase())
    .executeTakeFirst();
  return row ? asPerson(row) : null;
}

/** All people, by name; those who left only with `inactive`. */
export async function listStaff(
  tx: Tx,
  which: { inactive?: boolean; teamId?: string; ids?: readonly string[] } = {},
): Promise<Person[]> {
  const { teamId, ids } = which;
  const rows = await people(tx)
    .$if(!which.inactive, (query) => query.where("s.active", "=", true))
    .$if(teamId !== undefined, (query) =>
      query.where(sql<boolean>`exists (select 1 from team_member m where m.staff_id = s.id and m.team_id = ${teamId})`),
    )
    .$if(ids !== undefined, (query) => query.where(sql<boolean>`s.id = any(${ids ?? []}::uuid[])`))
    .orderBy("s.name")
    .orderBy("s.id")
    .limit(STAFF_MAX)
    .execute();
  return rows.map(asPerson);
}

export type NewStaff = { id: string; name: string; email: string; role: Role; language: Language; timeZone: string };

export async function insertStaff(tx: Tx, person: NewStaff, now: number): Promise<void> {
  const at = new Date(now);
  await queries(tx)
    .insertInto("staff_member")
    .values({
      id: person.id,
      name: person.name,
      email: person.email.toLowerCase(),
      role: person.role,
      language: person.language,
      time_zone: person.timeZone,
      created_at: at,
      updated_at: at,
    })
    .execute();
}

type Changeable = Omit<Person, "id" | "teamIds" | "twoFactor" | "version" | "createdAt">;
export type StaffChange = { [Field in keyof Changeable]?: Changeable[Field] | undefined };

const COLUMN = {
  name: "name",
  email: "email",
  role: "role",
  agentNumber: "agent_number",
  department: "department",
  language: "language",
  timeZone: "time_zone",
  theme: "theme",
  signatureHtml: "signature_html",
  availability: "availability",
  active: "active",
  isSopOwner: "is_sop_owner",
} as const satisfies Record<keyof StaffChange, string>;

/** @returns false when the person has another version meanwhile */
export async function updateStaff(
  tx: Tx,
  who: { id: string; version?: number | undefined },
  change: StaffChange,
  now: number,
): Promise<boolean> {
  const set = Object.fromEntries(
    Object.entries(change).flatMap(([field, value]) =>
      value === undefined ? [] : [[COLUMN[field as keyof StaffChange], value]],
    ),
  );
  const done = await queries(tx)
    .updateTable("staff_member")
    .set({ ...set, version: sql`version + 1`, updated_at: new Date(now) })
    .where("id", "=", who.id)
    .$if(who.version !== undefined, (query) => query.where("version", "=", who.version ?? 0))
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** The active administrators who can sign in, locked, so that two of them cannot step down at once. */
export async function lockAdministrators(tx: Tx): Promise<string[]> {
  const rows = await queries(tx)
    .selectFrom("staff_member")
    .select("id")
    .where("role", "=", "administrator")
    .where("active", "=", true)
    .where(sql<boolean>`exists (select 1 from auth_user u where u.id = staff_member.id)`)
    .orderBy("id")
    .forUpdate()
    .execute();
  return rows.map((row) => row.id);
}
