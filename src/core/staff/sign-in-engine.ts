import { createHmac } from "node:crypto";
import { betterAuth } from "better-auth";
import { APIError } from "better-auth/api";
import { twoFactor } from "better-auth/plugins/two-factor";
import { PostgresDialect } from "kysely";
import type pg from "pg";
import { newId } from "../../platform/ids.ts";
import type { Database } from "../../platform/transaction.ts";
import { recordAudit } from "./audit-store.ts";
import { consumeRate } from "./rate-store.ts";
import { findSignInSettings } from "./sign-in-settings-store.ts";
import { resetMail, type SendStaffMail } from "./staff-mails.ts";
import { findStaff } from "./staff-store.ts";

export const PASSWORD_CHARS_MAX = 128;
/** The floor of better-auth; the desk's own minimum is a setting and never lower. */
const PASSWORD_CHARS_MIN = 8;
/** How long the browser keeps the cookie; the session behind it ends earlier when it is not used. */
const COOKIE_SECONDS_MAX = 30 * 24 * 3600;
const RESET_LINK_SECONDS_MAX = 3600;
const HOUR_MS = 3_600_000;
const USER_AGENT_CHARS_MAX = 1_000;
export const CLIENT_IP_HEADER = "x-bihuan-client-ip";
export const AUTH_PATH = "/api/auth";

export type SignInEngineDeps = {
  db: Database & { readonly pool: pg.Pool };
  /** The desk's secret key; cookies and two-factor secrets hang on it. */
  secretKey: string;
  /** `https://desk.example.com`; https makes cookies Secure. */
  publicUrl: string;
  sendMail: SendStaffMail;
  now: () => number;
  log: (level: "error" | "warn", message: string) => void;
  /** How often one network address may try to sign in, a minute. */
  signInsPerMinuteMax: number;
  /** How passwords are kept instead of by scrypt: of tests that sign in a hundred times, and of nothing else. */
  passwords?: { hash(password: string): Promise<string>; verify(kept: KeptPassword): Promise<boolean> };
};

type KeptPassword = { hash: string; password: string };

export const signInSecret = (secretKey: string): string =>
  createHmac("sha256", secretKey).update("sign-in").digest("base64url");

export type SignInEngine = ReturnType<typeof makeSignInEngine>;

/** better-auth on our tables. Nobody signs up; accounts are made by accept-invitation.ts. */
export function makeSignInEngine(deps: SignInEngineDeps) {
  return betterAuth({
    appName: "Bihuan",
    baseURL: deps.publicUrl,
    basePath: AUTH_PATH,
    secret: signInSecret(deps.secretKey),
    database: { dialect: new PostgresDialect({ pool: deps.db.pool }), type: "postgres", transaction: true },
    trustedOrigins: [new URL(deps.publicUrl).origin],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_CHARS_MIN,
      maxPasswordLength: PASSWORD_CHARS_MAX,
      resetPasswordTokenExpiresIn: RESET_LINK_SECONDS_MAX,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => sendReset(deps, user.id, token),
      onPasswordReset: ({ user }) => auditReset(deps, user),
      ...(deps.passwords ? { password: deps.passwords } : {}),
    },
    plugins: [twoFactor({ issuer: "Bihuan 闭环", schema: { user: USER_FIELDS, twoFactor: TWO_FACTOR_TABLE } })],
    ...TABLES,
    rateLimit: { enabled: true, window: 60, max: 120, customRules: rulesOf(deps), customStorage: rateStorage(deps) },
    advanced: {
      cookiePrefix: "bihuan",
      ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] },
      database: { generateId: () => newId() },
      // A mail that is being sent must not show in the time of the answer.
      backgroundTasks: { handler: (task) => void task.catch((error: unknown) => deps.log("error", String(error))) },
    },
    telemetry: { enabled: false },
    logger: { level: "error", log: (_level, message) => deps.log("error", message) },
    databaseHooks: { session: { create: { before: (session) => admitSession(deps, session) } } },
  });
}

const USER_FIELDS = { fields: { twoFactorEnabled: "two_factor_enabled" } };
const TWO_FACTOR_TABLE = {
  modelName: "auth_two_factor",
  fields: {
    userId: "user_id",
    backupCodes: "backup_codes",
    failedVerificationCount: "failed_verification_count",
    lockedUntil: "locked_until",
  },
};
const TIMES = { createdAt: "created_at", updatedAt: "updated_at" };
const TABLES = {
  user: { modelName: "auth_user", fields: { emailVerified: "email_verified", ...TIMES } },
  session: {
    modelName: "auth_session",
    fields: {
      userId: "user_id",
      expiresAt: "expires_at",
      ipAddress: "ip_address",
      userAgent: "user_agent",
      ...TIMES,
    },
    expiresIn: COOKIE_SECONDS_MAX,
    // caller-store.ts prolongs sessions, by the desk's own setting.
    disableSessionRefresh: true,
  },
  account: {
    modelName: "auth_account",
    fields: {
      userId: "user_id",
      accountId: "account_id",
      providerId: "provider_id",
      accessToken: "access_token",
      refreshToken: "refresh_token",
      idToken: "id_token",
      accessTokenExpiresAt: "access_token_expires_at",
      refreshTokenExpiresAt: "refresh_token_expires_at",
      ...TIMES,
    },
  },
  verification: {
    modelName: "auth_verification",
    fields: { expiresAt: "expires_at", ...TIMES },
    storeIdentifier: "hashed" as const,
  },
};

const rulesOf = (deps: SignInEngineDeps) => ({
  "/sign-in/email": { window: 60, max: deps.signInsPerMinuteMax },
  "/request-password-reset": { window: 3600, max: 20 },
  "/reset-password": { window: 600, max: 20 },
  "/change-password": { window: 600, max: 20 },
});

const rateStorage = (deps: SignInEngineDeps) => ({
  consume: async (key: string, rule: { window: number; max: number }) => {
    const answer = await consumeRate(deps.db, `auth ${key}`, { max: rule.max, windowSeconds: rule.window }, deps.now());
    return { allowed: answer.allowed, retryAfter: answer.retryAfterSeconds };
  },
});

/** Who left does not get in, and hears the same as with a wrong password. */
async function admitSession(
  deps: SignInEngineDeps,
  session: { userId: string; userAgent?: string | null | undefined },
) {
  const person = await findStaff(deps.db.reading, session.userId);
  if (!person?.active)
    throw new APIError("UNAUTHORIZED", { code: "INVALID_EMAIL_OR_PASSWORD", message: "Invalid email or password" });
  const { sessionHoursMax } = await findSignInSettings(deps.db.reading);
  const now = deps.now();
  return {
    data: {
      userAgent: session.userAgent?.slice(0, USER_AGENT_CHARS_MAX),
      expiresAt: new Date(now + sessionHoursMax * HOUR_MS),
      updatedAt: new Date(now),
    },
  };
}

async function sendReset(deps: SignInEngineDeps, userId: string, token: string): Promise<void> {
  await deps.db.inTransaction(async (tx) => {
    const person = await findStaff(tx, userId);
    if (!person?.active) return;
    await deps.sendMail(tx, resetMail(person.email, `${deps.publicUrl}/reset-password/${token}`, person.language));
  });
}

async function auditReset(deps: SignInEngineDeps, user: { id: string; name: string }): Promise<void> {
  const actor = { staffId: user.id, name: user.name };
  const target = { kind: "person", id: user.id, name: user.name } as const;
  await deps.db.inTransaction((tx) => recordAudit(tx, { actor, action: "password.reset", target }, deps.now()));
}
