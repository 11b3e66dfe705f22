import type { SignedIn } from "../../core/staff/index.ts";
import type { TicketDesk } from "../../core/tickets/index.ts";
import type { Database, Tx } from "../../platform/transaction.ts";

export type CustomerDeps = {
  db: Database;
  desk: TicketDesk;
  now: () => number;
  /** Names or addresses changed, or tickets moved: whoever keeps copies of them looks again. */
  customersChanged(tx: Tx, which: { contactIds?: readonly string[]; organisationId?: string }): Promise<void>;
};

/** Who does it, from where and when. */
export type Doer = { tx: Tx; session: SignedIn; ip: string; now: number };
