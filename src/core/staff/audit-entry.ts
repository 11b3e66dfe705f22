import type { AuditAction, AuditTargetKind } from "../../contract/audit-actions.ts";
import type { SignedIn } from "./session.ts";

export type AuditTarget = { kind: AuditTargetKind; id?: string | undefined; name?: string | undefined };

export type NewAuditEntry = {
  /** Who did it; null: a stranger or the system, named by `actorName`. */
  actor: Pick<SignedIn, "staffId" | "name"> | null;
  actorName?: string;
  ip?: string | undefined;
  /** `person.role_changed`: the noun, then what happened to it. */
  action: AuditAction;
  target: AuditTarget;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  /** Further facts, as they are. */
  facts?: Record<string, unknown>;
};

const SECRET = /password|secret|token|credential|api_?key|cookie|digest/i;
const VALUE_CHARS_MAX = 500;

/** What changed, `{field: {before, after}}`; the value of anything that sounds like a secret is left out. */
export function changesBetween(
  before: Record<string, unknown> = {},
  after: Record<string, unknown> = {},
): Record<string, { before: unknown; after: unknown }> {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(
    fields.flatMap((field) => {
      if (JSON.stringify(before[field]) === JSON.stringify(after[field])) return [];
      return [[field, { before: shown(field, before[field]), after: shown(field, after[field]) }]];
    }),
  );
}

export const withoutSecrets = (facts: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(facts).map(([field, value]) => [field, shown(field, value)]));

function shown(field: string, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === "string" && SECRET.test(field)) return "***";
  if (Array.isArray(value)) return value.map((item) => shown(field, item));
  if (typeof value === "object" && !(value instanceof Date)) return withoutSecrets(value as Record<string, unknown>);
  return typeof value === "string" && value.length > VALUE_CHARS_MAX ? `${value.slice(0, VALUE_CHARS_MAX)}…` : value;
}
