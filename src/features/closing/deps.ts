import type { TicketDesk } from "../../core/tickets/index.ts";
import type { Brand } from "../../domain/brand/desk-colour.ts";
import type { Tx } from "../../platform/transaction.ts";

export type ClosingDeps = {
  desk: TicketDesk;
  secretKey: string;
  /** `https://desk.example.com`, without a slash at the end. */
  publicUrl: string;
  /** The desk's name and colour as customers see them. */
  brandOf(tx: Tx): Promise<Brand>;
};
