// The tables as Kysely sees them, written by `npm run schema` from db/migrations. Do not edit.
import type { Generated } from "kysely";
import type { GeneratedJson, Moment } from "../column-types.ts";

export interface FeaturesClosingTables {
  survey_response: {
    id: string;
    ticket_id: string;
    contact_id: string;
    satisfaction: number;
    answers: GeneratedJson;
    comment: Generated<string>;
    answered_at: Moment;
  };
}
