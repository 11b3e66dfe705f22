import { sql } from "kysely";
import type { Role } from "../../domain/permission/index.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type SignInSettings = {
  /** Roles that must set up two-step verification before they can work. */
  twoFactorRoles: Role[];
  passwordCharsMin: number;
  /** A sign-in ends after so many hours without a call. */
  sessionHoursMax: number;
  version: number;
};

export async function findSignInSettings(tx: Tx): Promise<SignInSettings> {
  const row = await queries(tx).selectFrom("sign_in_settings").selectAll().executeTakeFirstOrThrow();
  return {
    twoFactorRoles: row.two_factor_roles as Role[],
    passwordCharsMin: row.password_chars_min,
    sessionHoursMax: row.session_hours_max,
    version: row.version,
  };
}

/** @returns false when the settings have another version meanwhile */
export async function updateSignInSettings(tx: Tx, settings: SignInSettings, now: number): Promise<boolean> {
  const done = await queries(tx)
    .updateTable("sign_in_settings")
    .set({
      two_factor_roles: settings.twoFactorRoles,
      password_chars_min: settings.passwordCharsMin,
      session_hours_max: settings.sessionHoursMax,
      version: sql`version + 1`,
      updated_at: new Date(now),
    })
    .where("version", "=", settings.version)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}
