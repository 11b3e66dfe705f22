import type { Tx } from "../../platform/transaction.ts";

export type TicketMove = {
  fromId: string;
  intoId: string;
  /** null: all tickets of `fromId`. */
  ticketIds: readonly string[] | null;
  staffId: string | null;
  now: number;
};

/** What must happen to tickets in the same transaction; main hands these in, because contacts know no tickets. */
export type CustomerHooks = {
  /** Moves tickets from one contact to another; answers which moved. */
  onContactsMerged(tx: Tx, move: TicketMove): Promise<string[]>;
  /** Moves tickets from one organisation to another; answers which moved. */
  onOrganisationsMerged(tx: Tx, move: TicketMove): Promise<string[]>;
  /** Tickets of these contacts that have no organisation now belong to this one. */
  onContactsJoined(
    tx: Tx,
    joined: { contactIds: readonly string[]; organisationId: string; staffId: string | null; now: number },
  ): Promise<void>;
  /** Takes the person's data out of his tickets. */
  onContactErased(
    tx: Tx,
    erased: { contactIds: readonly string[]; staffId: string | null; now: number },
  ): Promise<void>;
};
