/** The fields that the trail keeps, by the name that they have in it. What is not here is shown as it is kept. */
const AUDIT_FIELDS = [
  "active",
  "adviserId",
  "agentNumber",
  "archived",
  "availability",
  "basis",
  "byHand",
  "colour",
  "consent",
  "department",
  "domains",
  "email",
  "emails",
  "enabled",
  "ended",
  "endsAt",
  "fields",
  "filter",
  "findings",
  "followed_by",
  "from",
  "greetingEn",
  "greetingZh",
  "handle",
  "imapHost",
  "imapLoginChanged",
  "inClear",
  "into",
  "invitationId",
  "isSopOwner",
  "language",
  "leaderId",
  "mailId",
  "memberIds",
  "name",
  "note",
  "number",
  "organisationId",
  "paid",
  "passwordCharsMin",
  "phones",
  "q",
  "reason",
  "role",
  "rosterId",
  "rows",
  "scopes",
  "sessionHoursMax",
  "signatureHtml",
  "since",
  "smtpHost",
  "smtpLoginChanged",
  "staffId",
  "startsAt",
  "teamIds",
  "theme",
  "tickets",
  "tier",
  "timeZone",
  "title",
  "twoFactor",
  "twoFactorRoles",
  "until",
  "users",
  "version",
  "via",
] as const;
export type AuditField = (typeof AUDIT_FIELDS)[number];

const KNOWN: ReadonlySet<string> = new Set(AUDIT_FIELDS);
export const isAuditField = (field: string): field is AuditField => KNOWN.has(field);

export type AuditChange = { field: string; before: unknown; after: unknown };
export type AuditFact = { field: string; value: unknown };

/** Of one entry what changed and what else it keeps; the record's own id is told by its object already. */
export function readDetail(detail: Readonly<Record<string, unknown>>): { changes: AuditChange[]; facts: AuditFact[] } {
  const { changes, ...facts } = detail;
  return {
    changes: isRecord(changes)
      ? Object.entries(changes).flatMap(([field, change]) => {
          const { before = null, after = null } = isRecord(change) ? change : {};
          return field === "id" ? [] : inParts(field, before, after);
        })
      : [],
    facts: Object.entries(facts).map(([field, value]) => ({ field, value })),
  };
}

/** A record in a field is told part by part, those alone that changed. */
function inParts(field: string, before: unknown, after: unknown): AuditChange[] {
  if (!isRecord(before) && !isRecord(after)) return [{ field, before, after }];
  const [was, is] = [isRecord(before) ? before : {}, isRecord(after) ? after : {}];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((part) => JSON.stringify(was[part]) !== JSON.stringify(is[part]))
    .map((part) => ({ field: part, before: was[part] ?? null, after: is[part] ?? null }));
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
