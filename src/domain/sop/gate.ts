import type { When } from "../clocks/index.ts";
import type { LocalText } from "../local-text.ts";

export const TRANSITIONS = ["solve", "close", "escalate", "transfer"] as const;
export type Transition = (typeof TRANSITIONS)[number];

export type GateDemand =
  | { kind: "form"; formId: string; label: LocalText }
  /** The customer's yes, or the clock of that promise line run out. */
  | { kind: "confirmation"; orLine: string | null; label: LocalText }
  | { kind: "step"; stepId: string; label: LocalText }
  /** The yes of somebody with that authority. With `of` only once that form is filled in, and for the amount in its field. */
  | { kind: "approval"; authorityId: string; of: { formId: string; field: string | null } | null; label: LocalText }
  /** The clock of that promise line has run out undisturbed (REQ: HA-19). */
  | { kind: "watch"; lineId: string; label: LocalText };

/** What a pack wants before a transition; `when` empty is every ticket. */
export type Gate = {
  id: string;
  transition: Transition;
  when: readonly When[];
  demands: readonly GateDemand[];
  source: string;
};
