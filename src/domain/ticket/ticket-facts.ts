import type {
  Channel,
  ComplaintUrgency,
  CustomerTier,
  Priority,
  SupportLevel,
  TicketKind,
  TicketState,
} from "./vocabulary.ts";

/** What a promise line can ask of a ticket (`when:` in a pack). */
export type TicketFacts = {
  kind: TicketKind;
  categoryId: string | null;
  priority: Priority;
  tier: CustomerTier;
  channel: Channel;
  state: TicketState;
  tags: readonly string[];
  /** Who handles it: first line, second line, third line (REQ: HA-01). */
  level: SupportLevel;
  /** Id of the customer's service agreement; null without one. */
  agreement: string | null;
  /** Of complaints, once somebody has judged it (REQ: TR-02). */
  complaintUrgency: ComplaintUrgency | null;
};

/** Facts that older events do not carry, and what was true then. */
const UNRECORDED = { level: "L1", agreement: null, complaintUrgency: null } as const;

/** Facts as an event wrote them: those that came later may be missing. */
export type RecordedFacts = Omit<TicketFacts, keyof typeof UNRECORDED> & Partial<TicketFacts>;

export const factsFrom = (recorded: RecordedFacts): TicketFacts => ({ ...UNRECORDED, ...recorded });
