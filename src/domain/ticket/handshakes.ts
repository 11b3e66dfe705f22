import type { TicketEvent } from "./ticket-event.ts";

/** A transfer is open while it is sent or accepted. */
export type TransferState = "sent" | "accepted" | "returned" | "answered" | "withdrawn";

/** What a ticket has asked of others and waits for: other departments, the customer, a call to come. */
export type Handshakes = {
  /** By id, every one that was ever sent. */
  transfers: Readonly<Record<string, { teamId: string; state: TransferState }>>;
  /** What the customer was asked for and has not sent yet, in words. */
  supplement: { messageId: string; missing: readonly string[] } | null;
  callBack: { plannedFor: number; ownerId: string } | null;
};

export const NO_HANDSHAKES: Handshakes = { transfers: {}, supplement: null, callBack: null };

const OPEN: ReadonlySet<TransferState> = new Set<TransferState>(["sent", "accepted"]);

export const isOpenTransfer = ({ state }: { state: TransferState }): boolean => OPEN.has(state);

/** The teams that were asked and have not been spared again: they see the ticket. */
export const askedTeams = ({ transfers }: Handshakes): string[] => [
  ...new Set(
    Object.values(transfers)
      .filter(({ state }) => state !== "withdrawn")
      .map(({ teamId }) => teamId),
  ),
];

/** What an event changes of the handshakes; null for all others. */
export function handshakeChange(known: Handshakes, { body }: TicketEvent): Partial<Handshakes> | null {
  switch (body.type) {
    case "transfer_sent":
      return { transfers: { ...known.transfers, [body.transferId]: { teamId: body.teamId, state: "sent" } } };
    case "transfer_accepted":
      return moved(known, body.transferId, "accepted");
    case "transfer_returned":
      return moved(known, body.transferId, "returned");
    case "transfer_answered":
      return moved(known, body.transferId, "answered");
    case "transfer_withdrawn":
      return moved(known, body.transferId, "withdrawn");
    case "supplement_asked":
      return { supplement: { messageId: body.messageId, missing: body.missing } };
    case "supplement_received":
      return { supplement: null };
    case "call_back_planned":
      return { callBack: { plannedFor: body.plannedFor, ownerId: body.ownerId } };
    case "call_back_done":
    case "call_back_dropped":
      return { callBack: null };
    default:
      return null;
  }
}

function moved({ transfers }: Handshakes, transferId: string, state: TransferState): Partial<Handshakes> {
  const transfer = transfers[transferId];
  return transfer ? { transfers: { ...transfers, [transferId]: { ...transfer, state } } } : {};
}
