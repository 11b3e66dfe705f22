import type { TicketDesk } from "../../core/tickets/index.ts";

export type ClosingDeps = {
  desk: TicketDesk;
  secretKey: string;
  /** `https://desk.example.com`, without a slash at the end. */
  publicUrl: string;
  deskName: string;
};
