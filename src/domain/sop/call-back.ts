import { lineMatches, type When } from "../clocks/index.ts";
import type { TicketFacts } from "../ticket/ticket-event.ts";

/** A planned call back after closing (REQ: CL-07). */
export type CallBackRule = {
  id: string;
  when: readonly When[];
  /** After the closing, in ms. */
  afterMs: number;
  by: "owner" | "senior" | "supervisor" | "customer_success";
  /** Id of the script that guides it; null for none. */
  script: string | null;
  source: string;
};

export const callBackFor = (rules: readonly CallBackRule[], facts: TicketFacts): CallBackRule | null =>
  rules.find((rule) => lineMatches(rule, facts)) ?? null;
