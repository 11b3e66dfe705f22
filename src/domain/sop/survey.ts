import type { LocalText } from "../local-text.ts";
import type { Satisfaction } from "../ticket/vocabulary.ts";

export type SurveyQuestion = {
  id: string;
  label: LocalText;
  /** `nps`: how likely he is to recommend us, from 0 to 10; kept apart from the scales. */
  type: "scale" | "text" | "nps";
  /** Of a scale, from the worst to the best; nps has its own. */
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

/** What opens a second follow-up (REQ: CL-05, CL-06). */
export type FollowUpRule = {
  id: string;
  on: "not_solved" | "unsatisfied" | "nps";
  /** Satisfaction at or below this counts as unsatisfied; null for the others. */
  satisfactionMax: Satisfaction | null;
  /** Willingness to recommend (0 to 10) at or below this calls for a visit (REQ: CL-06); null for the others. */
  npsMax: number | null;
  owner: "supervisor" | "senior" | "customer_success";
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
  happened: { on: "not_solved" } | { on: "survey_answered"; satisfaction: Satisfaction } | { on: "nps"; score: number },
): FollowUpRule | null {
  return rules.find((rule) => calls(rule, happened)) ?? null;
}

function calls(rule: FollowUpRule, happened: Parameters<typeof followUpFor>[1]): boolean {
  switch (happened.on) {
    case "not_solved":
      return rule.on === "not_solved";
    case "survey_answered":
      return (
        rule.on === "unsatisfied" && rule.satisfactionMax !== null && happened.satisfaction <= rule.satisfactionMax
      );
    case "nps":
      return rule.on === "nps" && rule.npsMax !== null && happened.score <= rule.npsMax;
  }
}
