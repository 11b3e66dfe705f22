import type { CustomerCase } from "../../../src/contract/closing-routes.ts";
import type { CaseLink } from "./case-link.ts";

/** What the customer has filled in so far. */
export type CaseAnswer = {
  solved: "solved" | "not-solved" | null;
  reason: string;
  /** Question id → level. */
  levels: Record<string, number>;
  comment: string;
};

export const NOTHING_SAID: CaseAnswer = { solved: null, reason: "", levels: {}, comment: "" };
export const SATISFACTION = "satisfaction";
/** A customer who rates at least so well clicked because the problem is gone. */
const CONTENT_LEVEL_MIN = 3;

/** As the mail's link says it, over what was written here before. */
export function firstAnswer({ answer, rating }: CaseLink, kept: Partial<CaseAnswer>): CaseAnswer {
  const rated = rating !== null && rating >= CONTENT_LEVEL_MIN ? "solved" : null;
  const levels = { ...kept.levels, ...(rating === null ? {} : { [SATISFACTION]: rating }) };
  return {
    solved: answer ?? rated ?? kept.solved ?? null,
    reason: kept.reason ?? "",
    levels,
    comment: kept.comment ?? "",
  };
}

export type Step = "confirm" | "reject" | "rate";

/** The calls that a tap on the button makes, in order; empty when something must be chosen first. */
export function stepsOf(answer: CaseAnswer, { status, survey }: Pick<CustomerCase, "status" | "survey">): Step[] {
  if (answer.solved === "not-solved" && status !== "reopened") return ["reject"];
  const rates = !survey.answered && answer.levels[SATISFACTION] !== undefined && status !== "reopened";
  const confirms = status === "awaiting_confirmation" && answer.solved === "solved";
  return [...(confirms ? (["confirm"] as const) : []), ...(rates ? (["rate"] as const) : [])];
}

type Button = "submit" | "submit_solved" | "submit_both" | "submit_not_solved" | "submit_survey";

/** What the form asks for as the case and the answers stand. */
export type Asked = {
  question: "solved" | "reason" | null;
  survey: boolean;
  button: Button | null;
  /** A closed case may be told to be not solved. */
  reopening: boolean;
  /** Of what was filled in, what still can be said. */
  said: CaseAnswer;
};

/** @param reopening whether the customer asked to open a closed case again */
export function askedOf(answer: CaseAnswer, shown: Pick<CustomerCase, "status" | "survey">, reopening: boolean): Asked {
  const { status, survey } = shown;
  const awaiting = status === "awaiting_confirmation";
  const rejecting = answer.solved === "not-solved" && (awaiting || (reopening && status === "closed"));
  const said = rejecting || awaiting ? answer : { ...answer, solved: null };
  const asksSurvey = !rejecting && mayRate({ status, survey });
  return {
    question: awaiting ? "solved" : rejecting ? "reason" : null,
    survey: asksSurvey,
    button: rejecting || awaiting || asksSurvey ? buttonOf(said, stepsOf(said, shown), awaiting) : null,
    reopening: status === "closed" && !rejecting,
    said,
  };
}

const mayRate = ({ status, survey }: Pick<CustomerCase, "status" | "survey">): boolean =>
  !survey.answered && status !== "reopened" && survey.questions.length > 0;

function buttonOf(answer: CaseAnswer, steps: readonly Step[], awaiting: boolean): Button {
  if (answer.solved === "not-solved") return "submit_not_solved";
  if (!awaiting || (answer.solved === null && steps.length > 0)) return "submit_survey";
  // Nothing is said yet: the button says nothing for him.
  if (steps.length === 0) return "submit";
  return steps.length > 1 ? "submit_both" : "submit_solved";
}
