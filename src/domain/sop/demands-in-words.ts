import type { OpenGateDemand } from "./missing-for-transition.ts";

/** What gates still want, for the refusal: what it is, and what to do about it. */
export const demandsInWords = (
  demands: readonly OpenGateDemand[],
  language: "zh" | "en",
): { gateId: string; label: string }[] =>
  demands.map(({ gateId, label, todo }) => ({
    gateId,
    label: language === "zh" ? `${label.zh}（${todo.zh}）` : `${label.en} (${todo.en})`,
  }));
