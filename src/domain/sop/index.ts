export { checkPack } from "./check/check-pack.ts";
export type { CheckedAgainst, Finding } from "./check/finding.ts";
export { structureFindings } from "./check/structure.ts";
export { composeById, composePack, type ComposedPack, type Override, type PackDocument } from "./compose-pack.ts";
export { diffPacks } from "./diff-packs.ts";
export { FIELD_TYPES, formProblems, PREFILLS, type Form } from "./form.ts";
export { matchLines, missingForTransition, type GateCase, type OpenGateDemand } from "./gate.ts";
export {
  allCategories,
  renderNotice,
  TRANSITIONS,
  type Category,
  type Gate,
  type NoticeVariable,
  type Pack,
  type Transition,
} from "./pack.ts";
export { followUpFor, questionsFor, type FollowUpRule, type Survey } from "./survey.ts";
