import { z } from "zod";
import { ABILITIES, ROLES } from "../domain/permission/index.ts";
import { id, instant, language } from "./common.ts";

export const role = z.enum(ROLES);
export const ability = z.enum(ABILITIES);
export const version = z.number().int().min(1);
export const timeZone = z
  .string()
  .max(64)
  .refine((zone) => isTimeZone(zone), { message: "not a time zone" });
export const theme = z.enum(["system", "light", "dark"]);
export const availability = z.enum(["available", "busy", "away"]);
export const staffParams = z.object({ staffId: id });
/** One that is cut off is answered as one that is over. */
export const linkToken = z.string().min(1).max(100);

function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false;
  }
}

export const personShape = z.object({
  id,
  name: z.string(),
  email: z.string(),
  role,
  agentNumber: z.string().nullable(),
  department: z.string().nullable(),
  language,
  timeZone: z.string(),
  availability,
  active: z.boolean(),
  /** May write the procedure; counts for supervisors and agents. */
  isSopOwner: z.boolean(),
  twoFactor: z.boolean(),
  teamIds: z.array(id),
  version,
  createdAt: instant,
});
export type PersonShape = z.output<typeof personShape>;

export const meShape = personShape.extend({
  theme,
  signatureHtml: z.string(),
  /** What this caller may do: the role's abilities, or what the token's scopes leave over. */
  abilities: z.array(ability),
  /** The role demands two-step verification and it is not set up: nothing else works until it is. */
  twoFactorMissing: z.boolean(),
  passwordCharsMin: z.number().int(),
  via: z.enum(["cookie", "token"]),
});
export type MeShape = z.output<typeof meShape>;

export const teamShape = z.object({
  id,
  name: z.string(),
  /** The word by which a procedure means this team; "" for none. */
  handle: z.string(),
  leaderId: id.nullable(),
  memberIds: z.array(id),
  greetingZh: z.string(),
  greetingEn: z.string(),
  archived: z.boolean(),
  version,
});
export type TeamShape = z.output<typeof teamShape>;

export const invitationShape = z.object({
  id,
  email: z.string(),
  role,
  teamIds: z.array(id),
  language,
  invitedBy: id.nullable(),
  createdAt: instant,
  expiresAt: instant,
});

export const sessionShape = z.object({
  id,
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: instant,
  seenAt: instant,
  expiresAt: instant,
  current: z.boolean(),
});

export const tokenShape = z.object({
  id,
  name: z.string(),
  hint: z.string(),
  scopes: z.array(ability),
  expiresAt: instant,
  lastUsedAt: instant.nullable(),
  createdAt: instant,
});

export const auditShape = z.object({
  id,
  at: instant,
  actorId: id.nullable(),
  actorName: z.string(),
  ip: z.string().nullable(),
  action: z.string(),
  targetKind: z.string(),
  targetId: z.string().nullable(),
  targetName: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
});

export const signInSettingsShape = z.object({
  twoFactorRoles: z.array(role).max(ROLES.length),
  passwordCharsMin: z.number().int().min(8).max(64),
  sessionHoursMax: z.number().int().min(1).max(720),
  version,
});

export const ownWork = z.object({
  openTickets: z.array(z.object({ id, number: z.number().int(), subject: z.string() })),
});
