import type { FastifyInstance, FastifyRequest } from "fastify";
import type { RouteShape } from "../../platform/http/index.ts";
import { admit, callerOf, type AccessDeps, type Admitted } from "./access.ts";
import { fromOwnPages, type RequestHeaders } from "./same-origin.ts";
import type { StaffSession } from "./session.ts";
import { answerSignInCall } from "./sign-in-calls.ts";
import { AUTH_PATH, makeSignInEngine, signInSecret, type SignInEngineDeps } from "./sign-in-engine.ts";

const SIGN_INS_PER_MINUTE_MAX = 20;

export type StaffAuthDeps = Omit<SignInEngineDeps, "signInsPerMinuteMax"> & { signInsPerMinuteMax?: number };

export type StaffAuth = {
  /** Mounts sign-in, two-step verification and password reset under /api/auth. */
  mount(app: FastifyInstance): void;
  /** `AnswerDeps.admit` of platform/http. */
  admit(route: RouteShape, request: FastifyRequest): Promise<Admitted>;
  /** Who calls, by token or cookie; null for a stranger. */
  authenticate(headers: RequestHeaders): Promise<StaffSession>;
  /** As authenticate, for a websocket: only from the desk's own pages, and with two-step verification where needed. */
  authenticateSocket(headers: RequestHeaders): Promise<StaffSession>;
  hashPassword(password: string): Promise<string>;
};

/** Sign-in and admission of staff. @throws when the settings do not fit better-auth */
export async function createStaffAuth(given: StaffAuthDeps): Promise<StaffAuth> {
  const deps = { signInsPerMinuteMax: SIGN_INS_PER_MINUTE_MAX, ...given };
  const engine = makeSignInEngine(deps);
  const context = await engine.$context;
  const access: AccessDeps = {
    db: deps.db,
    now: deps.now,
    publicUrl: deps.publicUrl,
    cookieName: context.authCookies.sessionToken.name,
    cookieSecret: signInSecret(deps.secretKey),
  };
  const authenticate = async (headers: RequestHeaders) => (await callerOf(access, headers))?.session ?? null;
  const { cookieSecret } = access;
  const calls = { authenticate, db: deps.db, engine, publicUrl: deps.publicUrl, cookieSecret, now: deps.now };
  return {
    mount: (app) => {
      app.all(`${AUTH_PATH}/*`, { schema: { hide: true } }, (request, reply) =>
        answerSignInCall(calls, request, reply),
      );
    },
    admit: (route, request) => admit(access, route, request),
    authenticate,
    authenticateSocket: async (headers) => {
      const caller = await callerOf(access, headers);
      if (!caller || caller.twoFactorMissing) return null;
      const foreign = caller.session.via === "cookie" && !fromOwnPages(headers, deps.publicUrl);
      return foreign ? null : caller.session;
    },
    hashPassword: (password) => context.password.hash(password),
  };
}
