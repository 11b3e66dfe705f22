import { createContext, useContext } from "react";
import type { ProcedureShape } from "../../../../src/contract/procedure-routes.ts";
import type { TicketPage } from "../../../../src/contract/ticket-shapes.ts";
import type { Present } from "../../realtime/use-realtime.ts";

export type ComposerTab = "reply" | "note" | "progress_update";

/** What stands open over the ticket: one thing at a time. */
export type Panel =
  | { kind: "assign" | "priority" | "category" | "kind" | "state" | "tags" | "snooze" | "service" }
  | { kind: "solve" | "close" | "reopen" | "merge" | "link" }
  | { kind: "transfer" | "supplement" | "call_back" }
  | { kind: "transfer_answer" | "transfer_return"; transferId: string }
  | { kind: "split"; messageId: string }
  | { kind: "form"; formId: string };

/** Those that need nothing but their name. */
export type PlainPanel = Exclude<Panel, { formId: string } | { messageId: string } | { transferId: string }>["kind"];

export type ComposerState = {
  tab: ComposerTab;
  open: boolean;
  /** Counts the times that somebody asked to write: the editor takes the focus. */
  asked: number;
};

/** What every part of the open ticket needs. */
export type TicketRoom = {
  page: TicketPage;
  /** The id or number in the address: names the answer in the cache. */
  address: string;
  procedure: ProcedureShape | null;
  panel: Panel | null;
  openPanel: (panel: Panel) => void;
  closePanel: () => void;
  composer: ComposerState;
  write: (tab: ComposerTab) => void;
  setComposer: (next: Partial<ComposerState>) => void;
  /** Who else is at this ticket. */
  others: Present[];
  setTyping: (typing: boolean) => void;
  showContext: (tab?: ContextTab) => void;
};

export type ContextTab = "next" | "customer" | "trail";

const RoomContext = createContext<TicketRoom | null>(null);
export const TicketRoomProvider = RoomContext.Provider;

export function useTicketRoom(): TicketRoom {
  const room = useContext(RoomContext);
  if (!room) throw new Error("outside of a ticket");
  return room;
}

export const useTicketPage = (): TicketPage => useTicketRoom().page;
