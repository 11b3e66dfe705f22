// The tables as Kysely sees them, written by `npm run schema` from db/migrations. Do not edit.
import type { Generated } from "kysely";
import type { GeneratedJson, GeneratedMoment, Moment, NullableMoment } from "../column-types.ts";

export interface CoreStaffTables {
  api_token: {
    id: string;
    staff_id: string;
    name: string;
    token_digest: string;
    hint: string;
    scopes: string[];
    expires_at: Moment;
    last_used_at: NullableMoment;
    revoked_at: NullableMoment;
    created_at: GeneratedMoment;
  };
  audit_entry: {
    id: string;
    at: GeneratedMoment;
    actor_id: string | null;
    actor_name: string;
    ip: string | null;
    action: string;
    target_kind: string;
    target_id: string | null;
    target_name: string | null;
    detail: GeneratedJson;
  };
  auth_account: {
    id: string;
    user_id: string;
    account_id: string;
    provider_id: string;
    access_token: string | null;
    refresh_token: string | null;
    id_token: string | null;
    access_token_expires_at: NullableMoment;
    refresh_token_expires_at: NullableMoment;
    scope: string | null;
    password: string | null;
    created_at: GeneratedMoment;
    updated_at: GeneratedMoment;
  };
  auth_session: {
    id: string;
    user_id: string;
    token: string;
    expires_at: Moment;
    ip_address: string | null;
    user_agent: string | null;
    created_at: GeneratedMoment;
    updated_at: GeneratedMoment;
  };
  auth_two_factor: {
    id: string;
    user_id: string;
    secret: string;
    backup_codes: string;
    verified: Generated<boolean | null>;
    failed_verification_count: Generated<number | null>;
    locked_until: NullableMoment;
  };
  auth_user: {
    id: string;
    name: string;
    email: string;
    email_verified: Generated<boolean>;
    image: string | null;
    two_factor_enabled: Generated<boolean | null>;
    created_at: GeneratedMoment;
    updated_at: GeneratedMoment;
  };
  auth_verification: {
    id: string;
    identifier: string;
    value: string;
    expires_at: Moment;
    created_at: GeneratedMoment;
    updated_at: GeneratedMoment;
  };
  desk_settings: {
    one: Generated<boolean>;
    name: string | null;
    colour: string | null;
    version: Generated<number>;
    updated_at: GeneratedMoment;
  };
  invitation: {
    id: string;
    email: string | null;
    role: string;
    team_ids: Generated<string[]>;
    language: Generated<string>;
    token_digest: string;
    invited_by: string | null;
    created_at: GeneratedMoment;
    expires_at: Moment;
    accepted_at: NullableMoment;
    revoked_at: NullableMoment;
  };
  on_call_duty: {
    id: string;
    roster_id: string;
    staff_id: string;
    starts_at: Moment;
    ends_at: Moment;
    created_at: Moment;
  };
  rate_window: {
    key: string;
    count: number;
    started_at: Moment;
  };
  sign_in_settings: {
    one: Generated<boolean>;
    two_factor_roles: Generated<string[]>;
    password_chars_min: Generated<number>;
    session_hours_max: Generated<number>;
    version: Generated<number>;
    updated_at: GeneratedMoment;
  };
  staff_member: {
    id: string;
    name: string;
    email: string;
    role: string;
    agent_number: string | null;
    department: string | null;
    language: Generated<string>;
    time_zone: Generated<string>;
    theme: Generated<string>;
    signature_html: Generated<string>;
    availability: Generated<string>;
    active: Generated<boolean>;
    version: Generated<number>;
    created_at: GeneratedMoment;
    updated_at: GeneratedMoment;
    is_sop_owner: Generated<boolean>;
  };
  team: {
    id: string;
    name: string;
    leader_id: string | null;
    greeting_zh: Generated<string>;
    greeting_en: Generated<string>;
    archived_at: NullableMoment;
    version: Generated<number>;
    created_at: GeneratedMoment;
    is_default: Generated<boolean>;
    handle: Generated<string>;
  };
  team_member: {
    team_id: string;
    staff_id: string;
  };
}
