import { sql } from "kysely";
import type { Language } from "../../contract/common.ts";
import type { Role } from "../../domain/permission/index.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { pageFrom, placeOf } from "./keyset.ts";

export type Invitation = {
  id: string;
  /** null: the first administrator, who names his address himself. */
  email: string | null;
  role: Role;
  teamIds: string[];
  language: Language;
  invitedBy: string | null;
  createdAt: Date;
  expiresAt: Date;
  acceptedAt: Date | null;
  revokedAt: Date | null;
};

type Row = {
  id: string;
  email: string | null;
  role: string;
  team_ids: string[];
  language: string;
  invited_by: string | null;
  created_at: Date;
  expires_at: Date;
  accepted_at: Date | null;
  revoked_at: Date | null;
};

const asInvitation = (row: Row): Invitation => ({
  id: row.id,
  email: row.email,
  role: row.role as Role,
  teamIds: row.team_ids,
  language: row.language as Language,
  invitedBy: row.invited_by,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  acceptedAt: row.accepted_at,
  revokedAt: row.revoked_at,
});

export async function insertInvitation(
  tx: Tx,
  invitation: Omit<Invitation, "acceptedAt" | "revokedAt">,
  tokenDigest: string,
): Promise<void> {
  await queries(tx)
    .insertInto("invitation")
    .values({
      id: invitation.id,
      email: invitation.email,
      role: invitation.role,
      team_ids: invitation.teamIds,
      language: invitation.language,
      token_digest: tokenDigest,
      invited_by: invitation.invitedBy,
      created_at: invitation.createdAt,
      expires_at: invitation.expiresAt,
    })
    .execute();
}

const open = sql<boolean>`accepted_at is null and revoked_at is null`;

/** The invitation that a link opens, or null when there is none, it ran out, was used or taken back. */
export async function findOpenInvitation(tx: Tx, tokenDigest: string, now: number): Promise<Invitation | null> {
  const row = await queries(tx)
    .selectFrom("invitation")
    .selectAll()
    .where("token_digest", "=", tokenDigest)
    .where(open)
    .where("expires_at", ">", new Date(now))
    .executeTakeFirst();
  return row ? asInvitation(row) : null;
}

/** Uses an invitation up; of two who try at once, the second gets null. */
export async function takeInvitation(tx: Tx, tokenDigest: string, now: number): Promise<Invitation | null> {
  const row = await queries(tx)
    .updateTable("invitation")
    .set({ accepted_at: new Date(now) })
    .where("token_digest", "=", tokenDigest)
    .where(open)
    .where("expires_at", ">", new Date(now))
    .returningAll()
    .executeTakeFirst();
  return row ? asInvitation(row) : null;
}

/** Gives an open invitation a new link, so that the earlier one ends. */
export async function renewInvitation(
  tx: Tx,
  invitationId: string,
  renewal: { tokenDigest: string; expiresAt: Date },
): Promise<Invitation | null> {
  const row = await queries(tx)
    .updateTable("invitation")
    .set({ token_digest: renewal.tokenDigest, expires_at: renewal.expiresAt })
    .where("id", "=", invitationId)
    .where(open)
    .where("email", "is not", null)
    .returningAll()
    .executeTakeFirst();
  return row ? asInvitation(row) : null;
}

/** Takes back one invitation, all to an address, or all first-run links (`firstRun`). */
export async function revokeInvitations(
  tx: Tx,
  which: { id: string } | { email: string } | { firstRun: true },
  now: number,
): Promise<Invitation[]> {
  let update = queries(tx)
    .updateTable("invitation")
    .set({ revoked_at: new Date(now) })
    .where(open);
  if ("id" in which) update = update.where("id", "=", which.id);
  else if ("email" in which) update = update.where("email", "=", which.email);
  else update = update.where("email", "is", null);
  return (await update.returningAll().execute()).map(asInvitation);
}

/** Open invitations by mail, newest first. @throws CodedError cursor_invalid */
export async function listInvitations(
  tx: Tx,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ items: Invitation[]; nextCursor: string | null }> {
  const after = placeOf(page.cursor);
  let query = queries(tx).selectFrom("invitation").selectAll().where(open).where("email", "is not", null);
  if (after) query = query.where(sql<boolean>`(created_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  const rows = await query
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(page.limit + 1)
    .execute();
  const cut = pageFrom(rows, page.limit, (row) => ({ at: row.created_at, id: row.id }));
  return { items: cut.items.map(asInvitation), nextCursor: cut.nextCursor };
}
