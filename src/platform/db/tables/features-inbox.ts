// The tables as Kysely sees them, written by `npm run schema` from db/migrations. Do not edit.
import type { Generated } from "kysely";
import type { GeneratedJson, Json, Moment } from "../column-types.ts";

export interface FeaturesInboxTables {
  message_draft: {
    ticket_id: string;
    staff_id: string;
    tab: string;
    html: string;
    recipients: GeneratedJson;
    attachment_ids: Generated<string[]>;
    updated_at: Moment;
  };
  saved_view: {
    id: string;
    owner_id: string;
    shared: Generated<boolean>;
    name: string;
    filter: Json;
    sort: string;
    group_by: string;
    position: Generated<number>;
    version: Generated<number>;
    created_at: Moment;
    updated_at: Moment;
  };
}
