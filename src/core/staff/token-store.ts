import type { Ability } from "../../domain/permission/index.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

const TOKENS_MAX = 200;

export type ApiToken = {
  id: string;
  staffId: string;
  name: string;
  /** How it begins, to tell tokens apart. */
  hint: string;
  scopes: Ability[];
  expiresAt: Date;
  lastUsedAt: Date | null;
  createdAt: Date;
};

export async function insertToken(
  tx: Tx,
  token: Omit<ApiToken, "lastUsedAt" | "createdAt">,
  tokenDigest: string,
  now: number,
): Promise<void> {
  await queries(tx)
    .insertInto("api_token")
    .values({
      id: token.id,
      staff_id: token.staffId,
      name: token.name,
      token_digest: tokenDigest,
      hint: token.hint,
      scopes: token.scopes,
      expires_at: token.expiresAt,
      created_at: new Date(now),
    })
    .execute();
}

/** The tokens of a person that still work, newest first. */
export async function listTokens(tx: Tx, staffId: string, now: number): Promise<ApiToken[]> {
  const rows = await queries(tx)
    .selectFrom("api_token")
    .selectAll()
    .where("staff_id", "=", staffId)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", new Date(now))
    .orderBy("created_at", "desc")
    .limit(TOKENS_MAX)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    staffId: row.staff_id,
    name: row.name,
    hint: row.hint,
    scopes: row.scopes as Ability[],
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    createdAt: row.created_at,
  }));
}

/** @returns the names of the tokens that were revoked: one of a person, or all of his */
export async function revokeTokens(
  tx: Tx,
  whose: { staffId: string; tokenId?: string },
  now: number,
): Promise<string[]> {
  const { tokenId } = whose;
  const rows = await queries(tx)
    .updateTable("api_token")
    .set({ revoked_at: new Date(now) })
    .where("staff_id", "=", whose.staffId)
    .where("revoked_at", "is", null)
    .$if(tokenId !== undefined, (query) => query.where("id", "=", tokenId ?? ""))
    .returning("name")
    .execute();
  return rows.map((row) => row.name);
}
