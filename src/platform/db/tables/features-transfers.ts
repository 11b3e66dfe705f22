// The tables as Kysely sees them, written by `npm run schema` from db/migrations. Do not edit.
import type { Moment, NullableMoment } from "../column-types.ts";

export interface FeaturesTransfersTables {
  ticket_transfer: {
    id: string;
    ticket_id: string;
    team_id: string;
    submission_id: string | null;
    state: string;
    sent_by: string | null;
    sent_at: Moment;
    accepted_at: NullableMoment;
    ended_at: NullableMoment;
    reason: string | null;
    answer_message_id: string | null;
  };
}
