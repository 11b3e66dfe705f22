import { answerableFor, customerSuccess, listStaff, whoSupervises } from "../../core/staff/index.ts";
import type { FollowUpRule } from "../../domain/sop/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { Case } from "./case-store.ts";

/** Who takes a second follow-up or a visit, as its rule says; without a rule whoever answers for the ticket's team. REQ: CL-05, CL-06 */
export async function followUpOwner(tx: Tx, { teamId }: Case, rule: FollowUpRule | null): Promise<string | null> {
  if (rule?.owner === "supervisor")
    return whoSupervises(await listStaff(tx), teamId === null ? null : { id: teamId })[0]?.id ?? null;
  const manager = rule?.owner === "customer_success" ? await customerSuccess(tx) : null;
  return manager ?? (await answerableFor(tx, teamId))[0]?.id ?? null;
}
