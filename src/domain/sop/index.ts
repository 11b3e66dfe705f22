export {
  FIELD_TYPES,
  formProblems,
  PREFILLS,
  type Field,
  type FieldProblem,
  type FieldType,
  type Form,
} from "./form.ts";
export { matchLines, missingForTransition, type GateCase, type OpenGateDemand } from "./gate.ts";
export {
  allCategories,
  CATEGORY_LEVELS_MAX,
  NOTICE_VARIABLES,
  renderNotice,
  TRANSITIONS,
  type Category,
  type Gate,
  type GateDemand,
  type Notice,
  type NoticeVariable,
  type Pack,
  type Transition,
} from "./pack.ts";
export { followUpFor, questionsFor, type FollowUpRule, type Survey, type SurveyQuestion } from "./survey.ts";
