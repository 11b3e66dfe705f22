export {
  AUTHORITY_KINDS,
  authorityOver,
  GOVERNED,
  leavesTo,
  mayGrant,
  rolesThatGrant,
  type Authority,
  type Governed,
} from "./authority.ts";
export { callBackFor, type CallBackRule } from "./call-back.ts";
export { allCategories, type Category } from "./category.ts";
export { checkPack } from "./check/check-pack.ts";
export type { CheckedAgainst, Finding } from "./check/finding.ts";
export { removalFindings } from "./check/removals.ts";
export { structureFindings } from "./check/structure.ts";
export { withChannelPromises } from "./channel-promises.ts";
export { complaintHandler, NO_COMPLAINTS, type ComplaintJudgement, type ComplaintMatrix } from "./complaint-matrix.ts";
export {
  composeById,
  composePack,
  type ComposedPack,
  type Override,
  type PackDocument,
  type Removal,
} from "./compose-pack.ts";
export { decideTier, type DecidedTier, type TierBasis, type TierByHand } from "./decide-tier.ts";
export { demandsInWords } from "./demands-in-words.ts";
export { diffPacks } from "./diff-packs.ts";
export { contactAfter, firstContact } from "./escalation-chain.ts";
export { FIELD_TYPES, formProblems, PREFILLS, type Form } from "./form.ts";
export { TRANSITIONS, type Gate, type GateDemand, type Transition } from "./gate.ts";
export { rolesInWords } from "./gate-words.ts";
export { missingForTransition, type GateCase, type OpenGateDemand } from "./missing-for-transition.ts";
export { renderNotice, type Notice, type NoticeVariable, type Pack } from "./pack.ts";
export { NOTICE_WAYS, wayWords, type NoticeWay, type PackChannel } from "./pack-channel.ts";
export { SCRIPT_SCENES, type PackScript } from "./pack-script.ts";
export { routeFor, type RouteRule, type RouteTarget } from "./route-rule.ts";
export { stepsBefore, type Step } from "./step.ts";
export { missingFields, type MissingField, type Supplement } from "./supplement.ts";
export { followUpFor, questionsFor, type FollowUpRule, type Survey } from "./survey.ts";
export type { EscalationContact, PackTeam, Roster } from "./team.ts";
export { tierFor, type TierRule } from "./tier-rule.ts";
export { transferFor, type TransferRule } from "./transfer-rule.ts";
