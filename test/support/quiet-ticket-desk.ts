import type { ticketDeskFeature } from "../../src/features/ticket-desk/index.ts";
import type { DeskParts } from "./test-desk.ts";

type Deps = Parameters<typeof ticketDeskFeature>[0];

/** What the tickets' routes need, on a desk that acknowledges nothing and has no raw mails. */
export const quietTicketDesk = (parts: DeskParts): Deps => ({
  ...parts,
  now: parts.clock.now,
  acknowledgement: async () => null,
  readRawMail: async () => null,
});
