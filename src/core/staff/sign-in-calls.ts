import type { FastifyReply, FastifyRequest } from "fastify";
import { CodedError } from "../../contract/coded-error.ts";
import type { ErrorCode } from "../../contract/errors.ts";
import type { AuditAction } from "../../contract/audit-actions.ts";
import type { Database } from "../../platform/transaction.ts";
import { recordAudit } from "./audit-store.ts";
import { consumeRate } from "./rate-store.ts";
import type { NewAuditEntry } from "./audit-entry.ts";
import { fromOwnPages, type RequestHeaders } from "./same-origin.ts";
import { deviceCookie, knownDevice } from "./known-device.ts";
import type { StaffSession } from "./session.ts";
import { findSignInSettings } from "./sign-in-settings-store.ts";
import { AUTH_PATH, CLIENT_IP_HEADER, PASSWORD_CHARS_MAX, type SignInEngine } from "./sign-in-engine.ts";
import { findStaff } from "./staff-store.ts";

/** What of better-auth is reachable; everything else of it is not mounted. All are POST with JSON. */
const CALLS = new Set([
  "/sign-in/email",
  "/sign-out",
  "/request-password-reset",
  "/reset-password",
  "/change-password",
  "/two-factor/enable",
  "/two-factor/disable",
  "/two-factor/verify-totp",
  "/two-factor/verify-backup-code",
  "/two-factor/generate-backup-codes",
]);

/**
 * Guesses at one account, wherever they come from; counted before anybody looks whether the account exists. Devices from which
 * its owner has signed in have a count each.
 */
const TRIES_PER_ADDRESS = { max: 20, windowSeconds: 900 };
/** A reset is answered no sooner, so that its time does not tell known from unknown addresses. */
const RESET_ANSWER_MS_MIN = 300;

export type SignInCallDeps = {
  db: Database;
  engine: SignInEngine;
  publicUrl: string;
  cookieSecret: string;
  now: () => number;
  authenticate: (headers: RequestHeaders) => Promise<StaffSession>;
};

type Body = Record<string, unknown>;

/** Answers one call under /api/auth: our checks, then better-auth, then our coded errors and the audit trail. */
export async function answerSignInCall(
  deps: SignInCallDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const path = request.url.slice(AUTH_PATH.length).split("?")[0] ?? "";
  if (request.method !== "POST" || !CALLS.has(path)) throw new CodedError("not_found");
  if (!fromOwnPages(request.headers, deps.publicUrl)) throw new CodedError("foreign_origin");
  const body = cleaned(path, request.body);
  await refuseGuessing(deps, path, { email: emailOf(body), cookies: request.headers.cookie });
  await refuseWeakPassword(deps, body);
  const caller = path === "/sign-in/email" ? null : await deps.authenticate(request.headers);
  const asked = deps.engine.handler(asWebRequest(deps, request, { path, body }));
  const floor = path === "/request-password-reset" ? pause(RESET_ANSWER_MS_MIN) : undefined;
  const [response] = await Promise.all([asked, floor]);
  reply.header("cache-control", "no-store");
  for (const cookie of response.headers.getSetCookie()) reply.header("set-cookie", cookie);
  if (response.ok) rememberDevice(deps, path, { email: emailOf(body), cookies: request.headers.cookie }, reply);
  const answer = await jsonOf(response);
  await auditCall(deps, { path, body, answer, status: response.status, ip: request.ip, caller });
  if (!response.ok) throw refusalOf(response, answer, reply);
  // The session's token belongs in the cookie alone.
  const { token: _token, ...shown } = answer;
  return reply.send(shown);
}

/** No redirects of the caller's choice; a changed password ends all other sessions. */
function cleaned(path: string, given: unknown): Body {
  const body = typeof given === "object" && given !== null && !Array.isArray(given) ? (given as Body) : {};
  const { callbackURL: _callback, redirectTo: _redirect, ...rest } = body;
  return path === "/change-password" ? { ...rest, revokeOtherSessions: true } : rest;
}

const emailOf = (body: Body): string => (typeof body["email"] === "string" ? body["email"].trim().toLowerCase() : "");

type Guess = { email: string; cookies: string | undefined };

async function refuseGuessing(deps: SignInCallDeps, path: string, { email, cookies }: Guess): Promise<void> {
  if (path !== "/sign-in/email" && path !== "/request-password-reset") return;
  const device = knownDevice(cookies, email, deps.cookieSecret);
  const answer = await consumeRate(
    deps.db,
    `${path} ${email} ${device ?? ""}`.trimEnd(),
    TRIES_PER_ADDRESS,
    deps.now(),
  );
  if (!answer.allowed) throw new CodedError("too_many_requests");
}

/** The password was right: with two-step verification too the owner is no guesser. */
function rememberDevice(deps: SignInCallDeps, path: string, { email, cookies }: Guess, reply: FastifyReply): void {
  if (path !== "/sign-in/email" || knownDevice(cookies, email, deps.cookieSecret) !== null) return;
  const isSecure = new URL(deps.publicUrl).protocol === "https:";
  reply.header("set-cookie", deviceCookie(email, { secret: deps.cookieSecret, isSecure, now: deps.now() }));
}

async function refuseWeakPassword(deps: SignInCallDeps, body: Body): Promise<void> {
  const password = body["newPassword"];
  if (typeof password !== "string") return;
  const { passwordCharsMin: min } = await findSignInSettings(deps.db.reading);
  if (password.length < min || password.length > PASSWORD_CHARS_MAX)
    throw new CodedError("password_too_weak", { min, max: PASSWORD_CHARS_MAX });
}

function asWebRequest(deps: SignInCallDeps, request: FastifyRequest, call: { path: string; body: Body }): Request {
  const headers = new Headers({
    "content-type": "application/json",
    origin: new URL(deps.publicUrl).origin,
    [CLIENT_IP_HEADER]: request.ip,
    "user-agent": request.headers["user-agent"] ?? "",
  });
  if (request.headers.cookie) headers.set("cookie", request.headers.cookie);
  const url = new URL(AUTH_PATH + call.path, deps.publicUrl);
  return new Request(url, { method: "POST", headers, body: JSON.stringify(call.body) });
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function jsonOf(response: Response): Promise<Body> {
  const text = await response.text();
  if (!text.startsWith("{")) return {};
  return JSON.parse(text) as Body;
}

const CODE_OF: Record<string, ErrorCode> = {
  INVALID_EMAIL_OR_PASSWORD: "sign_in_failed",
  INVALID_EMAIL: "sign_in_failed",
  INVALID_PASSWORD: "password_wrong",
  INVALID_CODE: "two_factor_code_wrong",
  INVALID_BACKUP_CODE: "two_factor_code_wrong",
  INVALID_TWO_FACTOR_COOKIE: "sign_in_needed",
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "too_many_requests",
  ACCOUNT_TEMPORARILY_LOCKED: "too_many_requests",
  INVALID_TOKEN: "reset_link_expired",
  USER_NOT_FOUND: "reset_link_expired",
};
const CODE_OF_STATUS: Record<number, ErrorCode> = {
  401: "sign_in_needed",
  403: "not_permitted",
  429: "too_many_requests",
};

function refusalOf(response: Response, answer: Body, reply: FastifyReply): Error {
  if (response.status >= 500) return new Error(`sign-in answered ${response.status}: ${String(answer["message"])}`);
  const after = response.headers.get("x-retry-after");
  if (after) reply.header("retry-after", after);
  const code = CODE_OF[String(answer["code"])] ?? CODE_OF_STATUS[response.status] ?? "invalid_input";
  return new CodedError(code, code === "invalid_input" ? { issues: String(answer["message"] ?? "body") } : {});
}

type Audited = { path: string; body: Body; answer: Body; status: number; ip: string; caller: StaffSession };

const ACTION_OF_STRANGER: Record<string, AuditAction> = {
  "/sign-in/email": "sign_in.done",
  "/two-factor/verify-totp": "sign_in.done",
  "/two-factor/verify-backup-code": "sign_in.done_with_backup_code",
};
const ACTION_OF_PERSON: Record<string, AuditAction> = {
  "/change-password": "password.changed",
  "/two-factor/verify-totp": "two_factor.set_up",
  "/two-factor/disable": "two_factor.removed",
  "/two-factor/generate-backup-codes": "two_factor.backup_codes_made",
};

/** Sign-ins, refused ones too, and what changes them. A refusal is kept alike for known and unknown addresses. */
async function auditCall(deps: SignInCallDeps, call: Audited): Promise<void> {
  const { path, ip } = call;
  if (call.status === 401 && path === "/sign-in/email") {
    const target = { kind: "person", name: String(call.body["email"] ?? "").slice(0, 254) } as const;
    return audit(deps, { actor: null, ip, action: "sign_in.refused", target });
  }
  if (call.status !== 200) return;
  const action = call.caller ? ACTION_OF_PERSON[path] : ACTION_OF_STRANGER[path];
  const userId = call.caller?.staffId ?? (call.answer["user"] as { id?: string } | undefined)?.id;
  const person = action && userId ? await findStaff(deps.db.reading, userId) : null;
  if (!action || !person) return;
  const target = { kind: "person", id: person.id, name: person.name } as const;
  await audit(deps, { actor: { staffId: person.id, name: person.name }, ip, action, target });
}

const audit = (deps: SignInCallDeps, entry: NewAuditEntry) =>
  deps.db.inTransaction((tx) => recordAudit(tx, entry, deps.now()));
