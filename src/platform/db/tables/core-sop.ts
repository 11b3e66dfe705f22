// The tables as Kysely sees them, written by `npm run schema` from db/migrations. Do not edit.
import type { Generated } from "kysely";
import type { GeneratedJson, GeneratedMoment, Json, Moment, NullableJson, NullableMoment } from "../column-types.ts";

export interface CoreSopTables {
  sop_event: {
    id: string;
    sop_version_id: string;
    at: Moment;
    staff_id: string | null;
    action: string;
    reason: Generated<string>;
    facts: GeneratedJson;
  };
  sop_version: {
    id: string;
    pack_id: string;
    number: number;
    status: string;
    content: NullableJson;
    digest: string;
    reason: Generated<string>;
    created_by: string | null;
    created_at: GeneratedMoment;
    published_at: NullableMoment;
    layer: Generated<string>;
    shipped_digest: string | null;
    origins: GeneratedJson;
    overrides: GeneratedJson;
    findings: GeneratedJson;
    revision: Generated<number>;
    changed_at: GeneratedMoment;
    changed_by: string | null;
    proposed_at: NullableMoment;
    proposed_by: string | null;
    proposal_reason: Generated<string>;
    approved_by: string | null;
    retired_at: NullableMoment;
    held_back: NullableJson;
  };
  working_calendar: {
    id: string;
    name_zh: string;
    name_en: string;
    definition: Json;
    version: Generated<number>;
    updated_at: GeneratedMoment;
    updated_by: string | null;
    shipped: NullableJson;
    offered: NullableJson;
  };
  working_calendar_version: {
    calendar_id: string;
    version: number;
    name_zh: string;
    name_en: string;
    definition: Json;
    at: Moment;
    staff_id: string | null;
    reason: Generated<string>;
  };
}
