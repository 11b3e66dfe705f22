import { holds } from "../clocks/index.ts";
import type { LocalText } from "../local-text.ts";
import type { TicketFacts } from "../ticket/ticket-event.ts";
import type { Gate, GateDemand, Transition } from "./gate.ts";
import { todoOf } from "./gate-words.ts";
import type { Pack } from "./pack.ts";

/** What one gate still wants; the refusal names it, says what to do and offers the form. */
export type OpenGateDemand = {
  gateId: string;
  transition: Transition;
  kind: GateDemand["kind"];
  /** The form that is to be filled in, or that is to be approved. */
  formId: string | null;
  /** Id of the step, authority or promise line that is asked for; null for a form and the customer's yes. */
  targetId: string | null;
  label: LocalText;
  todo: LocalText;
};

export type GateCase = {
  facts: TicketFacts;
  /** Form id → newest submission since the last opening. Their content was checked when they were. */
  forms: Readonly<Record<string, string>>;
  confirmed: boolean;
  /** Steps done since the last opening. */
  steps: readonly string[];
  /** Authority id → the submission that was approved, null for an approval of none. */
  approvals: Readonly<Record<string, string | null>>;
  /** Whether the clock of a promise line has run out since the ticket was solved. */
  ranOut: (lineId: string) => boolean;
  /** The promise line in whose name a rule closes; null for a person. */
  closingLine: string | null;
};

/** All that the gates before a transition still want; empty when it may happen. */
export function missingForTransition(pack: Pack, transition: Transition, given: GateCase): OpenGateDemand[] {
  const gates = pack.gates.filter((gate) => gate.transition === transition && stands(gate, given.facts));
  return gates.flatMap(({ id, demands }) =>
    demands
      .filter((demand) => isWanted(demand, given) && !isMet(demand, given))
      .map((demand) => ({
        gateId: id,
        transition,
        kind: demand.kind,
        formId: formOf(demand),
        targetId: targetOf(demand),
        label: demand.label,
        todo: todoOf(pack, demand),
      })),
  );
}

const stands = ({ when }: Gate, facts: TicketFacts) =>
  when.length === 0 || when.some((condition) => holds(condition, facts));

/** An approval of a form that nobody has filled in is an approval of nothing. */
const isWanted = (demand: GateDemand, { forms }: GateCase) =>
  demand.kind !== "approval" || demand.of === null || forms[demand.of.formId] !== undefined;

function isMet(demand: GateDemand, given: GateCase): boolean {
  switch (demand.kind) {
    case "form":
      return given.forms[demand.formId] !== undefined;
    case "confirmation":
      return given.confirmed || isWaitedOut(demand.orLine, given);
    case "step":
      return given.steps.includes(demand.stepId);
    case "approval":
      return given.approvals[demand.authorityId] === (demand.of === null ? null : given.forms[demand.of.formId]);
    case "watch":
      return given.closingLine === demand.lineId || given.ranOut(demand.lineId);
  }
}

/** A rule closes in the name of that line, or of another once that line's time is over too; a person never. */
const isWaitedOut = (orLine: string | null, { closingLine, ranOut }: GateCase) =>
  orLine !== null && closingLine !== null && (closingLine === orLine || ranOut(orLine));

function formOf(demand: GateDemand): string | null {
  if (demand.kind === "form") return demand.formId;
  return demand.kind === "approval" ? (demand.of?.formId ?? null) : null;
}

function targetOf(demand: GateDemand): string | null {
  switch (demand.kind) {
    case "step":
      return demand.stepId;
    case "approval":
      return demand.authorityId;
    case "watch":
      return demand.lineId;
    default:
      return null;
  }
}
