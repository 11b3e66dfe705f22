// The tables as Kysely sees them, written by `npm run schema` from db/migrations. Do not edit.
import type { Generated } from "kysely";
import type { GeneratedJson, Json, Moment, NullableMoment } from "../column-types.ts";

export interface FeaturesCustomersTables {
  customer_import: {
    id: string;
    file_name: string;
    content: Buffer;
    encoding: string;
    delimiter: string;
    mapping: GeneratedJson;
    state: string;
    rows_total: number;
    rows_done: Generated<number>;
    contacts_made: Generated<number>;
    contacts_changed: Generated<number>;
    organisations_made: Generated<number>;
    unchanged: Generated<number>;
    bad_rows: Generated<number>;
    created_by: string | null;
    created_at: Moment;
    started_at: NullableMoment;
    finished_at: NullableMoment;
  };
  customer_import_bad_row: {
    import_id: string;
    line: number;
    cells: Json;
    complaints: Json;
  };
}
