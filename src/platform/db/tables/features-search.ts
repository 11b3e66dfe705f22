// The tables as Kysely sees them, written by `npm run schema` from db/migrations. Do not edit.
import type { Generated, GeneratedAlways } from "kysely";
import type { GeneratedMoment, Moment, NullableMoment } from "../column-types.ts";

export interface FeaturesSearchTables {
  search_code: {
    code: string;
  };
  search_dirty: {
    id: GeneratedAlways<number>;
    ticket_id: string;
    fresh: Generated<boolean>;
    due_at: GeneratedMoment;
    noted_at: GeneratedMoment;
  };
  search_entry: {
    id: string;
    ticket_id: string;
    message_id: string | null;
    at: Moment;
    lexemes: string;
    codes: string;
    sender: Generated<string>;
    recipients: Generated<string>;
  };
  search_posting: {
    code: string;
    at: Moment;
    entry_id: string;
  };
  search_rebuild: {
    one: Generated<boolean>;
    ticket_id: string | null;
    tickets_done: Generated<number>;
    tickets_total: number;
    moved_at: GeneratedMoment;
    finished_at: NullableMoment;
  };
}
