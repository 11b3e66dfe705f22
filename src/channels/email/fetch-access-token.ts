import type { ImapAuth } from "./mailbox.ts";
import { requireMailHost } from "./require-mail-host.ts";

const TOKEN_MS_MAX = 15_000;
const EARLY_MS = 5 * 60_000;
const LIFE_SECONDS_DEFAULT = 3_600;

export type OauthSettings = Extract<ImapAuth, { kind: "xoauth2" }>;

/** Access tokens by their refresh token, fetched anew five minutes before they end; calls at one time share a fetch. */
export function accessTokens(now: () => number): (settings: OauthSettings) => Promise<string> {
  const known = new Map<string, { token: Promise<string>; until: number }>();
  return (settings) => {
    const key = `${settings.tokenUrl}\n${settings.clientId}\n${settings.refreshToken}`;
    const hit = known.get(key);
    if (hit && now() < hit.until) return hit.token;
    const entry = { token: Promise.resolve(""), until: now() + TOKEN_MS_MAX };
    entry.token = fetchToken(settings).then(({ token, lifeMs }) => {
      entry.until = now() + Math.max(lifeMs - EARLY_MS, 0);
      return token;
    });
    entry.token.catch(() => known.delete(key));
    known.set(key, entry);
    return entry.token;
  };
}

/** @throws an Error whose code is `oauth_consent_needed` or `oauth_failed` */
async function fetchToken(settings: OauthSettings): Promise<{ token: string; lifeMs: number }> {
  const body = new URLSearchParams({
    grant_type: "refresh_token",
    client_id: settings.clientId,
    refresh_token: settings.refreshToken,
    ...(settings.clientSecret ? { client_secret: settings.clientSecret } : {}),
    ...(settings.scope ? { scope: settings.scope } : {}),
  });
  await requireMailHost(new URL(settings.tokenUrl).hostname);
  const response = await fetch(settings.tokenUrl, {
    method: "POST",
    body,
    signal: AbortSignal.timeout(TOKEN_MS_MAX),
    redirect: "error",
  });
  const answer = (await response.json().catch(() => ({}))) as {
    access_token?: string;
    expires_in?: number;
    error?: string;
  };
  if (response.ok && answer.access_token)
    return { token: answer.access_token, lifeMs: (answer.expires_in ?? LIFE_SECONDS_DEFAULT) * 1000 };
  const code = answer.error === "invalid_grant" ? "oauth_consent_needed" : "oauth_failed";
  throw Object.assign(new Error(`token endpoint: ${answer.error ?? response.status}`), { code });
}
