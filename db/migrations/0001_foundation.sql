-- The nouns that all else needs. Every table names its one writing folder in its comment.

create extension if not exists pg_trgm;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create table idempotency_record (
  key text primary key check (length(key) <= 64),
  request_digest text not null check (length(request_digest) <= 64),
  status int not null,
  body jsonb,
  created_at timestamptz not null default now()
);
create index on idempotency_record (created_at);
comment on table idempotency_record is 'owner: src/platform/http';

-- staff

create table staff_member (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  email text not null check (length(email) <= 254),
  role text not null check (role in ('administrator', 'supervisor', 'agent', 'collaborator', 'viewer')),
  agent_number text unique check (length(agent_number) <= 40),
  department text check (length(department) <= 200),
  language text not null default 'zh' check (language in ('zh', 'en')),
  time_zone text not null default 'Asia/Shanghai' check (length(time_zone) <= 64),
  theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
  signature_html text not null default '' check (length(signature_html) <= 20000),
  availability text not null default 'available' check (availability in ('available', 'busy', 'away')),
  active boolean not null default true,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index staff_member_email on staff_member (lower(email));
comment on table staff_member is 'owner: src/core/staff';

create table team (
  id uuid primary key,
  name text not null unique check (length(name) between 1 and 200),
  leader_id uuid references staff_member (id),
  greeting_zh text not null default '' check (length(greeting_zh) <= 5000),
  greeting_en text not null default '' check (length(greeting_en) <= 5000),
  archived_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now()
);
comment on table team is 'owner: src/core/staff';

create table team_member (
  team_id uuid not null references team (id) on delete cascade,
  staff_id uuid not null references staff_member (id) on delete cascade,
  primary key (team_id, staff_id)
);
create index on team_member (staff_id);
comment on table team_member is 'owner: src/core/staff';

create table invitation (
  id uuid primary key,
  email text check (length(email) <= 254),
  role text not null check (role in ('administrator', 'supervisor', 'agent', 'collaborator', 'viewer')),
  team_ids uuid[] not null default '{}',
  language text not null default 'zh' check (language in ('zh', 'en')),
  token_digest text not null unique check (length(token_digest) = 64),
  invited_by uuid references staff_member (id),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz
);
comment on table invitation is 'owner: src/core/staff';

create table api_token (
  id uuid primary key,
  staff_id uuid not null references staff_member (id) on delete cascade,
  name text not null check (length(name) between 1 and 200),
  token_digest text not null unique check (length(token_digest) = 64),
  hint text not null check (length(hint) <= 16),
  scopes text[] not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
create index on api_token (staff_id);
comment on table api_token is 'owner: src/core/staff';

create table audit_entry (
  id uuid primary key,
  at timestamptz not null default now(),
  actor_id uuid,
  actor_name text not null check (length(actor_name) <= 200),
  ip text check (length(ip) <= 64),
  action text not null check (length(action) <= 100),
  target_kind text not null check (length(target_kind) <= 60),
  target_id text check (length(target_id) <= 100),
  target_name text check (length(target_name) <= 500),
  detail jsonb not null default '{}'
);
create index on audit_entry (at desc, id desc);
create trigger audit_entry_append_only before update or delete on audit_entry for each row execute function refuse_change();
comment on table audit_entry is 'owner: src/core/staff';

-- contacts

create table organisation (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  tier text not null default 'basic' check (tier in ('strategic', 'growth', 'basic')),
  adviser_id uuid references staff_member (id),
  note text not null default '' check (length(note) <= 20000),
  merged_into_id uuid references organisation (id),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index organisation_name_trgm on organisation using gin (lower(name) gin_trgm_ops);
create index on organisation (created_at desc, id desc);
comment on table organisation is 'owner: src/core/contacts';

-- A mail domain belongs to one organisation; public mail providers never stand here.
create table organisation_domain (
  domain text primary key check (domain = lower(domain) and length(domain) <= 253),
  organisation_id uuid not null references organisation (id) on delete cascade
);
create index on organisation_domain (organisation_id);
comment on table organisation_domain is 'owner: src/core/contacts';

create table contact (
  id uuid primary key,
  organisation_id uuid references organisation (id),
  name text not null check (length(name) between 1 and 200),
  title text not null default '' check (length(title) <= 200),
  language text not null default 'zh' check (language in ('zh', 'en')),
  time_zone text check (length(time_zone) <= 64),
  preferred_channel text check (preferred_channel in ('email', 'phone')),
  note text not null default '' check (length(note) <= 20000),
  blocked boolean not null default false,
  merged_into_id uuid references contact (id),
  erased_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on contact (organisation_id);
create index on contact (created_at desc, id desc);
create index contact_name_trgm on contact using gin (lower(name) gin_trgm_ops);
comment on table contact is 'owner: src/core/contacts';

-- How a contact is reached and recognised: e-mail lower-cased, phone as digits with country code.
create table contact_address (
  kind text not null check (kind in ('email', 'phone')),
  value text not null check (length(value) between 1 and 254),
  contact_id uuid not null references contact (id) on delete cascade,
  is_primary boolean not null default false,
  undeliverable_at timestamptz,
  primary key (kind, value)
);
create index on contact_address (contact_id);
create index contact_address_trgm on contact_address using gin (value gin_trgm_ops);
comment on table contact_address is 'owner: src/core/contacts';

-- sop

create table sop_version (
  id uuid primary key,
  pack_id text not null check (length(pack_id) <= 100),
  number int not null,
  status text not null check (status in ('draft', 'checked', 'published', 'retired')),
  content jsonb not null,
  digest text not null check (length(digest) = 64),
  reason text not null default '' check (length(reason) <= 2000),
  created_by uuid references staff_member (id),
  created_at timestamptz not null default now(),
  published_at timestamptz,
  unique (pack_id, number)
);
create unique index sop_version_one_published on sop_version (pack_id) where status = 'published';
comment on table sop_version is 'owner: src/core/sop';

create table working_calendar (
  id text primary key check (length(id) <= 100),
  name_zh text not null check (length(name_zh) between 1 and 200),
  name_en text not null check (length(name_en) between 1 and 200),
  definition jsonb not null,
  version int not null default 1,
  updated_at timestamptz not null default now(),
  updated_by uuid references staff_member (id)
);
comment on table working_calendar is 'owner: src/core/sop';

-- tickets

create sequence ticket_number start 1001;

create table ticket (
  id uuid primary key,
  number bigint not null unique default nextval('ticket_number'),
  subject text not null check (length(subject) <= 500),
  kind text not null check (kind in ('consultation', 'complaint', 'fault', 'suggestion', 'proactive')),
  category_id text check (length(category_id) <= 100),
  priority text not null check (priority in ('P0', 'P1', 'P2', 'P3')),
  priority_reasons jsonb not null default '[]',
  tier text not null check (tier in ('strategic', 'growth', 'basic')),
  channel text not null check (channel in ('email', 'portal', 'api', 'phone', 'console')),
  mailbox_id uuid,
  state text not null check (state in ('new', 'open', 'waiting_customer', 'waiting_department', 'waiting_third_party', 'solved', 'closed')),
  stage text not null check (stage in ('intake', 'assessment', 'handling', 'feedback', 'review')),
  team_id uuid references team (id),
  assignee_id uuid references staff_member (id),
  contact_id uuid not null references contact (id),
  organisation_id uuid references organisation (id),
  language text not null check (language in ('zh', 'en')),
  sop_version_id uuid not null references sop_version (id),
  tags text[] not null default '{}',
  -- Followers, mentioned people and collaborators: with team and assignee all that sight depends on.
  granted_to uuid[] not null default '{}',
  opened_at timestamptz not null,
  updated_at timestamptz not null,
  last_message_at timestamptz not null,
  last_message_from text not null check (last_message_from in ('customer', 'staff', 'system')),
  message_count int not null default 0,
  solved_at timestamptz,
  closed_at timestamptz,
  snoozed_until timestamptz,
  merged_into_id uuid references ticket (id),
  next_due_at timestamptz,
  next_due_metric text check (length(next_due_metric) <= 60),
  next_due_line_id text check (length(next_due_line_id) <= 200),
  next_warn_at timestamptz,
  promise_state text not null default 'kept' check (promise_state in ('kept', 'at_risk', 'breached')),
  event_seq int not null default 0,
  event_hash bytea not null,
  -- No orphan: whoever is responsible for unrouted tickets is the desk's default team; open means a next due moment.
  constraint ticket_open_has_team check (state = 'closed' or team_id is not null or assignee_id is not null),
  constraint ticket_open_has_due check (state = 'closed' or next_due_at is not null)
);
create index ticket_open_by_message on ticket (last_message_at desc, id desc) where state <> 'closed';
create index ticket_open_by_due on ticket (next_due_at, id) where state <> 'closed';
create index ticket_by_message on ticket (last_message_at desc, id desc);
create index ticket_team_open on ticket (team_id, last_message_at desc, id desc) where state <> 'closed';
create index ticket_assignee_open on ticket (assignee_id, last_message_at desc, id desc) where state <> 'closed';
create index ticket_contact on ticket (contact_id, opened_at desc);
create index ticket_organisation on ticket (organisation_id, opened_at desc);
create index ticket_granted on ticket using gin (granted_to);
create index ticket_tags on ticket using gin (tags);
create index ticket_snoozed on ticket (snoozed_until) where snoozed_until is not null;
create index ticket_merged on ticket (merged_into_id) where merged_into_id is not null;
comment on table ticket is 'owner: src/core/tickets';

create table ticket_event (
  ticket_id uuid not null references ticket (id),
  seq int not null check (seq >= 1),
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('staff', 'contact', 'rule', 'system')),
  actor_id text check (length(actor_id) <= 200),
  type text not null check (length(type) <= 60),
  body jsonb not null,
  hash bytea not null check (length(hash) = 32),
  primary key (ticket_id, seq)
);
create trigger ticket_event_append_only before update or delete on ticket_event for each row execute function refuse_change();
comment on table ticket_event is 'owner: src/core/tickets';

create table message (
  id uuid primary key,
  ticket_id uuid not null references ticket (id),
  -- Where it arrived, when it stands on another ticket by a merge; unmerge brings it back.
  home_ticket_id uuid not null references ticket (id),
  direction text not null check (direction in ('in', 'out', 'note')),
  kind text not null check (length(kind) <= 40),
  author_staff_id uuid references staff_member (id),
  author_contact_id uuid references contact (id),
  from_name text not null default '' check (length(from_name) <= 500),
  from_address text not null default '' check (length(from_address) <= 320),
  recipients jsonb not null default '{"to": [], "cc": []}',
  subject text not null default '' check (length(subject) <= 1000),
  text text not null default '' check (length(text) <= 1000000),
  html text check (length(html) <= 4000000),
  quoted_text text check (length(quoted_text) <= 4000000),
  quoted_html text check (length(quoted_html) <= 4000000),
  language text not null default 'zh' check (language in ('zh', 'en')),
  channel text not null check (length(channel) <= 40),
  external_id text check (length(external_id) <= 1000),
  in_reply_to text check (length(in_reply_to) <= 1000),
  raw_mail_id uuid,
  automatic boolean not null default false,
  unreadable boolean not null default false,
  sender_verified text not null default 'none' check (sender_verified in ('pass', 'fail', 'none')),
  created_at timestamptz not null,
  send_at timestamptz,
  delivery_state text not null default 'none' check (delivery_state in ('none', 'waiting', 'sending', 'sent', 'failed', 'bounced', 'withdrawn')),
  delivery_detail text check (length(delivery_detail) <= 2000),
  delivered_at timestamptz,
  mentions uuid[] not null default '{}'
);
create index message_ticket on message (ticket_id, created_at, id);
create unique index message_external on message (external_id) where external_id is not null;
create index message_undelivered on message (send_at) where delivery_state in ('waiting', 'sending', 'failed');
comment on table message is 'owner: src/core/tickets';

create table attachment (
  id uuid primary key,
  ticket_id uuid references ticket (id),
  message_id uuid references message (id),
  name text not null check (length(name) between 1 and 300),
  media_type text not null check (length(media_type) <= 200),
  size_bytes bigint not null check (size_bytes >= 0),
  sha256 text not null check (length(sha256) = 64),
  storage_key text not null check (length(storage_key) <= 300),
  content_id text check (length(content_id) <= 500),
  inline boolean not null default false,
  uploaded_by uuid references staff_member (id),
  created_at timestamptz not null default now()
);
create index attachment_ticket on attachment (ticket_id);
create index attachment_message on attachment (message_id);
create index attachment_loose on attachment (created_at) where message_id is null;
comment on table attachment is 'owner: src/core/tickets';

-- The clocks of a ticket as last folded; the truth is the fold over its events.
create table ticket_clock (
  ticket_id uuid not null references ticket (id),
  clock_id text not null check (length(clock_id) <= 240),
  line_id text not null check (length(line_id) <= 200),
  metric text not null check (length(metric) <= 60),
  state text not null check (state in ('running', 'paused', 'met', 'missed', 'cancelled')),
  target_ms bigint,
  started_at timestamptz not null,
  due_at timestamptz,
  stopped_at timestamptz,
  breached_at timestamptz,
  primary key (ticket_id, clock_id)
);
create index ticket_clock_closed on ticket_clock (metric, stopped_at);
comment on table ticket_clock is 'owner: src/core/tickets';

-- Moments at which a rule must act. Fired once: the row goes in the transaction of its effect.
create table ticket_timer (
  ticket_id uuid not null references ticket (id),
  timer_id text not null check (length(timer_id) <= 300),
  clock_id text not null check (length(clock_id) <= 240),
  line_id text not null check (length(line_id) <= 200),
  kind text not null check (kind in ('warn', 'breach', 'remind')),
  share numeric not null default 1,
  fire_at timestamptz not null,
  primary key (ticket_id, timer_id)
);
create index ticket_timer_due on ticket_timer (fire_at);
comment on table ticket_timer is 'owner: src/core/tickets';

create table ticket_link (
  ticket_id uuid not null references ticket (id),
  other_id uuid not null references ticket (id),
  relation text not null check (relation in ('related', 'duplicate', 'follow_up', 'split')),
  created_by uuid references staff_member (id),
  created_at timestamptz not null default now(),
  primary key (ticket_id, other_id)
);
create index on ticket_link (other_id);
comment on table ticket_link is 'owner: src/core/tickets';

create table ticket_follower (
  ticket_id uuid not null references ticket (id),
  staff_id uuid not null references staff_member (id),
  why text not null check (why in ('followed', 'mentioned', 'granted')),
  created_at timestamptz not null default now(),
  primary key (ticket_id, staff_id)
);
create index on ticket_follower (staff_id);
comment on table ticket_follower is 'owner: src/core/tickets';

create table form_submission (
  id uuid primary key,
  ticket_id uuid not null references ticket (id),
  form_id text not null check (length(form_id) <= 100),
  content jsonb not null,
  submitted_by uuid references staff_member (id),
  created_at timestamptz not null
);
create index on form_submission (ticket_id, form_id, created_at desc);
comment on table form_submission is 'owner: src/core/tickets';
