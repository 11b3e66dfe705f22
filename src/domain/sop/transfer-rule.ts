import { lineMatches, type When } from "../clocks/index.ts";
import type { TicketFacts } from "../ticket/ticket-event.ts";

/** What a transfer to a team wants and by when it is answered (REQ: HA-05, HA-15). */
export type TransferRule = {
  id: string;
  /** To these teams; none is any. */
  teams: readonly string[];
  when: readonly When[];
  /** The form that goes with it. */
  form: string;
  /** The field of it that names the contact person, and the one that names the coordinator. */
  contactField: string | null;
  coordinatorField: string | null;
  /** The promise lines that are its deadlines: of acceptance and of answer, by priority. */
  promises: readonly string[];
  /** Who of the team that was asked hears of it when it is late. */
  lateTo: "leader" | "supervisor";
  /** Whether the customer is told where his case lies. */
  visibleToCustomer: boolean;
  source: string;
};

/** The rule for a transfer to that team; null where the pack does not speak of it. */
export const transferFor = (
  rules: readonly TransferRule[],
  team: string | null,
  facts: TicketFacts,
): TransferRule | null =>
  rules.find(
    (rule) => (rule.teams.length === 0 || (team !== null && rule.teams.includes(team))) && lineMatches(rule, facts),
  ) ?? null;
