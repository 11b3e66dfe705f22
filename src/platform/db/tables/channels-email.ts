// The tables as Kysely sees them, written by `npm run schema` from db/migrations. Do not edit.
import type { Generated } from "kysely";
import type { GeneratedJson, GeneratedMoment, Json, Moment, NullableMoment } from "../column-types.ts";

export interface ChannelsEmailTables {
  inbound_mail: {
    id: string;
    mailbox_id: string;
    sha256: Buffer;
    raw: Buffer;
    envelope: Json;
    truncated: Generated<boolean>;
    received_at: Moment;
    state: Generated<string>;
    reason: string | null;
    attempts: Generated<number>;
    ticket_id: string | null;
    message_id: string | null;
    settled_at: NullableMoment;
    external_id: string | null;
    alerted_at: NullableMoment;
  };
  mail_delivery: {
    message_id: string;
    attempts: Generated<number>;
    lease_until: NullableMoment;
    lease_holder: string | null;
  };
  mailbox: {
    id: string;
    name: string;
    address: string;
    kind: string;
    team_id: string | null;
    enabled: Generated<boolean>;
    trusted_servers: Generated<string[]>;
    imap_host: string | null;
    imap_port: number | null;
    imap_security: Generated<string>;
    imap_user: string | null;
    imap_auth: Generated<string>;
    imap_secret: Buffer | null;
    imap_folder: Generated<string>;
    oauth_token_url: string | null;
    oauth_client_id: string | null;
    oauth_client_secret: Buffer | null;
    oauth_scope: string | null;
    version: Generated<number>;
    created_at: GeneratedMoment;
    updated_at: GeneratedMoment;
  };
  mailbox_outgoing: {
    mailbox_id: string;
    smtp_host: string | null;
    smtp_port: number | null;
    smtp_security: Generated<string>;
    smtp_user: string | null;
    smtp_secret: Buffer | null;
    dkim_domain: string | null;
    dkim_selector: string | null;
    dkim_key: Buffer | null;
    smtp_auth: Generated<string>;
  };
  mailbox_progress: {
    mailbox_id: string;
    uid_validity: number | null;
    last_uid: Generated<number>;
    last_ok_at: NullableMoment;
    last_error_code: string | null;
    last_error: string | null;
    last_error_at: NullableMoment;
    lease_holder: string | null;
    lease_until: NullableMoment;
  };
  system_mail: {
    id: string;
    purpose: string;
    recipient: string;
    subject: string;
    body_text: Generated<string>;
    body_html: Generated<string>;
    language: string;
    headers: GeneratedJson;
    state: Generated<string>;
    attempts: Generated<number>;
    lease_until: NullableMoment;
    detail: string | null;
    created_at: Moment;
    settled_at: NullableMoment;
    lease_holder: string | null;
  };
}
