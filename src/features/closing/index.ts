export { caseLink } from "./case-link.ts";
export { closingRoutes } from "./closing-routes.ts";
export type { ClosingDeps } from "./deps.ts";
export { planRemedy } from "./plan-remedy.ts";
export { closeByRule } from "./close-by-rule.ts";
export { wordsByRule, writeByRule } from "./write-by-rule.ts";
export { forgetSurveyWords } from "./survey-store.ts";
