import type { LocalText } from "../local-text.ts";
import type { TicketFacts } from "../ticket/ticket-event.ts";
import type {
  Channel,
  ComplaintUrgency,
  CustomerTier,
  Priority,
  SupportLevel,
  TicketKind,
  TicketState,
} from "../ticket/vocabulary.ts";
import type { Effect } from "./effect.ts";
import type { Metric } from "./metrics.ts";

/** All named conditions hold; within one, any of the values. `category` includes what lies below it. */
export type When = {
  kind?: readonly TicketKind[];
  category?: readonly string[];
  priority?: readonly Priority[];
  tier?: readonly CustomerTier[];
  channel?: readonly Channel[];
  state?: readonly TicketState[];
  tag?: readonly string[];
  level?: readonly SupportLevel[];
  /** Ids of service agreements; `none` is a customer without one. */
  agreement?: readonly string[];
  complaint_urgency?: readonly ComplaintUrgency[];
};

export type Target =
  | { type: "within"; ms: number }
  | { type: "every"; ms: number }
  /** `minute` of the local day, on days with a shift. */
  | { type: "daily"; minute: number }
  /** Once, before the strictest running clock of that metric is due. */
  | { type: "once_before"; metric: Metric };

/** One promise of a pack. */
export type PromiseLine = {
  id: string;
  metric: Metric;
  title: LocalText;
  /** Any of these; none at all is every ticket. */
  when: readonly When[];
  target: Target;
  calendar: string;
  /** The states in which its time does not run. */
  pauses: readonly TicketState[];
  /** Shares of the target, above 0 and below 1, in order. */
  warn: readonly number[];
  onWarn: readonly Effect[];
  onBreach: readonly Effect[];
  /** How the customer is to be reached; a hint for the agent. Empty: any way. */
  via: readonly ("phone" | "sms" | "email" | "wecom" | "notification")[];
  source: string;
};

export const lineMatches = (line: { when: readonly When[] }, facts: TicketFacts): boolean =>
  line.when.length === 0 || line.when.some((when) => holds(when, facts));

export function holds(when: When, facts: TicketFacts): boolean {
  return (
    anyOf(when.kind, facts.kind) &&
    anyOf(when.priority, facts.priority) &&
    anyOf(when.tier, facts.tier) &&
    anyOf(when.channel, facts.channel) &&
    anyOf(when.state, facts.state) &&
    anyOf(when.level, facts.level) &&
    anyOf(when.agreement, facts.agreement ?? "none") &&
    anyOf<string | null>(when.complaint_urgency, facts.complaintUrgency) &&
    isWithinAny(when.category, facts.categoryId) &&
    hasAny(when.tag, facts.tags)
  );
}

const hasAny = (wanted: readonly string[] | undefined, are: readonly string[]) =>
  wanted?.some((tag) => are.includes(tag)) ?? true;

const anyOf = <T>(wanted: readonly T[] | undefined, is: T) => wanted?.includes(is) ?? true;

const isWithinAny = (wanted: readonly string[] | undefined, categoryId: string | null) =>
  wanted?.some((category) => isWithin(categoryId, category)) ?? true;

/** Ids of categories are paths: `fault.software.crash` lies within `fault.software`. */
const isWithin = (categoryId: string | null, ancestor: string) =>
  categoryId === ancestor || (categoryId?.startsWith(`${ancestor}.`) ?? false);
