import type { Pack } from "../pack.ts";
import { approvalFindings } from "./approvals.ts";
import { complaintFindings } from "./complaints.ts";
import { conditionFindings } from "./conditions.ts";
import { dutyFindings } from "./duty.ts";
import { escalationFindings } from "./escalations.ts";
import type { CheckedAgainst, Finding } from "./finding.ts";
import { firstMatchFindings } from "./first-match.ts";
import { gateFindings } from "./gates.ts";
import { noticeFindings } from "./notices.ts";
import { promiseFindings } from "./promises.ts";
import { reachFindings } from "./reach.ts";
import { structureFindings } from "./structure.ts";
import { textFindings } from "./texts.ts";
import { transferFindings } from "./transfers.ts";

/**
 * What is wrong in a composed pack, with its place and a way to mend it; empty when it may be published.
 * Of a pack whose parts do not fit together only that is said: the rest would be guesses.
 */
export function checkPack(pack: Pack, against: CheckedAgainst): Finding[] {
  const broken = structureFindings(pack);
  if (broken.length > 0) return broken;
  return [
    ...conditionFindings(pack),
    ...gateFindings(pack),
    ...approvalFindings(pack),
    ...firstMatchFindings(pack),
    ...complaintFindings(pack),
    ...transferFindings(pack),
    ...dutyFindings(pack),
    ...promiseFindings(pack, against),
    ...escalationFindings(pack),
    ...noticeFindings(pack),
    ...reachFindings(pack),
    ...textFindings(pack),
  ];
}
