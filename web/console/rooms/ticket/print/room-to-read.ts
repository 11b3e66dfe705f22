import type { ProcedureShape } from "../../../../../src/contract/procedure-routes.ts";
import type { TicketPage } from "../../../../../src/contract/ticket-shapes.ts";
import type { TicketRoom } from "../ticket-context.ts";

const nothing = () => undefined;

/** The ticket for parts that only read it: nothing opens, nobody writes. */
export const roomToRead = (page: TicketPage, address: string, procedure: ProcedureShape | null): TicketRoom => ({
  page,
  address,
  procedure,
  panel: null,
  composer: { tab: "note", open: false, asked: 0 },
  others: [],
  openPanel: nothing,
  closePanel: nothing,
  write: nothing,
  setComposer: nothing,
  setTyping: nothing,
  showContext: nothing,
});
