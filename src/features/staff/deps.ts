import type { SendStaffMail, SignedIn, StaffAuth } from "../../core/staff/index.ts";
import type { Brand } from "../../domain/brand/desk-colour.ts";
import type { Tx } from "../../platform/transaction.ts";

export type StaffRouteDeps = {
  auth: Pick<StaffAuth, "hashPassword">;
  publicUrl: string;
  sendMail: SendStaffMail;
  /** The desk's name and colour as customers see them. */
  brandOf(tx: Tx): Promise<Brand>;
  /** Ends a person's realtime connections, so that his browser comes back with the rights he has now. */
  endConnections?: (staffId: string) => void;
};

/** After the commit: what a person hears in realtime follows his changed rights at once. */
export const reseat = (deps: StaffRouteDeps, tx: Tx, staffId: string): void =>
  tx.afterCommit(() => deps.endConnections?.(staffId));

/** Who does it, from where and when: what every verb of staff wants to know of a call. */
export const byCaller = (call: { tx: Tx; session: SignedIn; ip: string; now: number }) => ({
  tx: call.tx,
  by: call.session,
  ip: call.ip,
  now: call.now,
});
