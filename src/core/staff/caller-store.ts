import { sql } from "kysely";
import type { Language } from "../../contract/common.ts";
import type { Ability, Role } from "../../domain/permission/index.ts";
import { builtOnce, queries, submit } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { SignedIn } from "./session.ts";

const SEEN_EVERY_MS = 60_000;
const SLIDE_EVERY_MS = 3_600_000;
const HOUR_MS = 3_600_000;

type StaffRow = {
  id: string;
  name: string;
  email: string;
  role: string;
  language: string;
  time_zone: string;
  team_ids: string[];
  is_sop_owner: boolean;
  credential_id: string;
};

const STAFF_COLUMNS = sql`s.id, s.name, s.email, s.role, s.language, s.time_zone, s.is_sop_owner,
  array(select m.team_id from team_member m where m.staff_id = s.id order by m.team_id) as team_ids`;

function signedIn(row: StaffRow, via: SignedIn["via"], scopes: readonly Ability[] | null): SignedIn {
  return {
    viewer: {
      staffId: row.id,
      role: row.role as Role,
      teamIds: row.team_ids,
      scopes,
      ...(row.is_sop_owner ? { isSopOwner: true } : {}),
    },
    staffId: row.id,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    language: row.language as Language,
    timeZone: row.time_zone,
    via,
    credentialId: row.credential_id,
  };
}

/** Asked here, so that all who ask at one time for the same caller ask the same. */
const hasExpired = (row: { expires_at: Date }, now: number) => row.expires_at.getTime() <= now;

type CookieRow = StaffRow & { expires_at: Date; seen_at: Date; session_hours_max: number; two_factor_missing: boolean };

export type CookieCaller = { session: SignedIn; twoFactorMissing: boolean };

const cookieHolder = builtOnce<{ token: string }>(
  (_, { token }) => sql`
    select ${STAFF_COLUMNS}, a.id as credential_id, a.expires_at, a.updated_at as seen_at, g.session_hours_max,
           s.role = any(g.two_factor_roles) and not coalesce(u.two_factor_enabled, false) as two_factor_missing
      from auth_session a
      join auth_user u on u.id = a.user_id
      join staff_member s on s.id = a.user_id
      cross join sign_in_settings g
     where a.token = ${token} and s.active`,
  { kind: "same" },
);

/** Who holds a sign-in session, in one query; the session is prolonged at most once an hour. */
export async function findByCookie(tx: Tx, token: string, now: number): Promise<CookieCaller | null> {
  const [row] = await submit<CookieRow>(tx, cookieHolder({ token }));
  if (!row || hasExpired(row, now)) return null;
  if (now - row.seen_at.getTime() > SLIDE_EVERY_MS) await slide(tx, row, now);
  return { session: signedIn(row, "cookie", null), twoFactorMissing: row.two_factor_missing };
}

async function slide(tx: Tx, row: CookieRow, now: number): Promise<void> {
  await queries(tx)
    .updateTable("auth_session")
    .set({ updated_at: new Date(now), expires_at: new Date(now + row.session_hours_max * HOUR_MS) })
    .where("id", "=", row.credential_id)
    .execute();
}

type TokenRow = StaffRow & { expires_at: Date; scopes: Ability[]; last_used_at: Date | null };

const tokenHolder = builtOnce<{ tokenDigest: string }>(
  (_, { tokenDigest }) => sql`
    select ${STAFF_COLUMNS}, k.id as credential_id, k.expires_at, k.scopes, k.last_used_at
      from api_token k join staff_member s on s.id = k.staff_id
     where k.token_digest = ${tokenDigest} and k.revoked_at is null and s.active`,
  { kind: "same" },
);

/** Who holds an API token, by its digest, in one query; its last use is noted at most once a minute. */
export async function findByToken(tx: Tx, tokenDigest: string, now: number): Promise<SignedIn | null> {
  const [row] = await submit<TokenRow>(tx, tokenHolder({ tokenDigest }));
  if (!row || hasExpired(row, now)) return null;
  if (!row.last_used_at || now - row.last_used_at.getTime() > SEEN_EVERY_MS)
    await queries(tx)
      .updateTable("api_token")
      .set({ last_used_at: new Date(now) })
      .where("id", "=", row.credential_id)
      .execute();
  return signedIn(row, "token", row.scopes);
}
