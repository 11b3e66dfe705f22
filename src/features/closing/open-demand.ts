import type { OpenGateDemand } from "../../domain/sop/index.ts";
import type { OpenDemand } from "../../domain/ticket/index.ts";

/** What the gates still want, for the refusal: what it is, and what to do about it. */
export const named = (demands: readonly OpenGateDemand[], language: "zh" | "en"): OpenDemand[] =>
  demands.map(({ gateId, label, todo }) => ({
    gateId,
    label: language === "zh" ? `${label.zh}（${todo.zh}）` : `${label.en} (${todo.en})`,
  }));
