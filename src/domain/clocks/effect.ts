import type { LocalText } from "../local-text.ts";
import type { Role } from "../permission/index.ts";
import type { Priority } from "../ticket/vocabulary.ts";

export const PARTIES = ["owner", "leader", "supervisor", "followers", "customer"] as const;

/** A party to the ticket, everybody of a role, or whoever has duty on an on-call list. */
export type Whom = (typeof PARTIES)[number] | `role:${Role}` | `on_call:${string}`;

export const ESCALATIONS = ["L2", "L3", "leader", "supervisor"] as const;
export const FOLLOW_UP_OWNERS = ["owner", "leader", "supervisor"] as const;

/** What a rule does when a clock warns or breaks. The shell carries it out; the fold only names it. */
export type Effect =
  | { do: "notify"; whom: Whom; noticeId: string | null }
  /** To the next level, where the list or the team named answers; to leader or supervisor, who answer for it as well. */
  | { do: "escalate"; to: (typeof ESCALATIONS)[number]; team?: string; onCall?: string }
  | { do: "reassign"; to: "leader" | `team:${string}` }
  | { do: "raise_priority"; to: Priority }
  | { do: "open_follow_up"; owner: (typeof FOLLOW_UP_OWNERS)[number] }
  | { do: "ask_supplement" }
  | { do: "post_note"; text: LocalText }
  | { do: "send_survey"; surveyId: string }
  | { do: "webhook"; url: string }
  | { do: "close"; noticeId: string | null };

/** The id behind `team:`, `role:` or `on_call:`; null where it is another kind of address. */
export const idAfter = (kind: "team" | "role" | "on_call", address: string): string | null =>
  address.startsWith(`${kind}:`) ? address.slice(kind.length + 1) : null;
