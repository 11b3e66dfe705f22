// The tables as Kysely sees them, written by `npm run schema` from db/migrations. Do not edit.
import type { Moment } from "../column-types.ts";

export interface FeaturesIntakeTables {
  acknowledgement: {
    ticket_id: string;
    sender: string;
    sent_at: Moment;
  };
}
