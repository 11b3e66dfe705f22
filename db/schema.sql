-- The schema that db/migrations make, written by `npm run schema`. To change it, add a migration.

create extension pg_trgm;

create table acknowledgement (
  ticket_id uuid not null,
  sender text not null,
  sent_at timestamp with time zone not null,
  constraint acknowledgement_pkey PRIMARY KEY (ticket_id),
  constraint acknowledgement_sender_check CHECK ((length(sender) <= 320)),
  constraint acknowledgement_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES ticket(id) ON DELETE CASCADE
);
CREATE INDEX acknowledgement_sender_sent_at_idx ON public.acknowledgement USING btree (sender, sent_at);
comment on table acknowledgement is 'owner: src/features/intake';

create table api_token (
  id uuid not null,
  staff_id uuid not null,
  name text not null,
  token_digest text not null,
  hint text not null,
  scopes text[] not null,
  expires_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint api_token_pkey PRIMARY KEY (id),
  constraint api_token_hint_check CHECK ((length(hint) <= 16)),
  constraint api_token_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint api_token_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id) ON DELETE CASCADE,
  constraint api_token_token_digest_check CHECK ((length(token_digest) = 64)),
  constraint api_token_token_digest_key UNIQUE (token_digest)
);
CREATE INDEX api_token_staff_id_idx ON public.api_token USING btree (staff_id);
comment on table api_token is 'owner: src/core/staff';

create table attachment (
  id uuid not null,
  ticket_id uuid,
  message_id uuid,
  name text not null,
  media_type text not null,
  size_bytes bigint not null,
  sha256 text not null,
  storage_key text not null,
  content_id text,
  inline boolean not null default false,
  uploaded_by uuid,
  created_at timestamp with time zone not null default now(),
  constraint attachment_pkey PRIMARY KEY (id),
  constraint attachment_content_id_check CHECK ((length(content_id) <= 500)),
  constraint attachment_media_type_check CHECK ((length(media_type) <= 200)),
  constraint attachment_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id),
  constraint attachment_name_check CHECK (((length(name) >= 1) AND (length(name) <= 300))),
  constraint attachment_sha256_check CHECK ((length(sha256) = 64)),
  constraint attachment_size_bytes_check CHECK ((size_bytes >= 0)),
  constraint attachment_storage_key_check CHECK ((length(storage_key) <= 300)),
  constraint attachment_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES ticket(id),
  constraint attachment_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES staff_member(id)
);
CREATE INDEX attachment_loose ON public.attachment USING btree (created_at) WHERE (message_id IS NULL);
CREATE INDEX attachment_message ON public.attachment USING btree (message_id);
CREATE INDEX attachment_ticket ON public.attachment USING btree (ticket_id);
comment on table attachment is 'owner: src/core/tickets';

create table audit_entry (
  id uuid not null,
  at timestamp with time zone not null default now(),
  actor_id uuid,
  actor_name text not null,
  ip text,
  action text not null,
  target_kind text not null,
  target_id text,
  target_name text,
  detail jsonb not null default '{}'::jsonb,
  constraint audit_entry_pkey PRIMARY KEY (id),
  constraint audit_entry_action_check CHECK ((length(action) <= 100)),
  constraint audit_entry_actor_name_check CHECK ((length(actor_name) <= 200)),
  constraint audit_entry_ip_check CHECK ((length(ip) <= 64)),
  constraint audit_entry_target_id_check CHECK ((length(target_id) <= 100)),
  constraint audit_entry_target_kind_check CHECK ((length(target_kind) <= 60)),
  constraint audit_entry_target_name_check CHECK ((length(target_name) <= 500))
);
CREATE INDEX audit_entry_actor ON public.audit_entry USING btree (actor_id, at DESC, id DESC);
CREATE INDEX audit_entry_at_id_idx ON public.audit_entry USING btree (at DESC, id DESC);
CREATE INDEX audit_entry_target ON public.audit_entry USING btree (target_kind, target_id, at DESC, id DESC);
CREATE TRIGGER audit_entry_append_only BEFORE DELETE OR UPDATE ON public.audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
comment on table audit_entry is 'owner: src/core/staff';

create table auth_account (
  id uuid not null,
  user_id uuid not null,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint auth_account_pkey PRIMARY KEY (id),
  constraint auth_account_access_token_check CHECK ((length(access_token) <= 20000)),
  constraint auth_account_account_id_check CHECK ((length(account_id) <= 400)),
  constraint auth_account_id_token_check CHECK ((length(id_token) <= 20000)),
  constraint auth_account_password_check CHECK ((length(password) <= 1000)),
  constraint auth_account_provider_id_account_id_key UNIQUE (provider_id, account_id),
  constraint auth_account_provider_id_check CHECK ((length(provider_id) <= 200)),
  constraint auth_account_refresh_token_check CHECK ((length(refresh_token) <= 20000)),
  constraint auth_account_scope_check CHECK ((length(scope) <= 2000)),
  constraint auth_account_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth_user(id) ON DELETE CASCADE
);
CREATE INDEX auth_account_user_id_idx ON public.auth_account USING btree (user_id);
comment on table auth_account is 'owner: src/core/staff';

create table auth_session (
  id uuid not null,
  user_id uuid not null,
  token text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint auth_session_pkey PRIMARY KEY (id),
  constraint auth_session_ip_address_check CHECK ((length(ip_address) <= 64)),
  constraint auth_session_token_check CHECK ((length(token) <= 200)),
  constraint auth_session_token_key UNIQUE (token),
  constraint auth_session_user_agent_check CHECK ((length(user_agent) <= 1000)),
  constraint auth_session_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth_user(id) ON DELETE CASCADE
);
CREATE INDEX auth_session_expires_at_idx ON public.auth_session USING btree (expires_at);
CREATE INDEX auth_session_user_id_idx ON public.auth_session USING btree (user_id);
comment on table auth_session is 'owner: src/core/staff';

create table auth_two_factor (
  id uuid not null,
  user_id uuid not null,
  secret text not null,
  backup_codes text not null,
  verified boolean default true,
  failed_verification_count integer default 0,
  locked_until timestamp with time zone,
  constraint auth_two_factor_pkey PRIMARY KEY (id),
  constraint auth_two_factor_backup_codes_check CHECK ((length(backup_codes) <= 4000)),
  constraint auth_two_factor_secret_check CHECK ((length(secret) <= 2000)),
  constraint auth_two_factor_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth_user(id) ON DELETE CASCADE
);
CREATE INDEX auth_two_factor_user_id_idx ON public.auth_two_factor USING btree (user_id);
comment on table auth_two_factor is 'owner: src/core/staff';

create table auth_user (
  id uuid not null,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean default false,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint auth_user_pkey PRIMARY KEY (id),
  constraint auth_user_email_check CHECK (((length(email) <= 254) AND (email = lower(email)))),
  constraint auth_user_email_key UNIQUE (email),
  constraint auth_user_id_fkey FOREIGN KEY (id) REFERENCES staff_member(id) ON DELETE CASCADE,
  constraint auth_user_image_check CHECK ((length(image) <= 2000)),
  constraint auth_user_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
comment on table auth_user is 'owner: src/core/staff';

create table auth_verification (
  id uuid not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint auth_verification_pkey PRIMARY KEY (id),
  constraint auth_verification_identifier_check CHECK ((length(identifier) <= 400)),
  constraint auth_verification_value_check CHECK ((length(value) <= 4000))
);
CREATE INDEX auth_verification_expires_at_idx ON public.auth_verification USING btree (expires_at);
CREATE INDEX auth_verification_identifier_idx ON public.auth_verification USING btree (identifier);
comment on table auth_verification is 'owner: src/core/staff';

create table contact (
  id uuid not null,
  organisation_id uuid,
  name text not null,
  title text not null default ''::text,
  language text not null default 'zh'::text,
  time_zone text,
  preferred_channel text,
  note text not null default ''::text,
  blocked boolean not null default false,
  merged_into_id uuid,
  erased_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint contact_pkey PRIMARY KEY (id),
  constraint contact_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint contact_merged_into_id_fkey FOREIGN KEY (merged_into_id) REFERENCES contact(id),
  constraint contact_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint contact_note_check CHECK ((length(note) <= 20000)),
  constraint contact_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint contact_preferred_channel_check CHECK ((preferred_channel = ANY (ARRAY['email'::text, 'phone'::text]))),
  constraint contact_time_zone_check CHECK ((length(time_zone) <= 64)),
  constraint contact_title_check CHECK ((length(title) <= 200))
);
CREATE INDEX contact_created_at_id_idx ON public.contact USING btree (created_at DESC, id DESC);
CREATE INDEX contact_merged ON public.contact USING btree (merged_into_id) WHERE (merged_into_id IS NOT NULL);
CREATE INDEX contact_name_grams ON public.contact USING gin (name_grams(name));
CREATE INDEX contact_organisation_id_idx ON public.contact USING btree (organisation_id);
comment on table contact is 'owner: src/core/contacts';

create table contact_address (
  kind text not null,
  value text not null,
  contact_id uuid not null,
  is_primary boolean not null default false,
  undeliverable_at timestamp with time zone,
  constraint contact_address_pkey PRIMARY KEY (kind, value),
  constraint contact_address_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE CASCADE,
  constraint contact_address_kind_check CHECK ((kind = ANY (ARRAY['email'::text, 'phone'::text]))),
  constraint contact_address_value_check CHECK (((length(value) >= 1) AND (length(value) <= 254)))
);
CREATE INDEX contact_address_begin ON public.contact_address USING btree (value text_pattern_ops);
CREATE INDEX contact_address_contact_id_idx ON public.contact_address USING btree (contact_id);
CREATE INDEX contact_address_trgm ON public.contact_address USING gin (value gin_trgm_ops);
comment on table contact_address is 'owner: src/core/contacts';

create table customer_import (
  id uuid not null,
  file_name text not null,
  content bytea not null,
  encoding text not null,
  delimiter text not null,
  mapping jsonb not null default '{}'::jsonb,
  state text not null,
  rows_total integer not null,
  rows_done integer not null default 0,
  contacts_made integer not null default 0,
  contacts_changed integer not null default 0,
  organisations_made integer not null default 0,
  unchanged integer not null default 0,
  bad_rows integer not null default 0,
  created_by uuid,
  created_at timestamp with time zone not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  constraint customer_import_pkey PRIMARY KEY (id),
  constraint customer_import_content_check CHECK ((octet_length(content) <= 10485760)),
  constraint customer_import_created_by_fkey FOREIGN KEY (created_by) REFERENCES staff_member(id),
  constraint customer_import_delimiter_check CHECK ((length(delimiter) = 1)),
  constraint customer_import_encoding_check CHECK ((length(encoding) <= 20)),
  constraint customer_import_file_name_check CHECK (((length(file_name) >= 1) AND (length(file_name) <= 300))),
  constraint customer_import_state_check CHECK ((state = ANY (ARRAY['uploaded'::text, 'running'::text, 'done'::text])))
);
CREATE INDEX customer_import_created_at_idx ON public.customer_import USING btree (created_at);
comment on table customer_import is 'owner: src/features/customers';

create table customer_import_bad_row (
  import_id uuid not null,
  line integer not null,
  cells jsonb not null,
  complaints jsonb not null,
  constraint customer_import_bad_row_pkey PRIMARY KEY (import_id, line),
  constraint customer_import_bad_row_import_id_fkey FOREIGN KEY (import_id) REFERENCES customer_import(id) ON DELETE CASCADE
);
comment on table customer_import_bad_row is 'owner: src/features/customers';

create table customer_merger (
  id uuid not null,
  kind text not null,
  from_id uuid not null,
  into_id uuid not null,
  moved jsonb not null,
  merged_by uuid,
  merged_at timestamp with time zone not null,
  undone_at timestamp with time zone,
  constraint customer_merger_pkey PRIMARY KEY (id),
  constraint customer_merger_check CHECK ((into_id <> from_id)),
  constraint customer_merger_kind_check CHECK ((kind = ANY (ARRAY['contact'::text, 'organisation'::text]))),
  constraint customer_merger_merged_by_fkey FOREIGN KEY (merged_by) REFERENCES staff_member(id)
);
CREATE INDEX customer_merger_into ON public.customer_merger USING btree (into_id) WHERE (undone_at IS NULL);
CREATE UNIQUE INDEX customer_merger_standing ON public.customer_merger USING btree (from_id) WHERE (undone_at IS NULL);
comment on table customer_merger is 'owner: src/core/contacts';

create table desk_settings (
  one boolean not null default true,
  name text,
  colour text,
  version integer not null default 1,
  updated_at timestamp with time zone not null default now(),
  constraint desk_settings_pkey PRIMARY KEY (one),
  constraint desk_settings_colour_check CHECK ((colour ~ '^#[0-9a-f]{6}$'::text)),
  constraint desk_settings_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint desk_settings_one_check CHECK (one)
);
comment on table desk_settings is 'owner: src/core/staff';

create table form_submission (
  id uuid not null,
  ticket_id uuid not null,
  form_id text not null,
  content jsonb not null,
  submitted_by uuid,
  created_at timestamp with time zone not null,
  constraint form_submission_pkey PRIMARY KEY (id),
  constraint form_submission_form_id_check CHECK ((length(form_id) <= 100)),
  constraint form_submission_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES staff_member(id),
  constraint form_submission_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES ticket(id)
);
CREATE INDEX form_submission_ticket_id_form_id_created_at_idx ON public.form_submission USING btree (ticket_id, form_id, created_at DESC);
comment on table form_submission is 'owner: src/core/tickets';

create table idempotency_record (
  key text not null,
  request_digest text not null,
  status integer not null,
  body jsonb,
  created_at timestamp with time zone not null default now(),
  constraint idempotency_record_pkey PRIMARY KEY (key),
  constraint idempotency_record_key_check CHECK ((length(key) <= 64)),
  constraint idempotency_record_request_digest_check CHECK ((length(request_digest) <= 64))
);
CREATE INDEX idempotency_record_created_at_idx ON public.idempotency_record USING btree (created_at);
comment on table idempotency_record is 'owner: src/platform/http';

create table inbound_mail (
  id uuid not null,
  mailbox_id uuid not null,
  sha256 bytea not null,
  raw bytea not null,
  envelope jsonb not null,
  truncated boolean not null default false,
  received_at timestamp with time zone not null,
  state text not null default 'received'::text,
  reason text,
  attempts integer not null default 0,
  ticket_id uuid,
  message_id uuid,
  settled_at timestamp with time zone,
  external_id text,
  alerted_at timestamp with time zone,
  constraint inbound_mail_pkey PRIMARY KEY (id),
  constraint inbound_mail_external_id_check CHECK ((length(external_id) <= 1000)),
  constraint inbound_mail_mailbox_id_fkey FOREIGN KEY (mailbox_id) REFERENCES mailbox(id),
  constraint inbound_mail_mailbox_id_sha256_key UNIQUE (mailbox_id, sha256),
  constraint inbound_mail_raw_check CHECK ((octet_length(raw) <= 62914560)),
  constraint inbound_mail_reason_check CHECK ((length(reason) <= 1000)),
  constraint inbound_mail_sha256_check CHECK ((octet_length(sha256) = 32)),
  constraint inbound_mail_state_check CHECK ((state = ANY (ARRAY['received'::text, 'taken_in'::text, 'duplicate'::text, 'ignored'::text, 'unreadable'::text, 'failed'::text, 'set_aside'::text])))
);
CREATE INDEX inbound_mail_alerted ON public.inbound_mail USING btree (alerted_at) WHERE (alerted_at IS NOT NULL);
CREATE INDEX inbound_mail_failed ON public.inbound_mail USING btree (received_at DESC, id DESC) WHERE (state = 'failed'::text);
CREATE INDEX inbound_mail_message ON public.inbound_mail USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX inbound_mail_set_aside ON public.inbound_mail USING btree (received_at DESC, id DESC) WHERE (state = 'set_aside'::text);
CREATE INDEX inbound_mail_ticket ON public.inbound_mail USING btree (ticket_id) WHERE (ticket_id IS NOT NULL);
CREATE INDEX inbound_mail_waiting ON public.inbound_mail USING btree (received_at) WHERE (state = 'received'::text);
CREATE INDEX inbound_mail_waiting_id ON public.inbound_mail USING btree (external_id) WHERE ((state = 'received'::text) AND (external_id IS NOT NULL));
comment on table inbound_mail is 'owner: src/channels/email';

create table invitation (
  id uuid not null,
  email text,
  role text not null,
  team_ids uuid[] not null default '{}'::uuid[],
  language text not null default 'zh'::text,
  token_digest text not null,
  invited_by uuid,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint invitation_pkey PRIMARY KEY (id),
  constraint invitation_email_check CHECK ((length(email) <= 254)),
  constraint invitation_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES staff_member(id),
  constraint invitation_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint invitation_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'supervisor'::text, 'agent'::text, 'collaborator'::text, 'viewer'::text]))),
  constraint invitation_token_digest_check CHECK ((length(token_digest) = 64)),
  constraint invitation_token_digest_key UNIQUE (token_digest)
);
CREATE INDEX invitation_newest ON public.invitation USING btree (created_at DESC, id DESC);
comment on table invitation is 'owner: src/core/staff';

create table mail_delivery (
  message_id uuid not null,
  attempts integer not null default 0,
  lease_until timestamp with time zone,
  lease_holder text,
  constraint mail_delivery_pkey PRIMARY KEY (message_id),
  constraint mail_delivery_lease_holder_check CHECK (((length(lease_holder) >= 1) AND (length(lease_holder) <= 100))),
  constraint mail_delivery_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE
);
comment on table mail_delivery is 'owner: src/channels/email';

create table mailbox (
  id uuid not null,
  name text not null,
  address text not null,
  kind text not null,
  team_id uuid,
  enabled boolean not null default true,
  trusted_servers text[] not null default '{}'::text[],
  imap_host text,
  imap_port integer,
  imap_security text not null default 'tls'::text,
  imap_user text,
  imap_auth text not null default 'password'::text,
  imap_secret bytea,
  imap_folder text not null default 'INBOX'::text,
  oauth_token_url text,
  oauth_client_id text,
  oauth_client_secret bytea,
  oauth_scope text,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint mailbox_pkey PRIMARY KEY (id),
  constraint mailbox_address_check CHECK (((address = lower(address)) AND ((length(address) >= 3) AND (length(address) <= 254)) AND (address ~~ '%_@_%'::text))),
  constraint mailbox_address_key UNIQUE (address),
  constraint mailbox_imap_auth_check CHECK ((imap_auth = ANY (ARRAY['password'::text, 'xoauth2'::text]))),
  constraint mailbox_imap_complete CHECK (((kind = 'smtp'::text) OR ((imap_host IS NOT NULL) AND (imap_port IS NOT NULL) AND (imap_user IS NOT NULL) AND (imap_secret IS NOT NULL)))),
  constraint mailbox_imap_folder_check CHECK (((length(imap_folder) >= 1) AND (length(imap_folder) <= 500))),
  constraint mailbox_imap_host_check CHECK (((length(imap_host) >= 1) AND (length(imap_host) <= 253))),
  constraint mailbox_imap_port_check CHECK (((imap_port >= 1) AND (imap_port <= 65535))),
  constraint mailbox_imap_secret_check CHECK ((octet_length(imap_secret) <= 16000)),
  constraint mailbox_imap_security_check CHECK ((imap_security = ANY (ARRAY['tls'::text, 'starttls'::text, 'none'::text]))),
  constraint mailbox_imap_user_check CHECK ((length(imap_user) <= 320)),
  constraint mailbox_kind_check CHECK ((kind = ANY (ARRAY['smtp'::text, 'imap'::text]))),
  constraint mailbox_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint mailbox_oauth_client_id_check CHECK ((length(oauth_client_id) <= 500)),
  constraint mailbox_oauth_client_secret_check CHECK ((octet_length(oauth_client_secret) <= 4000)),
  constraint mailbox_oauth_scope_check CHECK ((length(oauth_scope) <= 1000)),
  constraint mailbox_oauth_token_url_check CHECK ((length(oauth_token_url) <= 1000)),
  constraint mailbox_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id),
  constraint mailbox_trusted_servers_check CHECK ((cardinality(trusted_servers) <= 20))
);
comment on table mailbox is 'owner: src/channels/email';

create table mailbox_outgoing (
  mailbox_id uuid not null,
  smtp_host text,
  smtp_port integer,
  smtp_security text not null default 'tls'::text,
  smtp_user text,
  smtp_secret bytea,
  dkim_domain text,
  dkim_selector text,
  dkim_key bytea,
  smtp_auth text not null default 'password'::text,
  constraint mailbox_outgoing_pkey PRIMARY KEY (mailbox_id),
  constraint mailbox_outgoing_dkim_domain_check CHECK ((length(dkim_domain) <= 253)),
  constraint mailbox_outgoing_dkim_key_check CHECK ((octet_length(dkim_key) <= 16000)),
  constraint mailbox_outgoing_dkim_selector_check CHECK ((length(dkim_selector) <= 63)),
  constraint mailbox_outgoing_smtp_auth_check CHECK ((smtp_auth = ANY (ARRAY['password'::text, 'xoauth2'::text]))),
  constraint mailbox_outgoing_smtp_host_check CHECK (((length(smtp_host) >= 1) AND (length(smtp_host) <= 253))),
  constraint mailbox_outgoing_smtp_port_check CHECK (((smtp_port >= 1) AND (smtp_port <= 65535))),
  constraint mailbox_outgoing_smtp_secret_check CHECK ((octet_length(smtp_secret) <= 4000)),
  constraint mailbox_outgoing_smtp_security_check CHECK ((smtp_security = ANY (ARRAY['tls'::text, 'starttls'::text, 'none'::text]))),
  constraint mailbox_outgoing_smtp_user_check CHECK ((length(smtp_user) <= 320))
);
comment on table mailbox_outgoing is 'owner: src/channels/email';

create table mailbox_progress (
  mailbox_id uuid not null,
  uid_validity bigint,
  last_uid bigint not null default 0,
  last_ok_at timestamp with time zone,
  last_error_code text,
  last_error text,
  last_error_at timestamp with time zone,
  lease_holder text,
  lease_until timestamp with time zone,
  constraint mailbox_progress_pkey PRIMARY KEY (mailbox_id),
  constraint mailbox_progress_last_error_check CHECK ((length(last_error) <= 1000)),
  constraint mailbox_progress_last_error_code_check CHECK ((length(last_error_code) <= 60)),
  constraint mailbox_progress_lease_holder_check CHECK (((length(lease_holder) >= 1) AND (length(lease_holder) <= 100))),
  constraint mailbox_progress_mailbox_id_fkey FOREIGN KEY (mailbox_id) REFERENCES mailbox(id) ON DELETE CASCADE
);
comment on table mailbox_progress is 'owner: src/channels/email';

create table message (
  id uuid not null,
  ticket_id uuid not null,
  home_ticket_id uuid not null,
  direction text not null,
  kind text not null,
  author_staff_id uuid,
  author_contact_id uuid,
  from_name text not null default ''::text,
  from_address text not null default ''::text,
  recipients jsonb not null default '{"cc": [], "to": []}'::jsonb,
  subject text not null default ''::text,
  text text not null default ''::text,
  html text,
  quoted_text text,
  quoted_html text,
  language text not null default 'zh'::text,
  channel text not null,
  external_id text,
  in_reply_to text,
  raw_mail_id uuid,
  automatic boolean not null default false,
  unreadable boolean not null default false,
  sender_verified text not null default 'none'::text,
  created_at timestamp with time zone not null,
  send_at timestamp with time zone,
  delivery_state text not null default 'none'::text,
  delivery_detail text,
  delivered_at timestamp with time zone,
  mentions uuid[] not null default '{}'::uuid[],
  refused_recipients jsonb not null default '[]'::jsonb,
  constraint message_pkey PRIMARY KEY (id),
  constraint message_author_contact_id_fkey FOREIGN KEY (author_contact_id) REFERENCES contact(id),
  constraint message_author_staff_id_fkey FOREIGN KEY (author_staff_id) REFERENCES staff_member(id),
  constraint message_sound CHECK (message_is_sound(direction, kind, from_name, from_address, subject, text, html, quoted_text, quoted_html, language, channel, external_id, in_reply_to, sender_verified, delivery_state, delivery_detail, refused_recipients)),
  constraint message_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES ticket(id)
);
CREATE INDEX message_ticket ON public.message USING btree (ticket_id, created_at, id);
CREATE INDEX message_undelivered ON public.message USING btree (send_at) WHERE (delivery_state = ANY (ARRAY['waiting'::text, 'sending'::text, 'failed'::text]));
CREATE UNIQUE INDEX message_external ON public.message USING btree (external_id) WHERE (external_id IS NOT NULL);
comment on table message is 'owner: src/core/tickets';

create table message_draft (
  ticket_id uuid not null,
  staff_id uuid not null,
  tab text not null,
  html text not null,
  recipients jsonb not null default '{"cc": [], "to": []}'::jsonb,
  attachment_ids uuid[] not null default '{}'::uuid[],
  updated_at timestamp with time zone not null,
  constraint message_draft_pkey PRIMARY KEY (ticket_id, staff_id, tab),
  constraint message_draft_attachment_ids_check CHECK ((cardinality(attachment_ids) <= 20)),
  constraint message_draft_html_check CHECK ((length(html) <= 400000)),
  constraint message_draft_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id) ON DELETE CASCADE,
  constraint message_draft_tab_check CHECK ((tab = ANY (ARRAY['reply'::text, 'note'::text, 'progress_update'::text]))),
  constraint message_draft_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES ticket(id) ON DELETE CASCADE
);
CREATE INDEX message_draft_staff_id_updated_at_idx ON public.message_draft USING btree (staff_id, updated_at DESC);
comment on table message_draft is 'owner: src/features/inbox';

create table notification (
  id uuid not null,
  staff_id uuid not null,
  kind text not null,
  ticket_id uuid not null,
  seq integer not null,
  data jsonb not null default '{}'::jsonb,
  at timestamp with time zone not null,
  in_app boolean not null default true,
  read_at timestamp with time zone,
  mail_at timestamp with time zone,
  mailed_at timestamp with time zone,
  stop_began_at timestamp with time zone,
  constraint notification_pkey PRIMARY KEY (id),
  constraint notification_kind_check CHECK ((length(kind) <= 40)),
  constraint notification_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id) ON DELETE CASCADE,
  constraint notification_staff_id_ticket_id_seq_kind_key UNIQUE (staff_id, ticket_id, seq, kind),
  constraint notification_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES ticket(id) ON DELETE CASCADE
);
CREATE INDEX notification_at_idx ON public.notification USING btree (at);
CREATE INDEX notification_newest ON public.notification USING btree (staff_id, at DESC, id DESC) WHERE in_app;
CREATE INDEX notification_ticket_id_idx ON public.notification USING btree (ticket_id);
CREATE INDEX notification_to_mail ON public.notification USING btree (staff_id, mail_at) WHERE ((mail_at IS NOT NULL) AND (mailed_at IS NULL));
CREATE INDEX notification_unread ON public.notification USING btree (staff_id) WHERE (in_app AND (read_at IS NULL));
CREATE UNIQUE INDEX notification_of_stop ON public.notification USING btree (staff_id, stop_began_at) WHERE (stop_began_at IS NOT NULL);
comment on table notification is 'owner: src/features/notifications';

create table notification_settings (
  staff_id uuid not null,
  choices jsonb not null default '{}'::jsonb,
  quiet_from integer,
  quiet_to integer,
  updated_at timestamp with time zone not null,
  constraint notification_settings_pkey PRIMARY KEY (staff_id),
  constraint notification_settings_check CHECK (((quiet_from IS NULL) = (quiet_to IS NULL))),
  constraint notification_settings_check1 CHECK ((quiet_from <> quiet_to)),
  constraint notification_settings_quiet_from_check CHECK (((quiet_from >= 0) AND (quiet_from <= 1439))),
  constraint notification_settings_quiet_to_check CHECK (((quiet_to >= 0) AND (quiet_to <= 1439))),
  constraint notification_settings_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id) ON DELETE CASCADE
);
comment on table notification_settings is 'owner: src/features/notifications';

create table on_call_duty (
  id uuid not null,
  roster_id text not null,
  staff_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  constraint on_call_duty_pkey PRIMARY KEY (id),
  constraint on_call_duty_check CHECK ((ends_at > starts_at)),
  constraint on_call_duty_roster_id_check CHECK (((length(roster_id) >= 1) AND (length(roster_id) <= 100))),
  constraint on_call_duty_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id)
);
CREATE INDEX on_call_duty_staff_id_idx ON public.on_call_duty USING btree (staff_id);
CREATE INDEX on_call_duty_when ON public.on_call_duty USING btree (roster_id, ends_at);
comment on table on_call_duty is 'owner: src/core/staff';

create table organisation (
  id uuid not null,
  name text not null,
  tier text not null default 'basic'::text,
  adviser_id uuid,
  note text not null default ''::text,
  merged_into_id uuid,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  paid_cny bigint,
  customer_since date,
  user_count integer,
  tier_override text,
  tier_reason text not null default ''::text,
  tier_until timestamp with time zone,
  constraint organisation_pkey PRIMARY KEY (id),
  constraint organisation_adviser_id_fkey FOREIGN KEY (adviser_id) REFERENCES staff_member(id),
  constraint organisation_merged_into_id_fkey FOREIGN KEY (merged_into_id) REFERENCES organisation(id),
  constraint organisation_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint organisation_note_check CHECK ((length(note) <= 20000)),
  constraint organisation_paid_cny_check CHECK (((paid_cny >= 0) AND (paid_cny <= '1000000000000'::bigint))),
  constraint organisation_tier_check CHECK ((tier = ANY (ARRAY['strategic'::text, 'growth'::text, 'basic'::text]))),
  constraint organisation_tier_override_check CHECK ((tier_override = ANY (ARRAY['strategic'::text, 'growth'::text, 'basic'::text]))),
  constraint organisation_tier_reason_check CHECK ((length(tier_reason) <= 1000)),
  constraint organisation_user_count_check CHECK ((user_count >= 0))
);
CREATE INDEX organisation_created_at_id_idx ON public.organisation USING btree (created_at DESC, id DESC);
CREATE INDEX organisation_figures ON public.organisation USING btree (id) WHERE ((merged_into_id IS NULL) AND ((paid_cny IS NOT NULL) OR (customer_since IS NOT NULL) OR (user_count IS NOT NULL) OR (tier_override IS NOT NULL)));
CREATE INDEX organisation_merged ON public.organisation USING btree (merged_into_id) WHERE (merged_into_id IS NOT NULL);
CREATE INDEX organisation_name_grams ON public.organisation USING gin (name_grams(name));
comment on table organisation is 'owner: src/core/contacts';

create table organisation_domain (
  domain text not null,
  organisation_id uuid not null,
  constraint organisation_domain_pkey PRIMARY KEY (domain),
  constraint organisation_domain_domain_check CHECK (((domain = lower(domain)) AND (length(domain) <= 253))),
  constraint organisation_domain_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE
);
CREATE INDEX organisation_domain_organisation_id_idx ON public.organisation_domain USING btree (organisation_id);
comment on table organisation_domain is 'owner: src/core/contacts';

create table rate_window (
  key text not null,
  count integer not null,
  started_at timestamp with time zone not null,
  constraint rate_window_pkey PRIMARY KEY (key),
  constraint rate_window_key_check CHECK ((length(key) <= 200))
);
CREATE INDEX rate_window_started_at_idx ON public.rate_window USING btree (started_at);
comment on table rate_window is 'owner: src/core/staff';

create table saved_view (
  id uuid not null,
  owner_id uuid not null,
  shared boolean not null default false,
  name text not null,
  filter jsonb not null,
  sort text not null,
  group_by text not null,
  position integer not null default 0,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint saved_view_pkey PRIMARY KEY (id),
  constraint saved_view_group_by_check CHECK ((group_by = ANY (ARRAY['none'::text, 'due'::text, 'priority'::text, 'customer'::text]))),
  constraint saved_view_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint saved_view_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES staff_member(id) ON DELETE CASCADE,
  constraint saved_view_sort_check CHECK ((length(sort) <= 20))
);
CREATE INDEX saved_view_owner_id_idx ON public.saved_view USING btree (owner_id);
CREATE INDEX saved_view_shared ON public.saved_view USING btree ("position") WHERE shared;
comment on table saved_view is 'owner: src/features/inbox';

create table script (
  id uuid not null,
  key text not null,
  scene text not null,
  channel text,
  team_id uuid,
  title_zh text not null,
  title_en text not null,
  body_zh text not null,
  body_en text not null,
  version integer not null default 1,
  updated_by uuid,
  updated_at timestamp with time zone not null default now(),
  approved_at timestamp with time zone,
  approved_by uuid,
  archived_at timestamp with time zone,
  constraint script_pkey PRIMARY KEY (id),
  constraint script_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES staff_member(id),
  constraint script_body_en_check CHECK (((length(body_en) >= 1) AND (length(body_en) <= 10000))),
  constraint script_body_zh_check CHECK (((length(body_zh) >= 1) AND (length(body_zh) <= 10000))),
  constraint script_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'portal'::text, 'phone'::text]))),
  constraint script_key_check CHECK (((key ~ '^[a-z][a-z0-9_-]*$'::text) AND (length(key) <= 60))),
  constraint script_key_key UNIQUE (key),
  constraint script_scene_check CHECK ((scene = ANY (ARRAY['greeting'::text, 'more_information'::text, 'progress_update'::text, 'empathy'::text, 'closing'::text, 'other'::text]))),
  constraint script_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id),
  constraint script_title_en_check CHECK (((length(title_en) >= 1) AND (length(title_en) <= 200))),
  constraint script_title_zh_check CHECK (((length(title_zh) >= 1) AND (length(title_zh) <= 200))),
  constraint script_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES staff_member(id)
);
CREATE INDEX script_scene_key_idx ON public.script USING btree (scene, key);
comment on table script is 'owner: src/features/scripts';

create table script_version (
  script_id uuid not null,
  version integer not null,
  content jsonb not null,
  changed_by uuid,
  changed_at timestamp with time zone not null,
  constraint script_version_pkey PRIMARY KEY (script_id, version),
  constraint script_version_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES staff_member(id),
  constraint script_version_script_id_fkey FOREIGN KEY (script_id) REFERENCES script(id) ON DELETE CASCADE
);
comment on table script_version is 'owner: src/features/scripts';

create table search_code (
  code text collate "C" not null,
  constraint search_code_pkey PRIMARY KEY (code),
  constraint search_code_code_check CHECK ((length(code) <= 121))
);
CREATE INDEX search_code_ending ON public.search_code USING btree (reverse(code));
CREATE INDEX search_code_piece ON public.search_code USING gin (code gin_trgm_ops) WITH (fastupdate='on', gin_pending_list_limit='64');
comment on table search_code is 'owner: src/features/search';

create table search_dirty (
  id bigint not null generated always as identity,
  ticket_id uuid not null,
  fresh boolean not null default false,
  due_at timestamp with time zone not null default now(),
  noted_at timestamp with time zone not null default now(),
  constraint search_dirty_pkey PRIMARY KEY (id)
);
comment on table search_dirty is 'owner: src/features/search';

create table search_entry (
  id uuid not null,
  ticket_id uuid not null,
  message_id uuid,
  at timestamp with time zone not null,
  lexemes tsvector not null,
  codes text not null,
  sender text not null default ''::text,
  recipients text not null default ''::text,
  constraint search_entry_pkey PRIMARY KEY (id),
  constraint search_entry_codes_check CHECK ((length(codes) <= 40000)),
  constraint search_entry_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE,
  constraint search_entry_recipients_check CHECK ((length(recipients) <= 40000)),
  constraint search_entry_sender_check CHECK ((length(sender) <= 900)),
  constraint search_entry_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES ticket(id) ON DELETE CASCADE
);
CREATE INDEX search_entry_lexemes ON public.search_entry USING gin (lexemes);
CREATE INDEX search_entry_recent ON public.search_entry USING btree (at DESC, id DESC);
CREATE INDEX search_entry_recipients ON public.search_entry USING gin (recipients gin_trgm_ops);
CREATE INDEX search_entry_sender ON public.search_entry USING gin (sender gin_trgm_ops);
CREATE INDEX search_entry_ticket ON public.search_entry USING btree (ticket_id);
comment on table search_entry is 'owner: src/features/search';

create table search_posting (
  code text collate "C" not null,
  at timestamp with time zone not null,
  entry_id uuid not null,
  constraint search_posting_pkey PRIMARY KEY (code, at, entry_id),
  constraint search_posting_code_check CHECK ((length(code) <= 121))
);
comment on table search_posting is 'owner: src/features/search';

create table search_rebuild (
  one boolean not null default true,
  ticket_id uuid,
  tickets_done bigint not null default 0,
  tickets_total bigint not null,
  moved_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  constraint search_rebuild_pkey PRIMARY KEY (one),
  constraint search_rebuild_one_check CHECK (one)
);
comment on table search_rebuild is 'owner: src/features/search';

create table sign_in_settings (
  one boolean not null default true,
  two_factor_roles text[] not null default '{}'::text[],
  password_chars_min integer not null default 10,
  session_hours_max integer not null default 168,
  version integer not null default 1,
  updated_at timestamp with time zone not null default now(),
  constraint sign_in_settings_pkey PRIMARY KEY (one),
  constraint sign_in_settings_one_check CHECK (one),
  constraint sign_in_settings_password_chars_min_check CHECK (((password_chars_min >= 8) AND (password_chars_min <= 64))),
  constraint sign_in_settings_session_hours_max_check CHECK (((session_hours_max >= 1) AND (session_hours_max <= 720)))
);
comment on table sign_in_settings is 'owner: src/core/staff';

create table socket_io_attachments (
  id bigint not null default nextval('socket_io_attachments_id_seq'::regclass),
  created_at timestamp with time zone default now(),
  payload bytea,
  constraint socket_io_attachments_id_key UNIQUE (id)
);
comment on table socket_io_attachments is 'owner: src/platform/realtime';

create table sop_event (
  id uuid not null,
  sop_version_id uuid not null,
  at timestamp with time zone not null,
  staff_id uuid,
  action text not null,
  reason text not null default ''::text,
  facts jsonb not null default '{}'::jsonb,
  constraint sop_event_pkey PRIMARY KEY (id),
  constraint sop_event_action_check CHECK ((length(action) <= 40)),
  constraint sop_event_reason_check CHECK ((length(reason) <= 2000)),
  constraint sop_event_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id)
);
CREATE INDEX sop_event_of_version ON public.sop_event USING btree (sop_version_id, at DESC, id DESC);
CREATE TRIGGER sop_event_append_only BEFORE DELETE OR UPDATE ON public.sop_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
comment on table sop_event is 'owner: src/core/sop';

create table sop_run (
  id uuid not null,
  sop_version_id uuid not null,
  scope jsonb not null,
  state text not null default 'waiting'::text,
  done integer not null default 0,
  total integer,
  problem jsonb,
  result jsonb,
  started_by uuid not null,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint sop_run_pkey PRIMARY KEY (id),
  constraint sop_run_sop_version_id_fkey FOREIGN KEY (sop_version_id) REFERENCES sop_version(id) ON DELETE CASCADE,
  constraint sop_run_started_by_fkey FOREIGN KEY (started_by) REFERENCES staff_member(id),
  constraint sop_run_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
);
CREATE INDEX sop_run_created_at_idx ON public.sop_run USING btree (created_at);
CREATE INDEX sop_run_sop_version_id_idx ON public.sop_run USING btree (sop_version_id);
comment on table sop_run is 'owner: src/features/studio';

create table sop_version (
  id uuid not null,
  pack_id text not null,
  number integer not null,
  status text not null,
  content jsonb,
  digest text not null,
  reason text not null default ''::text,
  created_by uuid,
  created_at timestamp with time zone not null default now(),
  published_at timestamp with time zone,
  layer text not null default ''::text,
  shipped_digest text,
  origins jsonb not null default '{}'::jsonb,
  overrides jsonb not null default '[]'::jsonb,
  findings jsonb not null default '[]'::jsonb,
  revision integer not null default 1,
  changed_at timestamp with time zone not null default now(),
  changed_by uuid,
  proposed_at timestamp with time zone,
  proposed_by uuid,
  proposal_reason text not null default ''::text,
  approved_by uuid,
  retired_at timestamp with time zone,
  held_back jsonb,
  constraint sop_version_pkey PRIMARY KEY (id),
  constraint sop_version_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES staff_member(id),
  constraint sop_version_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES staff_member(id),
  constraint sop_version_created_by_fkey FOREIGN KEY (created_by) REFERENCES staff_member(id),
  constraint sop_version_digest_check CHECK ((length(digest) = 64)),
  constraint sop_version_layer_check CHECK ((length(layer) <= 512000)),
  constraint sop_version_pack_id_check CHECK ((length(pack_id) <= 100)),
  constraint sop_version_pack_id_number_key UNIQUE (pack_id, number),
  constraint sop_version_proposal_reason_check CHECK ((length(proposal_reason) <= 2000)),
  constraint sop_version_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES staff_member(id),
  constraint sop_version_reason_check CHECK ((length(reason) <= 2000)),
  constraint sop_version_shipped_digest_check CHECK ((length(shipped_digest) = 64)),
  constraint sop_version_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'checked'::text, 'published'::text, 'retired'::text])))
);
CREATE UNIQUE INDEX sop_version_one_published ON public.sop_version USING btree (pack_id) WHERE (status = 'published'::text);
comment on table sop_version is 'owner: src/core/sop';

create table staff_member (
  id uuid not null,
  name text not null,
  email text not null,
  role text not null,
  agent_number text,
  department text,
  language text not null default 'zh'::text,
  time_zone text not null default 'Asia/Shanghai'::text,
  theme text not null default 'system'::text,
  signature_html text not null default ''::text,
  availability text not null default 'available'::text,
  active boolean not null default true,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  is_sop_owner boolean not null default false,
  constraint staff_member_pkey PRIMARY KEY (id),
  constraint staff_member_agent_number_check CHECK ((length(agent_number) <= 40)),
  constraint staff_member_agent_number_key UNIQUE (agent_number),
  constraint staff_member_availability_check CHECK ((availability = ANY (ARRAY['available'::text, 'busy'::text, 'away'::text]))),
  constraint staff_member_department_check CHECK ((length(department) <= 200)),
  constraint staff_member_email_check CHECK ((length(email) <= 254)),
  constraint staff_member_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint staff_member_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint staff_member_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'supervisor'::text, 'agent'::text, 'collaborator'::text, 'viewer'::text]))),
  constraint staff_member_signature_html_check CHECK ((length(signature_html) <= 20000)),
  constraint staff_member_theme_check CHECK ((theme = ANY (ARRAY['system'::text, 'light'::text, 'dark'::text]))),
  constraint staff_member_time_zone_check CHECK ((length(time_zone) <= 64))
);
CREATE UNIQUE INDEX staff_member_email ON public.staff_member USING btree (lower(email));
comment on table staff_member is 'owner: src/core/staff';

create table survey_response (
  id uuid not null,
  ticket_id uuid not null,
  contact_id uuid not null,
  satisfaction integer not null,
  answers jsonb not null default '{}'::jsonb,
  comment text not null default ''::text,
  answered_at timestamp with time zone not null,
  constraint survey_response_pkey PRIMARY KEY (id),
  constraint survey_response_comment_check CHECK ((length(comment) <= 5000)),
  constraint survey_response_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id),
  constraint survey_response_satisfaction_check CHECK (((satisfaction >= 1) AND (satisfaction <= 5))),
  constraint survey_response_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES ticket(id)
);
CREATE INDEX survey_response_answered_at_idx ON public.survey_response USING btree (answered_at);
CREATE INDEX survey_response_ticket_id_answered_at_idx ON public.survey_response USING btree (ticket_id, answered_at DESC);
comment on table survey_response is 'owner: src/features/closing';

create table system_mail (
  id uuid not null,
  purpose text not null,
  recipient text not null,
  subject text not null,
  body_text text not null default ''::text,
  body_html text not null default ''::text,
  language text not null,
  headers jsonb not null default '{}'::jsonb,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  lease_until timestamp with time zone,
  detail text,
  created_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  lease_holder text,
  constraint system_mail_pkey PRIMARY KEY (id),
  constraint system_mail_body_html_check CHECK ((length(body_html) <= 400000)),
  constraint system_mail_body_text_check CHECK ((length(body_text) <= 200000)),
  constraint system_mail_detail_check CHECK ((length(detail) <= 2000)),
  constraint system_mail_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint system_mail_lease_holder_check CHECK (((length(lease_holder) >= 1) AND (length(lease_holder) <= 100))),
  constraint system_mail_purpose_check CHECK ((length(purpose) <= 60)),
  constraint system_mail_recipient_check CHECK (((length(recipient) >= 3) AND (length(recipient) <= 254))),
  constraint system_mail_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'failed'::text]))),
  constraint system_mail_subject_check CHECK ((length(subject) <= 1000))
);
CREATE INDEX system_mail_settled ON public.system_mail USING btree (settled_at);
CREATE INDEX system_mail_unsent ON public.system_mail USING btree (created_at) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text]));
comment on table system_mail is 'owner: src/channels/email';

create table team (
  id uuid not null,
  name text not null,
  leader_id uuid,
  greeting_zh text not null default ''::text,
  greeting_en text not null default ''::text,
  archived_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  is_default boolean not null default false,
  handle text not null default ''::text,
  constraint team_pkey PRIMARY KEY (id),
  constraint team_greeting_en_check CHECK ((length(greeting_en) <= 5000)),
  constraint team_greeting_zh_check CHECK ((length(greeting_zh) <= 5000)),
  constraint team_handle_check CHECK (((handle ~ '^([a-z0-9][a-z0-9._-]*)?$'::text) AND (length(handle) <= 60))),
  constraint team_leader_id_fkey FOREIGN KEY (leader_id) REFERENCES staff_member(id),
  constraint team_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint team_name_key UNIQUE (name)
);
CREATE UNIQUE INDEX team_handle ON public.team USING btree (handle) WHERE ((handle <> ''::text) AND (archived_at IS NULL));
CREATE UNIQUE INDEX team_one_default ON public.team USING btree (is_default) WHERE is_default;
comment on table team is 'owner: src/core/staff';

create table team_member (
  team_id uuid not null,
  staff_id uuid not null,
  constraint team_member_pkey PRIMARY KEY (team_id, staff_id),
  constraint team_member_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id) ON DELETE CASCADE,
  constraint team_member_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id) ON DELETE CASCADE
);
CREATE INDEX team_member_staff_id_idx ON public.team_member USING btree (staff_id);
comment on table team_member is 'owner: src/core/staff';

create table ticket (
  id uuid not null,
  number bigint not null default nextval('ticket_number'::regclass),
  subject text not null,
  kind text not null,
  category_id text,
  priority text not null,
  priority_reasons jsonb not null default '[]'::jsonb,
  tier text not null,
  channel text not null,
  mailbox_id uuid,
  state text not null,
  stage text not null,
  team_id uuid,
  assignee_id uuid,
  contact_id uuid not null,
  organisation_id uuid,
  language text not null,
  sop_version_id uuid not null,
  tags text[] not null default '{}'::text[],
  granted_to uuid[] not null default '{}'::uuid[],
  opened_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  last_message_at timestamp with time zone not null,
  last_message_from text not null,
  message_count integer not null default 0,
  solved_at timestamp with time zone,
  closed_at timestamp with time zone,
  snoozed_until timestamp with time zone,
  merged_into_id uuid,
  next_due_at timestamp with time zone,
  next_due_metric text,
  next_due_line_id text,
  next_warn_at timestamp with time zone,
  promise_state text not null default 'kept'::text,
  event_seq integer not null default 0,
  event_hash bytea not null,
  constraint ticket_pkey PRIMARY KEY (id),
  constraint ticket_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES staff_member(id),
  constraint ticket_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id),
  constraint ticket_merged_into_id_fkey FOREIGN KEY (merged_into_id) REFERENCES ticket(id),
  constraint ticket_number_key UNIQUE (number),
  constraint ticket_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint ticket_sop_version_id_fkey FOREIGN KEY (sop_version_id) REFERENCES sop_version(id),
  constraint ticket_sound CHECK (ticket_is_sound(subject, kind, category_id, priority, tier, channel, state, stage, team_id, assignee_id, language, last_message_from, next_due_at, next_due_metric, next_due_line_id, promise_state)),
  constraint ticket_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id)
);
CREATE INDEX ticket_assignee_open ON public.ticket USING btree (assignee_id, last_message_at DESC, id DESC) INCLUDE (team_id, state, promise_state, snoozed_until) WHERE (state <> 'closed'::text);
CREATE INDEX ticket_at_work_by_due ON public.ticket USING btree (next_due_at, id) WHERE ((state <> 'closed'::text) AND (state <> 'solved'::text) AND (snoozed_until IS NULL));
CREATE INDEX ticket_by_message ON public.ticket USING btree (last_message_at DESC, id DESC);
CREATE INDEX ticket_by_opened ON public.ticket USING btree (opened_at, id);
CREATE INDEX ticket_contact ON public.ticket USING btree (contact_id, opened_at DESC);
CREATE INDEX ticket_granted ON public.ticket USING gin (granted_to) WHERE (granted_to <> '{}'::uuid[]);
CREATE INDEX ticket_merged ON public.ticket USING btree (merged_into_id) WHERE (merged_into_id IS NOT NULL);
CREATE INDEX ticket_open_at_risk ON public.ticket USING btree (promise_state, next_due_at, id) WHERE ((state <> 'closed'::text) AND (promise_state <> 'kept'::text));
CREATE INDEX ticket_open_by_due ON public.ticket USING btree (next_due_at, id) WHERE (state <> 'closed'::text);
CREATE INDEX ticket_open_by_message ON public.ticket USING btree (last_message_at DESC, id DESC) WHERE (state <> 'closed'::text);
CREATE INDEX ticket_open_by_opened ON public.ticket USING btree (opened_at, id) WHERE (state <> 'closed'::text);
CREATE INDEX ticket_open_by_priority ON public.ticket USING btree (priority, next_due_at, id) WHERE (state <> 'closed'::text);
CREATE INDEX ticket_open_by_state ON public.ticket USING btree (state, last_message_at DESC, id DESC) WHERE (state <> 'closed'::text);
CREATE INDEX ticket_open_by_version ON public.ticket USING btree (sop_version_id, id) WHERE (state <> 'closed'::text);
CREATE INDEX ticket_open_unassigned ON public.ticket USING btree (last_message_at DESC, id DESC) WHERE ((state <> 'closed'::text) AND (assignee_id IS NULL));
CREATE INDEX ticket_organisation ON public.ticket USING btree (organisation_id, opened_at DESC);
CREATE INDEX ticket_snoozed ON public.ticket USING btree (snoozed_until) WHERE (snoozed_until IS NOT NULL);
CREATE INDEX ticket_tags ON public.ticket USING gin (tags) WHERE (tags <> '{}'::text[]);
CREATE TRIGGER ticket_standing_emptied AFTER TRUNCATE ON public.ticket FOR EACH STATEMENT EXECUTE FUNCTION empty_ticket_standing();
CREATE TRIGGER ticket_standing_noted AFTER INSERT OR DELETE OR UPDATE ON public.ticket FOR EACH ROW EXECUTE FUNCTION note_ticket_standing();
comment on table ticket is 'owner: src/core/tickets';
comment on column ticket.message_count is 'nobody reads or writes it since 0160; to be dropped when no process before it can run';

create table ticket_clocks (
  ticket_id uuid not null,
  clocks jsonb not null,
  constraint ticket_clocks_pkey PRIMARY KEY (ticket_id),
  constraint ticket_clocks_is_list CHECK ((jsonb_typeof(clocks) = 'array'::text))
);
comment on table ticket_clocks is 'owner: src/core/tickets';

create table ticket_event (
  ticket_id uuid not null,
  seq integer not null,
  at timestamp with time zone not null,
  actor_kind text not null,
  actor_id text,
  type text not null,
  body jsonb not null,
  hash bytea not null,
  constraint ticket_event_pkey PRIMARY KEY (ticket_id, seq),
  constraint ticket_event_actor_id_check CHECK ((length(actor_id) <= 200)),
  constraint ticket_event_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['staff'::text, 'contact'::text, 'rule'::text, 'system'::text]))),
  constraint ticket_event_hash_check CHECK ((length(hash) = 32)),
  constraint ticket_event_seq_check CHECK ((seq >= 1)),
  constraint ticket_event_type_check CHECK ((length(type) <= 60))
);
CREATE TRIGGER ticket_event_append_only BEFORE DELETE OR UPDATE ON public.ticket_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
comment on table ticket_event is 'owner: src/core/tickets';

create table ticket_follower (
  ticket_id uuid not null,
  staff_id uuid not null,
  why text not null,
  created_at timestamp with time zone not null default now(),
  constraint ticket_follower_pkey PRIMARY KEY (ticket_id, staff_id),
  constraint ticket_follower_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint ticket_follower_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES ticket(id),
  constraint ticket_follower_why_check CHECK ((why = ANY (ARRAY['followed'::text, 'mentioned'::text, 'granted'::text])))
);
CREATE INDEX ticket_follower_staff_id_idx ON public.ticket_follower USING btree (staff_id);
comment on table ticket_follower is 'owner: src/core/tickets';

create table ticket_link (
  ticket_id uuid not null,
  other_id uuid not null,
  relation text not null,
  created_by uuid,
  created_at timestamp with time zone not null default now(),
  constraint ticket_link_pkey PRIMARY KEY (ticket_id, other_id),
  constraint ticket_link_created_by_fkey FOREIGN KEY (created_by) REFERENCES staff_member(id),
  constraint ticket_link_other_id_fkey FOREIGN KEY (other_id) REFERENCES ticket(id),
  constraint ticket_link_relation_check CHECK ((relation = ANY (ARRAY['related'::text, 'duplicate'::text, 'follow_up'::text, 'split'::text]))),
  constraint ticket_link_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES ticket(id)
);
CREATE INDEX ticket_link_other_id_idx ON public.ticket_link USING btree (other_id);
comment on table ticket_link is 'owner: src/core/tickets';

create table ticket_seen (
  ticket_id uuid not null,
  staff_id uuid not null,
  seq integer not null,
  seen_at timestamp with time zone not null,
  constraint ticket_seen_pkey PRIMARY KEY (ticket_id, staff_id),
  constraint ticket_seen_seq_check CHECK ((seq >= 0)),
  constraint ticket_seen_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id) ON DELETE CASCADE,
  constraint ticket_seen_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES ticket(id) ON DELETE CASCADE
);
CREATE INDEX ticket_seen_staff_id_idx ON public.ticket_seen USING btree (staff_id);
comment on table ticket_seen is 'owner: src/features/ticket-desk';

create table ticket_standing (
  team_id uuid not null,
  state text not null,
  promise_state text not null,
  assigned boolean not null,
  snoozed boolean not null,
  tickets integer not null,
  constraint ticket_standing_bounds CHECK (((length(state) <= 40) AND (length(promise_state) <= 40)))
);
CREATE INDEX ticket_standing_team ON public.ticket_standing USING btree (team_id);
comment on table ticket_standing is 'owner: src/core/tickets';

create table ticket_timer (
  ticket_id uuid not null,
  timer_id text not null,
  clock_id text not null,
  line_id text not null,
  kind text not null,
  share numeric not null default 1,
  fire_at timestamp with time zone not null,
  constraint ticket_timer_pkey PRIMARY KEY (ticket_id),
  constraint ticket_timer_clock_id_check CHECK ((length(clock_id) <= 240)),
  constraint ticket_timer_kind_check CHECK ((kind = ANY (ARRAY['warn'::text, 'breach'::text, 'remind'::text]))),
  constraint ticket_timer_line_id_check CHECK ((length(line_id) <= 200)),
  constraint ticket_timer_timer_id_check CHECK ((length(timer_id) <= 300))
);
CREATE INDEX ticket_timer_due ON public.ticket_timer USING btree (fire_at);
comment on table ticket_timer is 'owner: src/core/tickets';

create table ticket_transfer (
  id uuid not null,
  ticket_id uuid not null,
  team_id uuid not null,
  submission_id uuid,
  state text not null,
  sent_by uuid,
  sent_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  ended_at timestamp with time zone,
  reason text,
  answer_message_id uuid,
  constraint ticket_transfer_pkey PRIMARY KEY (id),
  constraint ticket_transfer_reason_check CHECK ((length(reason) <= 2000)),
  constraint ticket_transfer_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES staff_member(id),
  constraint ticket_transfer_state_check CHECK ((state = ANY (ARRAY['sent'::text, 'accepted'::text, 'returned'::text, 'answered'::text, 'withdrawn'::text]))),
  constraint ticket_transfer_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id),
  constraint ticket_transfer_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES ticket(id)
);
CREATE INDEX ticket_transfer_open ON public.ticket_transfer USING btree (team_id, sent_at) WHERE (state = ANY (ARRAY['sent'::text, 'accepted'::text]));
CREATE INDEX ticket_transfer_ticket ON public.ticket_transfer USING btree (ticket_id, sent_at);
comment on table ticket_transfer is 'owner: src/features/transfers';

create table timer_stop (
  began_at timestamp with time zone not null,
  ended_at timestamp with time zone not null,
  constraint timer_stop_pkey PRIMARY KEY (began_at),
  constraint timer_stop_check CHECK ((ended_at > began_at))
);
comment on table timer_stop is 'owner: src/features/clocks';

create table timer_watch (
  only_one boolean not null default true,
  seen_at timestamp with time zone not null,
  constraint timer_watch_pkey PRIMARY KEY (only_one),
  constraint timer_watch_only_one_check CHECK (only_one)
);
comment on table timer_watch is 'owner: src/features/clocks';

create table worker_process (
  id text not null,
  seen_at timestamp with time zone not null default now(),
  steady_since timestamp with time zone not null default now(),
  constraint worker_process_pkey PRIMARY KEY (id),
  constraint worker_process_id_check CHECK (((length(id) >= 1) AND (length(id) <= 100)))
);
comment on table worker_process is 'owner: src/platform/jobs';

create table working_calendar (
  id text not null,
  name_zh text not null,
  name_en text not null,
  definition jsonb not null,
  version integer not null default 1,
  updated_at timestamp with time zone not null default now(),
  updated_by uuid,
  shipped jsonb,
  offered jsonb,
  constraint working_calendar_pkey PRIMARY KEY (id),
  constraint working_calendar_id_check CHECK ((length(id) <= 100)),
  constraint working_calendar_name_en_check CHECK (((length(name_en) >= 1) AND (length(name_en) <= 200))),
  constraint working_calendar_name_zh_check CHECK (((length(name_zh) >= 1) AND (length(name_zh) <= 200))),
  constraint working_calendar_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES staff_member(id)
);
comment on table working_calendar is 'owner: src/core/sop';

create table working_calendar_version (
  calendar_id text not null,
  version integer not null,
  name_zh text not null,
  name_en text not null,
  definition jsonb not null,
  at timestamp with time zone not null,
  staff_id uuid,
  reason text not null default ''::text,
  constraint working_calendar_version_pkey PRIMARY KEY (calendar_id, version),
  constraint working_calendar_version_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES working_calendar(id),
  constraint working_calendar_version_name_en_check CHECK (((length(name_en) >= 1) AND (length(name_en) <= 200))),
  constraint working_calendar_version_name_zh_check CHECK (((length(name_zh) >= 1) AND (length(name_zh) <= 200))),
  constraint working_calendar_version_reason_check CHECK ((length(reason) <= 2000)),
  constraint working_calendar_version_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id)
);
CREATE TRIGGER working_calendar_version_append_only BEFORE DELETE OR UPDATE ON public.working_calendar_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
comment on table working_calendar_version is 'owner: src/core/sop';

create view ticket_clock as
SELECT t.ticket_id,
    (c.clock ->> 0) AS clock_id,
    regexp_replace((c.clock ->> 0), '#[0-9]+$'::text, ''::text) AS line_id,
    (c.clock ->> 1) AS metric,
    (c.clock ->> 2) AS state,
    ((c.clock ->> 3))::bigint AS target_ms,
    to_timestamp(((((c.clock ->> 4))::numeric / (1000)::numeric))::double precision) AS started_at,
    to_timestamp(((((c.clock ->> 5))::numeric / (1000)::numeric))::double precision) AS due_at,
    to_timestamp(((((c.clock ->> 6))::numeric / (1000)::numeric))::double precision) AS stopped_at,
    to_timestamp(((((c.clock ->> 7))::numeric / (1000)::numeric))::double precision) AS breached_at
   FROM (ticket_clocks t
     CROSS JOIN LATERAL jsonb_array_elements(t.clocks) c(clock));

CREATE OR REPLACE FUNCTION public.empty_ticket_standing()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      truncate ticket_standing;
      return null;
    end
  $function$;

CREATE OR REPLACE FUNCTION public.fold_ticket_standing(of_team uuid)
 RETURNS void
 LANGUAGE sql
AS $function$
    with folded as (
      delete from ticket_standing where ctid = any (array(
        select ctid from ticket_standing where team_id = of_team limit 10000 for update skip locked))
      returning *)
    insert into ticket_standing
      select team_id, state, promise_state, assigned, snoozed, sum(tickets) from folded
       group by team_id, state, promise_state, assigned, snoozed having sum(tickets) <> 0
  $function$;

CREATE OR REPLACE FUNCTION public.message_is_sound(direction text, kind text, from_name text, from_address text, subject text, text text, html text, quoted_text text, quoted_html text, language text, channel text, external_id text, in_reply_to text, sender_verified text, delivery_state text, delivery_detail text, refused_recipients jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
begin
  return length(channel) <= 40
    and length(delivery_detail) <= 2000
    and delivery_state in ('none', 'waiting', 'sending', 'sent', 'failed', 'bounced', 'withdrawn')
    and direction in ('in', 'out', 'note')
    and length(external_id) <= 1000
    and length(from_address) <= 320
    and length(from_name) <= 500
    and length(html) <= 4000000
    and length(in_reply_to) <= 1000
    and length(kind) <= 40
    and language in ('zh', 'en')
    and length(quoted_html) <= 4000000
    and length(quoted_text) <= 4000000
    and jsonb_typeof(refused_recipients) = 'array' and jsonb_array_length(refused_recipients) <= 100
    and sender_verified in ('pass', 'fail', 'none')
    and length(subject) <= 1000
    and length(text) <= 1000000;
end $function$;

CREATE OR REPLACE FUNCTION public.name_grams(name text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT COST 2000
AS $function$
  select coalesce(array_agg(distinct gram), '{}')
    from generate_series(1, length(lower(name))) i cross join lateral (values (1), (2)) long (chars)
   cross join lateral substr(lower(name), i, chars) gram
$function$;

CREATE OR REPLACE FUNCTION public.note_ticket_standing()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    declare
      no_team constant uuid := '00000000-0000-0000-0000-000000000000';
      folded_each constant integer := 128;
    begin
      if tg_op = 'UPDATE' and old.state <> 'closed' and new.state <> 'closed' then
        if new.state = old.state and new.promise_state = old.promise_state
          and new.team_id is not distinct from old.team_id and (new.assignee_id is null) = (old.assignee_id is null)
          and (new.snoozed_until is null) = (old.snoozed_until is null) then
          return null;
        end if;
        insert into ticket_standing values
          (coalesce(old.team_id, no_team), old.state, old.promise_state, old.assignee_id is not null, old.snoozed_until is not null, -1),
          (coalesce(new.team_id, no_team), new.state, new.promise_state, new.assignee_id is not null, new.snoozed_until is not null, 1);
      elsif tg_op <> 'INSERT' and old.state <> 'closed' then
        insert into ticket_standing values (coalesce(old.team_id, no_team), old.state, old.promise_state,
          old.assignee_id is not null, old.snoozed_until is not null, -1);
      elsif tg_op <> 'DELETE' and new.state <> 'closed' then
        insert into ticket_standing values (coalesce(new.team_id, no_team), new.state, new.promise_state,
          new.assignee_id is not null, new.snoozed_until is not null, 1);
      else
        return null;
      end if;
      if random() * folded_each < 1 then
        perform fold_ticket_standing(coalesce(case when tg_op = 'DELETE' then old.team_id else new.team_id end, no_team));
      end if;
      return null;
    end
  $function$;

CREATE OR REPLACE FUNCTION public.put_job(task text, payload json, queue text, run_at timestamp with time zone, attempts_max smallint, job_key text, job_priority smallint)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if queue is null then
    insert into graphile_worker._private_jobs (task_id, payload, run_at, max_attempts, key, priority)
    select id, put_job.payload, coalesce(put_job.run_at, now()), attempts_max, job_key, job_priority
      from graphile_worker._private_tasks where identifier = task
    on conflict (key) do nothing;
    if found then
      return;
    end if;
  end if;
  perform graphile_worker.add_jobs(
    array[(task, put_job.payload, queue, put_job.run_at, attempts_max, job_key, job_priority, null)::graphile_worker.job_spec]
  );
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $function$;

CREATE OR REPLACE FUNCTION public.search_codes_between(low text, high text, most integer)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE STRICT
 SET enable_seqscan TO 'off'
AS $function$ select code from search_code where code >= low and code < high limit most $function$;

CREATE OR REPLACE FUNCTION public.search_codes_ending(low text, high text, most integer)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE STRICT
 SET enable_seqscan TO 'off'
AS $function$ select code from search_code where reverse(code) >= low and reverse(code) < high limit most $function$;

CREATE OR REPLACE FUNCTION public.search_codes_holding(piece text, most integer)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE STRICT
 SET enable_seqscan TO 'off'
AS $function$ select code from search_code where code like '%' || piece || '%' limit most $function$;

CREATE OR REPLACE FUNCTION public.ticket_is_sound(subject text, kind text, category_id text, priority text, tier text, channel text, state text, stage text, team_id uuid, assignee_id uuid, language text, last_message_from text, next_due_at timestamp with time zone, next_due_metric text, next_due_line_id text, promise_state text)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
begin
  return length(category_id) <= 100
    and channel in ('email', 'portal', 'api', 'phone', 'console')
    and kind in ('consultation', 'complaint', 'fault', 'suggestion', 'proactive')
    and language in ('zh', 'en')
    and last_message_from in ('customer', 'staff', 'system')
    and length(next_due_line_id) <= 200
    and length(next_due_metric) <= 60
    and (state = 'closed' or next_due_at is not null)
    and (state = 'closed' or team_id is not null or assignee_id is not null)
    and priority in ('P0', 'P1', 'P2', 'P3')
    and promise_state in ('kept', 'at_risk', 'breached')
    and stage in ('intake', 'assessment', 'handling', 'feedback', 'review')
    and state in ('new', 'open', 'waiting_customer', 'waiting_department', 'waiting_third_party', 'solved', 'closed')
    and length(subject) <= 500
    and tier in ('strategic', 'growth', 'basic');
end $function$;
