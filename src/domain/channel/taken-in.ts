/**
 * What became of a message that a channel handed to the desk: it opened a ticket, joined one, is known already, is the
 * report that a message of ours did not arrive, or is a machine's talk that belongs to no ticket.
 */
export type TakenIn = {
  outcome: "opened" | "appended" | "duplicate" | "bounce" | "ignored";
  ticketId: string | null;
  messageId: string | null;
};
