// The tables as Kysely sees them, written by `npm run schema` from db/migrations. Do not edit.
import type { Moment } from "../column-types.ts";

export interface FeaturesTicketDeskTables {
  ticket_seen: {
    ticket_id: string;
    staff_id: string;
    seq: number;
    seen_at: Moment;
  };
}
