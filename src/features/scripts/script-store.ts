import { sql } from "kysely";
import type { ScriptShape } from "../../contract/script-routes.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

const SCRIPTS_MAX = 1_000;
const VERSIONS_MAX = 200;

export type ScriptFields = Pick<ScriptShape, "scene" | "channel" | "teamId" | "title" | "body">;
export type ScriptChange = { [K in keyof ScriptFields]?: ScriptFields[K] | undefined };

function scripts(tx: Tx) {
  return queries(tx)
    .selectFrom("script as s")
    .leftJoin("staff_member as u", "u.id", "s.updated_by")
    .leftJoin("staff_member as a", "a.id", "s.approved_by")
    .selectAll("s")
    .select(["u.name as updated_name", "a.name as approved_name"]);
}

type Row = Awaited<ReturnType<ReturnType<typeof scripts>["executeTakeFirstOrThrow"]>>;

const asScript = (row: Row): ScriptShape => ({
  id: row.id,
  key: row.key,
  scene: row.scene as ScriptShape["scene"],
  channel: row.channel as ScriptShape["channel"],
  teamId: row.team_id,
  title: { zh: row.title_zh, en: row.title_en },
  body: { zh: row.body_zh, en: row.body_en },
  version: row.version,
  updatedBy: row.updated_by ? { id: row.updated_by, name: row.updated_name ?? "" } : null,
  updatedAt: row.updated_at.toISOString(),
  approvedAt: row.approved_at?.toISOString() ?? null,
  approvedBy: row.approved_by ? { id: row.approved_by, name: row.approved_name ?? "" } : null,
  archived: row.archived_at !== null,
});

export async function listScripts(tx: Tx, which: { scene?: string | undefined; archived: boolean }) {
  const rows = await scripts(tx)
    .$if(!which.archived, (query) => query.where("s.archived_at", "is", null))
    .$if(which.scene !== undefined, (query) => query.where("s.scene", "=", which.scene ?? ""))
    .orderBy("s.scene")
    .orderBy("s.key")
    .limit(SCRIPTS_MAX)
    .execute();
  return rows.map(asScript);
}

export async function findScript(tx: Tx, scriptId: string): Promise<ScriptShape | null> {
  const row = await scripts(tx).where("s.id", "=", scriptId).executeTakeFirst();
  return row ? asScript(row) : null;
}

const columnsOf = (fields: ScriptChange) => ({
  ...(fields.scene === undefined ? {} : { scene: fields.scene }),
  ...(fields.channel === undefined ? {} : { channel: fields.channel }),
  ...(fields.teamId === undefined ? {} : { team_id: fields.teamId }),
  ...(fields.title === undefined ? {} : { title_zh: fields.title.zh, title_en: fields.title.en }),
  ...(fields.body === undefined ? {} : { body_zh: fields.body.zh, body_en: fields.body.en }),
});

export type Writer = { staffId: string; now: number };

/** @returns false when the key is taken */
export async function insertScript(
  tx: Tx,
  script: ScriptFields & { id: string; key: string },
  by: Writer,
): Promise<boolean> {
  const { title, body } = script;
  const done = await queries(tx)
    .insertInto("script")
    .values({
      id: script.id,
      key: script.key,
      scene: script.scene,
      channel: script.channel,
      team_id: script.teamId,
      title_zh: title.zh,
      title_en: title.en,
      body_zh: body.zh,
      body_en: body.en,
      updated_by: by.staffId,
      updated_at: new Date(by.now),
    })
    .onConflict((conflict) => conflict.column("key").doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** A changed script waits for approval again. @returns false when somebody changed it since `version` */
export async function updateScript(
  tx: Tx,
  which: { id: string; version: number },
  change: ScriptChange,
  by: Writer,
): Promise<boolean> {
  const done = await queries(tx)
    .updateTable("script")
    .set({
      ...columnsOf(change),
      version: which.version + 1,
      updated_by: by.staffId,
      updated_at: new Date(by.now),
      approved_at: null,
      approved_by: null,
    })
    .where("id", "=", which.id)
    .where("version", "=", which.version)
    .where("archived_at", "is", null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** @returns false when somebody changed it since `version` */
export async function approveScript(tx: Tx, which: { id: string; version: number }, by: Writer): Promise<boolean> {
  const done = await queries(tx)
    .updateTable("script")
    .set({ approved_at: new Date(by.now), approved_by: by.staffId })
    .where("id", "=", which.id)
    .where("version", "=", which.version)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

export async function archiveScript(tx: Tx, scriptId: string, now: number): Promise<void> {
  await queries(tx)
    .updateTable("script")
    .set({ archived_at: new Date(now) })
    .where("id", "=", scriptId)
    .execute();
}

/** Keeps the script as it stands as one of its versions. */
export async function keepVersion(tx: Tx, scriptId: string): Promise<void> {
  await sql`
    insert into script_version (script_id, version, content, changed_by, changed_at)
    select id, version, jsonb_build_object('title', jsonb_build_object('zh', title_zh, 'en', title_en),
           'body', jsonb_build_object('zh', body_zh, 'en', body_en)), updated_by, updated_at
      from script where id = ${scriptId} on conflict do nothing`.execute(queries(tx));
}

export async function listVersions(tx: Tx, scriptId: string) {
  const rows = await queries(tx)
    .selectFrom("script_version as v")
    .leftJoin("staff_member as s", "s.id", "v.changed_by")
    .select(["v.version", "v.content", "v.changed_by", "v.changed_at", "s.name"])
    .where("v.script_id", "=", scriptId)
    .orderBy("v.version", "desc")
    .limit(VERSIONS_MAX)
    .execute();
  return rows.map((row) => ({
    version: row.version,
    ...(row.content as Pick<ScriptShape, "title" | "body">),
    changedBy: row.changed_by ? { id: row.changed_by, name: row.name ?? "" } : null,
    changedAt: row.changed_at.toISOString(),
  }));
}

/** Approved scripts for a ticket of this channel and team. */
export async function listApproved(tx: Tx, fit: { channel: string; teamId: string | null }): Promise<ScriptShape[]> {
  const rows = await scripts(tx)
    .where("s.archived_at", "is", null)
    .where("s.approved_at", "is not", null)
    .where((where) => where.or([where("s.channel", "is", null), where("s.channel", "=", fit.channel)]))
    .where((where) => where.or([where("s.team_id", "is", null), where("s.team_id", "=", fit.teamId)]))
    .orderBy("s.scene")
    .orderBy("s.key")
    .limit(SCRIPTS_MAX)
    .execute();
  return rows.map(asScript);
}

/** What the variables of a ticket's scripts stand for. */
export async function readScriptTicket(tx: Tx, ticketId: string) {
  return queries(tx)
    .selectFrom("ticket as t")
    .innerJoin("contact as c", "c.id", "t.contact_id")
    .leftJoin("organisation as o", "o.id", "t.organisation_id")
    .leftJoin("team as g", "g.id", "t.team_id")
    .where("t.id", "=", ticketId)
    .select(["t.number", "t.subject", "t.channel", "t.team_id as teamId", "t.next_due_at as nextDueAt"])
    .select(["c.name as contactName", "c.time_zone as timeZone", "o.name as organisationName", "g.name as teamName"])
    .executeTakeFirstOrThrow();
}
