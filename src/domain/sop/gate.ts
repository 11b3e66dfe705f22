import { holds, lineMatches, type PromiseLine } from "../clocks/index.ts";
import type { LocalText } from "../local-text.ts";
import type { TicketFacts } from "../ticket/ticket-event.ts";
import type { Gate, Pack, Transition } from "./pack.ts";

/** The promise lines that run for these facts; all of them, the strictest of a metric is for showing. */
export const matchLines = (pack: Pack, facts: TicketFacts): PromiseLine[] =>
  pack.promises.filter((line) => lineMatches(line, facts));

/** What one gate still wants; the refusal names it and offers the form. */
export type OpenGateDemand = {
  gateId: string;
  transition: Transition;
  kind: "form" | "confirmation";
  formId: string | null;
  label: LocalText;
};

export type GateCase = {
  facts: TicketFacts;
  /** Forms submitted since the last opening. Their content was checked when they were. */
  submittedForms: readonly string[];
  confirmed: boolean;
  /** The promise line in whose name a rule closes; null for a person. */
  closingLine: string | null;
};

/** All that the gates before a transition still want; empty when it may happen. */
export function missingForTransition(pack: Pack, transition: Transition, given: GateCase): OpenGateDemand[] {
  const gates = pack.gates.filter((gate) => gate.transition === transition && stands(gate, given.facts));
  return gates.flatMap(({ id, demands }) =>
    demands.flatMap((demand): OpenGateDemand[] => {
      const open = { gateId: id, transition, kind: demand.kind, label: demand.label };
      if (demand.kind === "form")
        return given.submittedForms.includes(demand.formId) ? [] : [{ ...open, formId: demand.formId }];
      const isByRule = given.closingLine !== null && given.closingLine === demand.orLine;
      return given.confirmed || isByRule ? [] : [{ ...open, formId: null }];
    }),
  );
}

const stands = ({ when }: Gate, facts: TicketFacts) =>
  when.length === 0 || when.some((condition) => holds(condition, facts));
