import type { LocalText } from "../local-text.ts";
import type { Satisfaction } from "../ticket/vocabulary.ts";

export type SurveyQuestion = {
  id: string;
  label: LocalText;
  type: "scale" | "text";
  /** Of a scale, from the worst to the best. */
  levels: readonly { value: number; label: LocalText }[];
  /** Always asked, or one of those that take turns. */
  shown: "always" | "in_turn";
  required: boolean;
};

export type Survey = {
  id: string;
  title: LocalText;
  thanks: LocalText;
  questions: readonly SurveyQuestion[];
  questionsMax: number;
  source: string;
};

/** What opens a second follow-up (REQ: CL-05). */
export type FollowUpRule = {
  id: string;
  on: "not_solved" | "unsatisfied";
  /** Satisfaction at or below this counts as unsatisfied; null for not_solved. */
  satisfactionMax: Satisfaction | null;
  owner: "supervisor" | "senior";
  source: string;
};

/** The questions to show: all that are always asked and, while there is room, those in turn from `turn` (a count or a draw, 0 and up). */
export function questionsFor(survey: Survey, turn: number): SurveyQuestion[] {
  const always = survey.questions.filter(({ shown }) => shown === "always");
  const inTurn = survey.questions.filter(({ shown }) => shown === "in_turn");
  const room = Math.max(0, survey.questionsMax - always.length);
  const chosen = new Set(always);
  for (let step = 0; step < Math.min(room, inTurn.length); step++) {
    const question = inTurn[(Math.floor(turn) + step) % inTurn.length];
    if (question) chosen.add(question);
  }
  return survey.questions.filter((question) => chosen.has(question));
}

/** The rule that an event of the closing calls for; null when the customer is content. */
export function followUpFor(
  rules: readonly FollowUpRule[],
  happened: { on: "not_solved" } | { on: "survey_answered"; satisfaction: Satisfaction },
): FollowUpRule | null {
  const calls = (rule: FollowUpRule) =>
    happened.on === "not_solved"
      ? rule.on === "not_solved"
      : rule.satisfactionMax !== null && happened.satisfaction <= rule.satisfactionMax;
  return rules.find(calls) ?? null;
}
