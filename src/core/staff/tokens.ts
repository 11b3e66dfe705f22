import type { AuditAction } from "../../contract/audit-actions.ts";
import { CodedError } from "../../contract/coded-error.ts";
import { ABILITIES, roleHas, viewerHas, type Ability, type Role } from "../../domain/permission/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";
import { TOKEN_PREFIX } from "./access.ts";
import { recordAudit } from "./audit-store.ts";
import { digestOf, newSecret } from "./secrets.ts";
import type { SignedIn } from "./session.ts";
import { insertStaff, updateStaff } from "./staff-store.ts";
import type { ByPerson } from "./teams.ts";
import { insertToken, listTokens, revokeTokens, type ApiToken } from "./token-store.ts";

const HINT_CHARS = 9;

/** What a token could do must not be done with a token: mint tokens, end sessions, change the profile. */
export function refuseToken(session: SignedIn): void {
  if (session.via === "token") throw new CodedError("browser_session_needed");
}

/**
 * Makes an API token with some of the abilities that the person has himself.
 * @returns the token's text, which is shown this once, and how it is listed
 * @throws CodedError browser_session_needed, scope_not_held
 */
export async function makeToken(
  at: ByPerson,
  given: { name: string; scopes: Ability[]; expiresAt: Date },
): Promise<{ secret: string; token: ApiToken }> {
  refuseToken(at.by);
  const missing = given.scopes.filter((scope) => !viewerHas(at.by.viewer, scope));
  if (missing.length > 0) throw new CodedError("scope_not_held", { scopes: missing.join(", ") });
  const secret = TOKEN_PREFIX + newSecret();
  const token = { ...given, id: newId(at.now), staffId: at.by.staffId, hint: secret.slice(0, HINT_CHARS) };
  await insertToken(at.tx, token, digestOf(secret), at.now);
  await audit(at, "token.made", { id: token.id, name: token.name, scopes: token.scopes });
  return { secret, token: { ...token, lastUsedAt: null, createdAt: new Date(at.now) } };
}

export const listOwnTokens = (at: Omit<ByPerson, "ip">): Promise<ApiToken[]> =>
  listTokens(at.tx, at.by.staffId, at.now);

/** @throws CodedError browser_session_needed, not_found */
export async function revokeOwnToken(at: ByPerson, tokenId: string): Promise<void> {
  refuseToken(at.by);
  const [name] = await revokeTokens(at.tx, { staffId: at.by.staffId, tokenId }, at.now);
  if (name === undefined) throw new CodedError("not_found");
  await audit(at, "token.revoked", { id: tokenId, name });
}

/**
 * Makes a token for a program, at the operator's own console: it acts as a member of staff of its own, who has the
 * role but no password and is never on duty.
 * @returns the token's text
 */
export async function makeProgramToken(
  tx: Tx,
  given: { name: string; role: Role; expiresAt: Date },
  now: number,
): Promise<string> {
  const id = newId(now);
  const email = `program-${id}@localhost.invalid`;
  await insertStaff(
    tx,
    { id, name: given.name, email, role: given.role, language: "zh", timeZone: "Asia/Shanghai" },
    now,
  );
  await updateStaff(tx, { id }, { availability: "away" }, now);
  const secret = TOKEN_PREFIX + newSecret();
  const scopes = ABILITIES.filter((ability) => roleHas(given.role, ability));
  const token = { id: newId(now), staffId: id, name: given.name, hint: secret.slice(0, HINT_CHARS), scopes };
  await insertToken(tx, { ...token, expiresAt: given.expiresAt }, digestOf(secret), now);
  const target = { kind: "api_token", id: token.id, name: token.name } as const;
  await recordAudit(tx, { actor: null, actorName: "console", action: "token.made", target, facts: { scopes } }, now);
  return secret;
}

async function audit(at: ByPerson, action: AuditAction, what: { id: string; name: string; scopes?: Ability[] }) {
  const target = { kind: "api_token", id: what.id, name: what.name } as const;
  const facts = what.scopes ? { scopes: what.scopes } : {};
  await recordAudit(at.tx, { actor: at.by, ip: at.ip, action, target, facts }, at.now);
}
