import { queries } from "../../platform/db/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";

export type SignInSession = {
  id: string;
  ip: string | null;
  userAgent: string | null;
  createdAt: Date;
  seenAt: Date;
  expiresAt: Date;
};

/** The account that signs in: one user with one password, under the id of the member of staff. */
export async function insertAccount(
  tx: Tx,
  user: { id: string; name: string; email: string },
  passwordHash: string,
  now: number,
): Promise<void> {
  const at = { created_at: new Date(now), updated_at: new Date(now) };
  await queries(tx)
    .insertInto("auth_user")
    .values({ id: user.id, name: user.name, email: user.email.toLowerCase(), email_verified: true, ...at })
    .execute();
  await queries(tx)
    .insertInto("auth_account")
    .values({
      id: newId(now),
      user_id: user.id,
      account_id: user.id,
      provider_id: "credential",
      password: passwordHash,
      ...at,
    })
    .execute();
}

/** Keeps the account in step with the member of staff. */
export async function renameAccount(tx: Tx, user: { id: string; name: string; email: string }): Promise<void> {
  await queries(tx)
    .updateTable("auth_user")
    .set({ name: user.name, email: user.email.toLowerCase() })
    .where("id", "=", user.id)
    .execute();
}

export async function listSessions(tx: Tx, staffId: string, now: number): Promise<SignInSession[]> {
  const rows = await queries(tx)
    .selectFrom("auth_session")
    .select(["id", "ip_address", "user_agent", "created_at", "updated_at", "expires_at"])
    .where("user_id", "=", staffId)
    .where("expires_at", ">", new Date(now))
    .orderBy("updated_at", "desc")
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    ip: row.ip_address,
    userAgent: row.user_agent,
    createdAt: row.created_at,
    seenAt: row.updated_at,
    expiresAt: row.expires_at,
  }));
}

/**
 * Ends sessions of a person: one of them, all, or all but the one he is using.
 * @returns how many ended
 */
export async function endSessions(
  tx: Tx,
  staffId: string,
  which: { only?: string; except?: string } = {},
): Promise<number> {
  const { only, except } = which;
  const done = await queries(tx)
    .deleteFrom("auth_session")
    .where("user_id", "=", staffId)
    .$if(only !== undefined, (query) => query.where("id", "=", only ?? ""))
    .$if(except !== undefined, (query) => query.where("id", "!=", except ?? ""))
    .executeTakeFirst();
  return Number(done.numDeletedRows);
}

/** Forgets sessions, reset links and challenges that ran out. */
export async function forgetExpired(tx: Tx, now: number): Promise<void> {
  await queries(tx).deleteFrom("auth_session").where("expires_at", "<", new Date(now)).execute();
  await queries(tx).deleteFrom("auth_verification").where("expires_at", "<", new Date(now)).execute();
}
