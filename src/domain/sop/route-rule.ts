import { lineMatches, type When } from "../clocks/index.ts";
import type { SupportLevel } from "../ticket/vocabulary.ts";
import type { TicketFacts } from "../ticket/ticket-event.ts";

/** Where a ticket goes (REQ: TR-08). What is null stays as it would be without the rule. */
export type RouteTarget = {
  /** Id of a team of the pack: the handle of one at the desk. */
  team: string | null;
  level: SupportLevel | null;
  /** To the customer's dedicated adviser, where he has one. */
  adviser: boolean;
  notifyLeader: boolean;
  /** Whoever has duty on this list answers for it. */
  onCall: string | null;
};

export type RouteRule = { id: string; when: readonly When[]; to: RouteTarget; source: string };

/** The first rule that holds; null when the pack has none for it. */
export const routeFor = (routes: readonly RouteRule[], facts: TicketFacts): RouteRule | null =>
  routes.find((route) => lineMatches(route, facts)) ?? null;
