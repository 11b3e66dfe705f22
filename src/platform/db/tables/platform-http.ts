// The tables as Kysely sees them, written by `npm run schema` from db/migrations. Do not edit.
import type { GeneratedMoment, NullableJson } from "../column-types.ts";

export interface PlatformHttpTables {
  idempotency_record: {
    key: string;
    request_digest: string;
    status: number;
    body: NullableJson;
    created_at: GeneratedMoment;
  };
}
