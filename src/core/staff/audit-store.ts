import { sql } from "kysely";
import { queries } from "../../platform/db/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";
import { changesBetween, withoutSecrets, type NewAuditEntry } from "./audit-entry.ts";
import { pageFrom, placeOf } from "./keyset.ts";

export type AuditEntry = {
  id: string;
  at: Date;
  actorId: string | null;
  actorName: string;
  ip: string | null;
  action: string;
  targetKind: string;
  targetId: string | null;
  targetName: string | null;
  detail: Record<string, unknown>;
};

const IP_CHARS_MAX = 64;
const TARGET_NAME_CHARS_MAX = 500;

/** Writes one line of the audit trail, with what it is about, in the same transaction. The trail is never changed. */
export async function recordAudit(tx: Tx, entry: NewAuditEntry, now: number): Promise<void> {
  const changes = changesBetween(entry.before, entry.after);
  const detail = {
    ...(Object.keys(changes).length > 0 ? { changes } : {}),
    ...(entry.facts ? withoutSecrets(entry.facts) : {}),
  };
  await queries(tx)
    .insertInto("audit_entry")
    .values({
      id: newId(now),
      at: new Date(now),
      actor_id: entry.actor?.staffId ?? null,
      actor_name: entry.actor?.name ?? entry.actorName ?? "",
      ip: entry.ip?.slice(0, IP_CHARS_MAX) ?? null,
      action: entry.action,
      target_kind: entry.target.kind,
      target_id: entry.target.id ?? null,
      target_name: entry.target.name?.slice(0, TARGET_NAME_CHARS_MAX) ?? null,
      detail: JSON.stringify(detail),
    })
    .execute();
}

export type AuditFilter = {
  actorId?: string | undefined;
  /** The whole action or its beginning: `person.` */
  action?: string | undefined;
  targetKind?: string | undefined;
  targetId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

/** Newest first. @throws CodedError cursor_invalid */
export async function listAudit(
  tx: Tx,
  filter: AuditFilter,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ items: AuditEntry[]; nextCursor: string | null }> {
  const after = placeOf(page.cursor);
  let query = queries(tx).selectFrom("audit_entry").selectAll();
  if (filter.actorId) query = query.where("actor_id", "=", filter.actorId);
  if (filter.action) query = query.where(sql<boolean>`starts_with(action, ${filter.action})`);
  if (filter.targetKind) query = query.where("target_kind", "=", filter.targetKind);
  if (filter.targetId) query = query.where("target_id", "=", filter.targetId);
  if (filter.from) query = query.where("at", ">=", new Date(filter.from));
  if (filter.to) query = query.where("at", "<", new Date(filter.to));
  if (after) query = query.where(sql<boolean>`(at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  const rows = await query
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(page.limit + 1)
    .execute();
  const cut = pageFrom(rows, page.limit, (row) => ({ at: row.at, id: row.id }));
  return { items: cut.items.map(asEntry), nextCursor: cut.nextCursor };
}

type Row = { id: string; at: Date; actor_id: string | null; actor_name: string; ip: string | null; action: string };
type TargetRow = { target_kind: string; target_id: string | null; target_name: string | null; detail: unknown };

const asEntry = (row: Row & TargetRow): AuditEntry => ({
  id: row.id,
  at: row.at,
  actorId: row.actor_id,
  actorName: row.actor_name,
  ip: row.ip,
  action: row.action,
  targetKind: row.target_kind,
  targetId: row.target_id,
  targetName: row.target_name,
  detail: row.detail as Record<string, unknown>,
});
