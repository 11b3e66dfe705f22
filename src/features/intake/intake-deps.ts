import type { TicketDesk } from "../../core/tickets/index.ts";
import type { Storage } from "../../platform/storage/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type IntakeDeps = {
  desk: TicketDesk;
  storage: Storage;
  now: () => number;
  /** IANA zone in which customers read moments when they have none of their own. */
  timeZone: string;
  /** Nothing reaches this address any more. */
  markUndeliverable(tx: Tx, address: string, at: number): Promise<void>;
};
