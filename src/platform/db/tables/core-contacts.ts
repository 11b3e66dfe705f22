// The tables as Kysely sees them, written by `npm run schema` from db/migrations. Do not edit.
import type { Generated } from "kysely";
import type { GeneratedMoment, Json, Moment, NullableMoment } from "../column-types.ts";

export interface CoreContactsTables {
  contact: {
    id: string;
    organisation_id: string | null;
    name: string;
    title: Generated<string>;
    language: Generated<string>;
    time_zone: string | null;
    preferred_channel: string | null;
    note: Generated<string>;
    blocked: Generated<boolean>;
    merged_into_id: string | null;
    erased_at: NullableMoment;
    version: Generated<number>;
    created_at: GeneratedMoment;
    updated_at: GeneratedMoment;
  };
  contact_address: {
    kind: string;
    value: string;
    contact_id: string;
    is_primary: Generated<boolean>;
    undeliverable_at: NullableMoment;
  };
  customer_merger: {
    id: string;
    kind: string;
    from_id: string;
    into_id: string;
    moved: Json;
    merged_by: string | null;
    merged_at: Moment;
    undone_at: NullableMoment;
  };
  organisation: {
    id: string;
    name: string;
    tier: Generated<string>;
    adviser_id: string | null;
    note: Generated<string>;
    merged_into_id: string | null;
    version: Generated<number>;
    created_at: GeneratedMoment;
    updated_at: GeneratedMoment;
    paid_cny: number | null;
    customer_since: NullableMoment;
    user_count: number | null;
    tier_override: string | null;
    tier_reason: Generated<string>;
    tier_until: NullableMoment;
  };
  organisation_domain: {
    domain: string;
    organisation_id: string;
  };
}
