import { sql } from "kysely";
import type { StudioAction } from "../../contract/audit-actions.ts";
import { queries } from "../../platform/db/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";

export type NewStep = {
  versionId: string;
  /** null: the release, or whoever sits at the machine. */
  staffId: string | null;
  action: StudioAction;
  reason?: string;
  facts?: Record<string, string | number>;
};

export type TrailStep = {
  id: string;
  at: Date;
  by: { id: string; name: string } | null;
  action: StudioAction;
  reason: string;
  facts: Record<string, string | number>;
};

/** Appends to a version's trail, which is never changed. */
export async function appendStep(tx: Tx, step: NewStep, now: number): Promise<void> {
  await queries(tx)
    .insertInto("sop_event")
    .values({
      id: newId(now),
      sop_version_id: step.versionId,
      at: new Date(now),
      staff_id: step.staffId,
      action: step.action,
      reason: step.reason ?? "",
      facts: JSON.stringify(step.facts ?? {}),
    })
    .execute();
}

/** The newest first, up to `limit` below a place. */
export async function listSteps(
  tx: Tx,
  versionId: string,
  page: { after: { at: Date; id: string } | null; limit: number },
): Promise<TrailStep[]> {
  const { after, limit } = page;
  const rows = await queries(tx)
    .selectFrom("sop_event as e")
    .leftJoin("staff_member as s", "s.id", "e.staff_id")
    .select(["e.id", "e.at", "e.action", "e.reason", "e.facts", "e.staff_id", "s.name"])
    .where("e.sop_version_id", "=", versionId)
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(e.at, e.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`),
    )
    .orderBy("e.at", "desc")
    .orderBy("e.id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    by: row.staff_id === null ? null : { id: row.staff_id, name: row.name ?? "" },
    action: row.action as StudioAction,
    reason: row.reason,
    facts: row.facts as Record<string, string | number>,
  }));
}
