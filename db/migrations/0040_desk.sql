-- What a person has read, his drafts and saved views, and the indexes behind the views of the inbox.

create table ticket_seen (
  ticket_id uuid not null references ticket (id) on delete cascade,
  staff_id uuid not null references staff_member (id) on delete cascade,
  seq int not null check (seq >= 0),
  seen_at timestamptz not null,
  primary key (ticket_id, staff_id)
);
create index on ticket_seen (staff_id);
comment on table ticket_seen is 'owner: src/features/ticket-desk';

create table message_draft (
  ticket_id uuid not null references ticket (id) on delete cascade,
  staff_id uuid not null references staff_member (id) on delete cascade,
  tab text not null check (tab in ('reply', 'note', 'progress_update')),
  html text not null check (length(html) <= 400000),
  recipients jsonb not null default '{"to": [], "cc": []}',
  attachment_ids uuid[] not null default '{}' check (cardinality(attachment_ids) <= 20),
  updated_at timestamptz not null,
  primary key (ticket_id, staff_id, tab)
);
create index on message_draft (staff_id, updated_at desc);
comment on table message_draft is 'owner: src/features/inbox';

create table saved_view (
  id uuid primary key,
  owner_id uuid not null references staff_member (id) on delete cascade,
  shared boolean not null default false,
  name text not null check (length(name) between 1 and 200),
  filter jsonb not null,
  sort text not null check (length(sort) <= 20),
  group_by text not null check (group_by in ('none', 'due', 'priority', 'customer')),
  position int not null default 0,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index on saved_view (owner_id);
create index saved_view_shared on saved_view (position) where shared;
comment on table saved_view is 'owner: src/features/inbox';

create index ticket_open_by_opened on ticket (opened_at, id) where state <> 'closed';
create index ticket_open_by_priority on ticket (priority, next_due_at, id) where state <> 'closed';
create index ticket_open_by_state on ticket (state, last_message_at desc, id desc) where state <> 'closed';
create index ticket_open_unassigned on ticket (last_message_at desc, id desc) where state <> 'closed' and assignee_id is null;
create index ticket_open_at_risk on ticket (promise_state, next_due_at, id) where state <> 'closed' and promise_state <> 'kept';
create index ticket_by_opened on ticket (opened_at, id);
