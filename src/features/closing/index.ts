export { caseLink } from "./case-link.ts";
export { closeByRule, remindCustomer } from "./close-case.ts";
export { closingRoutes } from "./closing-routes.ts";
export type { ClosingDeps } from "./deps.ts";
export { planRemedy } from "./plan-remedy.ts";
