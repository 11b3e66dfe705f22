import { sql } from "kysely";
import { whereSeen } from "../../core/tickets/index.ts";
import type { TicketSight } from "../../domain/permission/index.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type OpenTicket = { id: string; number: number; subject: string; sopVersionId: string };
type Place = { sopVersionId: string; id: string };

/** Open tickets that run under another version, as far as the viewer sees them: version after version, in order of ids. */
export async function openUnderOthers(
  tx: Tx,
  which: { versionId: string; sight: TicketSight },
  page: { after: Place | null; limit: number },
): Promise<OpenTicket[]> {
  const { after } = page;
  return queries(tx)
    .selectFrom("ticket")
    .select(["id", "number", "subject", "sop_version_id as sopVersionId"])
    .where("state", "<>", "closed")
    .where("sop_version_id", "<>", which.versionId)
    .where(whereSeen(which.sight))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(sop_version_id, id) > (${after?.sopVersionId}::uuid, ${after?.id}::uuid)`),
    )
    .orderBy("sop_version_id")
    .orderBy("id")
    .limit(page.limit)
    .execute();
}

/** Of these tickets those that the viewer sees. */
export async function seenOf(tx: Tx, ticketIds: readonly string[], sight: TicketSight): Promise<Set<string>> {
  const rows = await queries(tx)
    .selectFrom("ticket")
    .select("id")
    .where("id", "in", [...ticketIds])
    .where(whereSeen(sight))
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Of these numbers those of tickets that the viewer sees. */
export async function seenNumbers(tx: Tx, numbers: readonly number[], sight: TicketSight): Promise<Set<number>> {
  if (numbers.length === 0) return new Set();
  const rows = await queries(tx)
    .selectFrom("ticket")
    .select("number")
    .where("number", "in", [...numbers])
    .where(whereSeen(sight))
    .execute();
  return new Set(rows.map(({ number }) => number));
}

/** The number of every version by its id. */
export async function versionNumbers(tx: Tx): Promise<Map<string, number>> {
  const rows = await queries(tx).selectFrom("sop_version").select(["id", "number"]).execute();
  return new Map(rows.map(({ id, number }) => [id, number]));
}
