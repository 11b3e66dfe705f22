import type { TicketDesk } from "../../core/tickets/index.ts";
import type { Storage } from "../../platform/storage/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type IntakeDeps = {
  desk: TicketDesk;
  storage: Storage;
  now: () => number;
  /** IANA zone in which customers read moments when they have none of their own. */
  timeZone: string;
  mailboxes: {
    /** The team whose mailbox it is; null for the desk's default team. */
    teamOf(tx: Tx, mailboxId: string): Promise<string | null>;
    /** All of our own addresses, lower-case, without `+tag`. */
    addresses(tx: Tx): Promise<ReadonlySet<string>>;
  };
  /** Nothing reaches this address any more. */
  markUndeliverable(tx: Tx, address: string, at: number): Promise<void>;
};
