import type { SendStaffMail, SignedIn, StaffAuth } from "../../core/staff/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type StaffRouteDeps = { auth: Pick<StaffAuth, "hashPassword">; publicUrl: string; sendMail: SendStaffMail };

/** Who does it, from where and when: what every verb of staff wants to know of a call. */
export const byCaller = (call: { tx: Tx; session: SignedIn; ip: string; now: number }) => ({
  tx: call.tx,
  by: call.session,
  ip: call.ip,
  now: call.now,
});
