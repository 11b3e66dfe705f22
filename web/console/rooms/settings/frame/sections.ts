import type { Ability } from "../../../../../src/domain/permission/index.ts";

export type SectionId =
  | "profile"
  | "notifications"
  | "security"
  | "tokens"
  | "desk"
  | "mailboxes"
  | "scripts"
  | "calendars"
  | "people"
  | "teams"
  | "sign_in"
  | "audit";

export type SectionGroup = "own" | "desk" | "people" | "safety";

/** `needs` null: everybody who is signed in. `ability` from a token's scopes counts as the role's own. */
type Shape = { id: SectionId; group: SectionGroup; needs: Ability | null; to: `/settings/${string}` };

export const GROUPS: readonly SectionGroup[] = ["own", "desk", "people", "safety"];

/** The pages of the settings in the order they are shown. */
export const SECTIONS = [
  { id: "profile", group: "own", needs: null, to: "/settings/profile" },
  { id: "notifications", group: "own", needs: null, to: "/settings/notifications" },
  { id: "security", group: "own", needs: null, to: "/settings/security" },
  { id: "tokens", group: "own", needs: "tokens.own", to: "/settings/tokens" },
  { id: "desk", group: "desk", needs: "settings.manage", to: "/settings/desk" },
  { id: "mailboxes", group: "desk", needs: "settings.read", to: "/settings/mailboxes" },
  { id: "scripts", group: "desk", needs: "settings.read", to: "/settings/scripts" },
  { id: "calendars", group: "desk", needs: "settings.read", to: "/settings/calendars" },
  { id: "people", group: "people", needs: "people.read", to: "/settings/people" },
  { id: "teams", group: "people", needs: "people.read", to: "/settings/teams" },
  { id: "sign_in", group: "safety", needs: "settings.manage", to: "/settings/sign-in" },
  { id: "audit", group: "safety", needs: "audit.read", to: "/settings/audit" },
] as const satisfies readonly Shape[];
export type Section = (typeof SECTIONS)[number];

export const sectionsFor = (abilities: readonly Ability[]): Section[] =>
  SECTIONS.filter(({ needs }) => needs === null || abilities.includes(needs));
