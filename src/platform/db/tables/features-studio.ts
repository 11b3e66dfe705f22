// The tables as Kysely sees them, written by `npm run schema` from db/migrations. Do not edit.
import type { Generated } from "kysely";
import type { Json, Moment, NullableJson, NullableMoment } from "../column-types.ts";

export interface FeaturesStudioTables {
  sop_run: {
    id: string;
    sop_version_id: string;
    scope: Json;
    state: Generated<string>;
    done: Generated<number>;
    total: number | null;
    problem: NullableJson;
    result: NullableJson;
    started_by: string;
    created_at: Moment;
    seen_at: NullableMoment;
    ended_at: NullableMoment;
  };
}
