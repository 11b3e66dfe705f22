import type { LocalText } from "../local-text.ts";
import type { Role } from "../permission/index.ts";

export const AUTHORITY_KINDS = ["decide", "spend", "promise", "see"] as const;
export type AuthorityKind = (typeof AUTHORITY_KINDS)[number];

/** Who may decide, spend, promise or see something (REQ: HA-18, HA-22). */
export type Authority = {
  id: string;
  kind: AuthorityKind;
  what: LocalText;
  /** `upTo` in CNY; null has no limit. */
  grants: readonly { role: Role; upTo: number | null }[];
  source: string;
};

/** Whether the role has the authority, for this amount where it is one of money. An amount below zero is none. */
export function mayGrant({ kind, grants }: Authority, role: Role, amount: number | null): boolean {
  const grant = grants.find((each) => each.role === role);
  if (!grant) return false;
  if (kind !== "spend" || grant.upTo === null) return true;
  return amount !== null && amount >= 0 && amount <= grant.upTo;
}

/** The roles that may grant it, for the refusal that names them. */
export const rolesThatGrant = (authority: Authority, amount: number | null): Role[] =>
  authority.grants.filter(({ role }) => mayGrant(authority, role, amount)).map(({ role }) => role);
