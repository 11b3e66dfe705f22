import { holds, type When } from "../../clocks/index.ts";
import type { TicketFacts } from "../../ticket/ticket-event.ts";
import {
  CHANNELS,
  COMPLAINT_URGENCIES,
  CUSTOMER_TIERS,
  PRIORITIES,
  SUPPORT_LEVELS,
  TICKET_STATES,
  type Channel,
  type ComplaintUrgency,
  type CustomerTier,
  type Priority,
  type SupportLevel,
  type TicketKind,
  type TicketState,
} from "../../ticket/vocabulary.ts";
import type { Pack } from "../pack.ts";
import { categoriesApart } from "./categories-apart.ts";

/** Every ticket that the conditions can tell apart is looked at; a pack that wants more is left unjudged. */
const FACTS_MAX = 100_000;
const TAGS_MAX = 6;

export type FactsSpace = readonly TicketFacts[];

/** All tickets that these conditions can tell apart, of the pack's kinds and categories; null when they are too many. */
export function factsSpace(pack: Pack, conditions: readonly (readonly When[])[]): FactsSpace | null {
  const named = conditions.flat();
  const asked = (key: keyof When) => named.some((when) => when[key] !== undefined);
  const one = <T>(key: keyof When, all: readonly T[]): readonly T[] => (asked(key) ? all : all.slice(0, 1));
  const tags = [...new Set(named.flatMap((when) => when.tag ?? []))];
  if (tags.length > TAGS_MAX) return null;
  const axes = {
    kind: one<TicketKind>(
      "kind",
      pack.kinds.map(({ id }) => id),
    ),
    priority: one<Priority>("priority", PRIORITIES),
    tier: one<CustomerTier>("tier", CUSTOMER_TIERS),
    channel: one<Channel>("channel", CHANNELS),
    state: one<TicketState>("state", TICKET_STATES),
    categoryId: categoriesApart(pack, named),
    tags: subsets(tags),
    level: one<SupportLevel>("level", SUPPORT_LEVELS),
    agreement: [null, ...new Set(named.flatMap((when) => when.agreement?.filter((id) => id !== "none") ?? []))],
    complaintUrgency: one<ComplaintUrgency | null>("complaint_urgency", [null, ...COMPLAINT_URGENCIES]),
  };
  const size = Object.values(axes).reduce((product, values) => product * values.length, 1);
  return size === 0 || size > FACTS_MAX ? null : combine(axes);
}

export const matches = (conditions: readonly When[], facts: TicketFacts): boolean =>
  conditions.length === 0 || conditions.some((when) => holds(when, facts));

type Axes = { [K in keyof TicketFacts]: readonly TicketFacts[K][] };

function combine(axes: Axes): TicketFacts[] {
  let partial: Partial<TicketFacts>[] = [{}];
  for (const [key, values] of Object.entries(axes))
    partial = partial.flatMap((facts) => values.map((value) => ({ ...facts, [key]: value })));
  return partial as TicketFacts[];
}

const subsets = (tags: readonly string[]): string[][] =>
  tags.reduce<string[][]>((sets, tag) => [...sets, ...sets.map((set) => [...set, tag])], [[]]);
