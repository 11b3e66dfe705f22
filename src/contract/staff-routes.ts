import { z } from "zod";
import { ABILITIES, ROLES } from "../domain/permission/index.ts";
import { emailAddress, id, instant, language, name, pageOf, pageQuery } from "./common.ts";
import { defineRoute } from "./route.ts";

const SIGNATURE_CHARS_MAX = 20_000;
const GREETING_CHARS_MAX = 5_000;
const TEAMS_MAX = 100;
const MEMBERS_MAX = 500;
const TOKEN_DAYS_MAX = 366;

const role = z.enum(ROLES);
const ability = z.enum(ABILITIES);
const version = z.number().int().min(1);
const timeZone = z
  .string()
  .max(64)
  .refine((zone) => isTimeZone(zone), { message: "not a time zone" });
const theme = z.enum(["system", "light", "dark"]);
const availability = z.enum(["available", "busy", "away"]);
const staffParams = z.object({ staffId: id });
const linkToken = z.string().min(20).max(100);

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
  leaderId: id.nullable(),
  memberIds: z.array(id),
  greetingZh: z.string(),
  greetingEn: z.string(),
  archived: z.boolean(),
  version,
});
export type TeamShape = z.output<typeof teamShape>;

const invitationShape = z.object({
  id,
  email: z.string(),
  role,
  teamIds: z.array(id),
  language,
  invitedBy: id.nullable(),
  createdAt: instant,
  expiresAt: instant,
});

const sessionShape = z.object({
  id,
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: instant,
  seenAt: instant,
  expiresAt: instant,
  current: z.boolean(),
});

const tokenShape = z.object({
  id,
  name: z.string(),
  hint: z.string(),
  scopes: z.array(ability),
  expiresAt: instant,
  lastUsedAt: instant.nullable(),
  createdAt: instant,
});

const auditShape = z.object({
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

const signInSettingsShape = z.object({
  twoFactorRoles: z.array(role).max(ROLES.length),
  passwordCharsMin: z.number().int().min(8).max(64),
  sessionHoursMax: z.number().int().min(1).max(720),
  version,
});

const ownWork = z.object({ openTickets: z.array(z.object({ id, number: z.number().int(), subject: z.string() })) });

export const meRoutes = {
  show: defineRoute({
    id: "me.show",
    method: "GET",
    path: "/api/v1/me",
    access: "signed_in",
    tag: "Own profile",
    summary: "Who is signed in and what he may do",
    response: meShape,
  }),
  change: defineRoute({
    id: "me.change",
    method: "PATCH",
    path: "/api/v1/me",
    access: "signed_in",
    tag: "Own profile",
    summary: "Change one's own profile",
    body: z.object({
      name: name.optional(),
      language: language.optional(),
      timeZone: timeZone.optional(),
      theme: theme.optional(),
      signatureHtml: z.string().max(SIGNATURE_CHARS_MAX).optional(),
      availability: availability.optional(),
    }),
    response: meShape,
  }),
  sessions: defineRoute({
    id: "me.sessions",
    method: "GET",
    path: "/api/v1/me/sessions",
    access: "signed_in",
    tag: "Own profile",
    summary: "Where one is signed in",
    response: z.object({ items: z.array(sessionShape) }),
  }),
  endSession: defineRoute({
    id: "me.end-session",
    method: "DELETE",
    path: "/api/v1/me/sessions/:sessionId",
    access: "signed_in",
    tag: "Own profile",
    summary: "End one session of one's own",
    params: z.object({ sessionId: id }),
  }),
  endOtherSessions: defineRoute({
    id: "me.end-other-sessions",
    method: "DELETE",
    path: "/api/v1/me/sessions",
    access: "signed_in",
    tag: "Own profile",
    summary: "End all sessions of one's own but this",
    response: z.object({ ended: z.number().int() }),
  }),
};

export const peopleRoutes = {
  list: defineRoute({
    id: "people.list",
    method: "GET",
    path: "/api/v1/people",
    access: "people.read",
    tag: "People",
    summary: "All people, by name",
    query: z.object({ inactive: z.stringbool().default(false), teamId: id.optional() }),
    response: z.object({ items: z.array(personShape) }),
  }),
  show: defineRoute({
    id: "people.show",
    method: "GET",
    path: "/api/v1/people/:staffId",
    access: "people.read",
    tag: "People",
    summary: "One person",
    params: staffParams,
    response: personShape,
  }),
  change: defineRoute({
    id: "people.change",
    method: "PATCH",
    path: "/api/v1/people/:staffId",
    access: "people.manage",
    tag: "People",
    summary: "Change a person's name, address, role, number, department or teams",
    params: staffParams,
    body: z.object({
      version,
      name: name.optional(),
      email: emailAddress.optional(),
      role: role.optional(),
      agentNumber: z.string().trim().min(1).max(40).nullable().optional(),
      department: z.string().trim().min(1).max(200).nullable().optional(),
      teamIds: z.array(id).max(TEAMS_MAX).optional(),
    }),
    response: personShape,
  }),
  work: defineRoute({
    id: "people.work",
    method: "GET",
    path: "/api/v1/people/:staffId/work",
    access: "people.manage",
    tag: "People",
    summary: "What a person answers for now: his open tickets and the teams that he leads",
    params: staffParams,
    response: ownWork.extend({ openTicketCount: z.number().int(), teamsLed: z.array(teamShape) }),
  }),
  deactivate: defineRoute({
    id: "people.deactivate",
    method: "POST",
    path: "/api/v1/people/:staffId/deactivation",
    access: "people.manage",
    tag: "People",
    summary: "End a person's access; the answer lists what he leaves behind",
    params: staffParams,
    response: ownWork.extend({
      openTicketCount: z.number().int(),
      teamsLed: z.array(teamShape),
      sessionsEnded: z.number().int(),
      tokensRevoked: z.array(z.string()),
    }),
  }),
  reactivate: defineRoute({
    id: "people.reactivate",
    method: "DELETE",
    path: "/api/v1/people/:staffId/deactivation",
    access: "people.manage",
    tag: "People",
    summary: "Let a person sign in again",
    params: staffParams,
    response: personShape,
  }),
  endSessions: defineRoute({
    id: "people.end-sessions",
    method: "DELETE",
    path: "/api/v1/people/:staffId/sessions",
    access: "people.manage",
    tag: "People",
    summary: "End all sessions of a person",
    params: staffParams,
    response: z.object({ ended: z.number().int() }),
  }),
};

const teamBody = {
  leaderId: id.nullable(),
  memberIds: z.array(id).max(MEMBERS_MAX),
  greetingZh: z.string().max(GREETING_CHARS_MAX),
  greetingEn: z.string().max(GREETING_CHARS_MAX),
};

export const teamRoutes = {
  list: defineRoute({
    id: "teams.list",
    method: "GET",
    path: "/api/v1/teams",
    access: "people.read",
    tag: "Teams",
    summary: "All teams, by name",
    query: z.object({ archived: z.stringbool().default(false) }),
    response: z.object({ items: z.array(teamShape) }),
  }),
  make: defineRoute({
    id: "teams.make",
    method: "POST",
    path: "/api/v1/teams",
    access: "people.manage",
    tag: "Teams",
    summary: "Make a team",
    body: z.object({
      name,
      leaderId: teamBody.leaderId.default(null),
      memberIds: teamBody.memberIds.default([]),
      greetingZh: teamBody.greetingZh.default(""),
      greetingEn: teamBody.greetingEn.default(""),
    }),
    response: teamShape,
    status: 201,
  }),
  change: defineRoute({
    id: "teams.change",
    method: "PATCH",
    path: "/api/v1/teams/:teamId",
    access: "people.manage",
    tag: "Teams",
    summary: "Change a team, its leader or members; archive it or bring it back",
    params: z.object({ teamId: id }),
    body: z.object({
      version,
      name: name.optional(),
      leaderId: teamBody.leaderId.optional(),
      memberIds: teamBody.memberIds.optional(),
      greetingZh: teamBody.greetingZh.optional(),
      greetingEn: teamBody.greetingEn.optional(),
      archived: z.boolean().optional(),
    }),
    response: teamShape,
  }),
};

export const invitationRoutes = {
  list: defineRoute({
    id: "invitations.list",
    method: "GET",
    path: "/api/v1/invitations",
    access: "people.manage",
    tag: "Invitations",
    summary: "Open invitations, newest first",
    query: pageQuery,
    response: pageOf(invitationShape),
  }),
  invite: defineRoute({
    id: "invitations.invite",
    method: "POST",
    path: "/api/v1/invitations",
    access: "people.manage",
    tag: "Invitations",
    summary: "Invite somebody by mail",
    body: z.object({
      email: emailAddress,
      role,
      teamIds: z.array(id).max(TEAMS_MAX).default([]),
      language: language.default("zh"),
    }),
    response: invitationShape,
    status: 201,
  }),
  sendAgain: defineRoute({
    id: "invitations.send-again",
    method: "POST",
    path: "/api/v1/invitations/:invitationId/sending",
    access: "people.manage",
    tag: "Invitations",
    summary: "Send an invitation again, with a new link",
    params: z.object({ invitationId: id }),
    response: invitationShape,
  }),
  revoke: defineRoute({
    id: "invitations.revoke",
    method: "DELETE",
    path: "/api/v1/invitations/:invitationId",
    access: "people.manage",
    tag: "Invitations",
    summary: "Take an invitation back",
    params: z.object({ invitationId: id }),
  }),
  open: defineRoute({
    id: "invitations.open",
    method: "GET",
    path: "/api/v1/invitations/:token/acceptance",
    access: "public",
    tag: "Invitations",
    summary: "What an invitation link invites to",
    params: z.object({ token: linkToken }),
    response: z.object({ email: z.string().nullable(), role, language, passwordCharsMin: z.number().int() }),
    callsPerMinuteMax: 60,
  }),
  accept: defineRoute({
    id: "invitations.accept",
    method: "POST",
    path: "/api/v1/invitations/:token/acceptance",
    access: "public",
    tag: "Invitations",
    summary: "Accept an invitation: name and password",
    params: z.object({ token: linkToken }),
    body: z.object({
      name,
      email: emailAddress.optional(),
      password: z.string().min(1).max(1_000),
      language: language.optional(),
      timeZone: timeZone.optional(),
    }),
    response: z.object({ staffId: id, email: z.string() }),
    status: 201,
    callsPerMinuteMax: 20,
  }),
};

export const tokenRoutes = {
  list: defineRoute({
    id: "tokens.list",
    method: "GET",
    path: "/api/v1/tokens",
    access: "tokens.own",
    tag: "API tokens",
    summary: "One's own API tokens",
    response: z.object({ items: z.array(tokenShape) }),
  }),
  make: defineRoute({
    id: "tokens.make",
    method: "POST",
    path: "/api/v1/tokens",
    access: "tokens.own",
    tag: "API tokens",
    summary: "Make an API token; its text is shown this once",
    body: z.object({
      name,
      scopes: z.array(ability).min(1).max(ABILITIES.length),
      daysMax: z.number().int().min(1).max(TOKEN_DAYS_MAX).default(90),
    }),
    response: tokenShape.extend({ secret: z.string() }),
    status: 201,
  }),
  revoke: defineRoute({
    id: "tokens.revoke",
    method: "DELETE",
    path: "/api/v1/tokens/:tokenId",
    access: "tokens.own",
    tag: "API tokens",
    summary: "Revoke one of one's own API tokens",
    params: z.object({ tokenId: id }),
  }),
};

export const auditRoutes = {
  list: defineRoute({
    id: "audit.list",
    method: "GET",
    path: "/api/v1/audit",
    access: "audit.read",
    tag: "Audit trail",
    summary: "Who did what, newest first",
    query: pageQuery.extend({
      actorId: id.optional(),
      action: z.string().max(100).optional(),
      targetKind: z.string().max(60).optional(),
      targetId: z.string().max(100).optional(),
      from: instant.optional(),
      to: instant.optional(),
    }),
    response: pageOf(auditShape),
  }),
};

export const signInSettingsRoutes = {
  show: defineRoute({
    id: "sign-in-settings.show",
    method: "GET",
    path: "/api/v1/settings/sign-in",
    access: "settings.manage",
    tag: "Settings",
    summary: "How people sign in",
    response: signInSettingsShape,
  }),
  change: defineRoute({
    id: "sign-in-settings.change",
    method: "PUT",
    path: "/api/v1/settings/sign-in",
    access: "settings.manage",
    tag: "Settings",
    summary: "Change how people sign in",
    body: signInSettingsShape,
    response: signInSettingsShape,
  }),
};
