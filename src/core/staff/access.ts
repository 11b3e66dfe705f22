import type { FastifyRequest } from "fastify";
import { CodedError } from "../../contract/coded-error.ts";
import type { Access } from "../../contract/route.ts";
import { ABILITIES, viewerHas, type Ability } from "../../domain/permission/index.ts";
import type { RouteShape } from "../../platform/http/index.ts";
import type { Database } from "../../platform/transaction.ts";
import { findByCookie, findByToken } from "./caller-store.ts";
import { cookieOf, unsigned } from "./cookie.ts";
import { fromOwnPages, oneHeader, type RequestHeaders } from "./same-origin.ts";
import { digestOf } from "./secrets.ts";
import type { SignedIn, StaffSession } from "./session.ts";

export const TOKEN_PREFIX = "bh_";
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);
/** Where a person sets up what his role demands. */
const OWN_PROFILE = "/api/v1/me";

export type AccessDeps = {
  db: Database;
  now: () => number;
  publicUrl: string;
  cookieName: string;
  cookieSecret: string;
};

type Caller = { session: SignedIn; twoFactorMissing: boolean };

/** Who sends these headers: an API token when there is one, else the cookie. Null: a stranger. */
export async function callerOf(deps: AccessDeps, headers: RequestHeaders): Promise<Caller | null> {
  const bearer = oneHeader(headers, "authorization");
  if (bearer !== undefined) {
    const token = /^Bearer (bh_[\w-]{20,100})$/i.exec(bearer)?.[1];
    const session = token ? await findByToken(deps.db.reading, digestOf(token), deps.now()) : null;
    return session && { session, twoFactorMissing: false };
  }
  const token = unsigned(cookieOf(oneHeader(headers, "cookie"), deps.cookieName), deps.cookieSecret);
  return token ? findByCookie(deps.db.reading, token, deps.now()) : null;
}

export type Admitted = { session: StaffSession; callerKey: string };

/**
 * Lets a caller through to a route, or throws why not: sign_in_needed, not_permitted, foreign_origin,
 * two_factor_needed. `callerKey` keeps callers' idempotency keys apart.
 */
export async function admit(deps: AccessDeps, route: RouteShape, request: FastifyRequest): Promise<Admitted> {
  const access = accessOf(route);
  const caller = await callerOf(deps, request.headers);
  const foreign =
    caller?.session.via === "cookie" && !safe(route.method) && !fromOwnPages(request.headers, deps.publicUrl);
  if (access === "public") {
    const session = foreign ? null : (caller?.session ?? null);
    return { session, callerKey: keyOf(session, request.ip) };
  }
  if (!caller) throw new CodedError("sign_in_needed");
  if (foreign) throw new CodedError("foreign_origin");
  if (caller.twoFactorMissing && !route.path.startsWith(OWN_PROFILE)) throw new CodedError("two_factor_needed");
  if (access !== "signed_in" && !viewerHas(caller.session.viewer, access)) throw new CodedError("not_permitted");
  return { session: caller.session, callerKey: keyOf(caller.session, request.ip) };
}

const safe = (method: string) => SAFE_METHODS.has(method);

const keyOf = (session: StaffSession, ip: string) =>
  session ? (session.via === "token" ? `token:${session.credentialId}` : `staff:${session.staffId}`) : `ip:${ip}`;

function accessOf(route: RouteShape): Access {
  const { access } = route;
  if (access === "public" || access === "signed_in" || isAbility(access)) return access;
  throw new Error(`route ${route.id} asks for ${access}, which is no ability`);
}

const isAbility = (access: string): access is Ability => (ABILITIES as readonly string[]).includes(access);
