import type { LocalText } from "../local-text.ts";
import type { Role } from "../permission/index.ts";

export const AUTHORITY_KINDS = ["decide", "spend", "promise", "see"] as const;
export type AuthorityKind = (typeof AUTHORITY_KINDS)[number];

/** What the desk itself asks for an authority, each of its kind; all others are asked for by the gates of the pack. */
export const GOVERNED = {
  /** To open a gate with a reason. */
  gate_override: "decide",
  /** To place a case that nobody could place. */
  placement: "decide",
  /** To promise a date beyond the standard, in a form's field that is `promised`. */
  promised_date: "promise",
  /** To see personal data in clear. */
  personal_data: "see",
} as const satisfies Record<string, AuthorityKind>;
export type Governed = keyof typeof GOVERNED;

/** Who may decide, spend, promise or see something (REQ: HA-18, HA-22). */
export type Authority = {
  id: string;
  kind: AuthorityKind;
  what: LocalText;
  /** `upTo` in CNY; null has no limit. */
  grants: readonly { role: Role; upTo: number | null }[];
  /** What of the desk it governs; null for one that gates ask for. */
  governs: Governed | null;
  source: string;
};

/** Whether the role has the authority, for this amount where it is one of money. An amount below zero is none. */
export function mayGrant({ kind, grants }: Authority, role: Role, amount: number | null): boolean {
  const grant = grants.find((each) => each.role === role);
  if (!grant) return false;
  if (kind !== "spend" || grant.upTo === null) return true;
  return amount !== null && amount >= 0 && amount <= grant.upTo;
}

/** The authority that governs something of the desk; null where the procedure leaves it to the role alone. */
export const authorityOver = (
  { authorities }: { authorities: readonly Authority[] },
  what: Governed,
): Authority | null => authorities.find(({ governs }) => governs === what) ?? null;

/** Whether the procedure lets the role do it: it may only take away from what the role can do at all (REQ: HA-22). */
export function leavesTo(pack: { authorities: readonly Authority[] }, what: Governed, role: Role): boolean {
  const authority = authorityOver(pack, what);
  return authority === null || mayGrant(authority, role, null);
}

/** The roles that may grant it, for the refusal that names them. */
export const rolesThatGrant = (authority: Authority, amount: number | null): Role[] =>
  authority.grants.filter(({ role }) => mayGrant(authority, role, amount)).map(({ role }) => role);
