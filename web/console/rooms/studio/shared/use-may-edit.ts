import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import { useMay } from "../../../session/me.ts";
import { isDraft, proposalOf } from "./version-mark.tsx";

/** Whether the person may write into this version now. */
export function useMayEdit({ version }: VersionDetail): boolean {
  return useMay("sop.write") && isDraft(version) && !proposalOf(version);
}
