create table notification (
  id uuid primary key,
  staff_id uuid not null references staff_member (id) on delete cascade,
  kind text not null check (length(kind) <= 40),
  ticket_id uuid not null references ticket (id) on delete cascade,
  -- The event that it tells of.
  seq int not null,
  data jsonb not null default '{}',
  at timestamptz not null,
  in_app boolean not null default true,
  read_at timestamptz,
  -- When it is mailed if it is still unread then; null: never.
  mail_at timestamptz,
  mailed_at timestamptz,
  unique (staff_id, ticket_id, seq, kind)
);
create index notification_newest on notification (staff_id, at desc, id desc) where in_app;
create index notification_unread on notification (staff_id) where in_app and read_at is null;
create index notification_to_mail on notification (staff_id, mail_at) where mail_at is not null and mailed_at is null;
create index on notification (ticket_id);
create index on notification (at);
comment on table notification is 'owner: src/features/notifications';

-- What a person wants to hear of and how; no row: the defaults.
create table notification_settings (
  staff_id uuid primary key references staff_member (id) on delete cascade,
  choices jsonb not null default '{}',
  -- Minutes from midnight in the person's own time zone; both null: no quiet hours.
  quiet_from int check (quiet_from between 0 and 1439),
  quiet_to int check (quiet_to between 0 and 1439),
  updated_at timestamptz not null,
  check ((quiet_from is null) = (quiet_to is null)),
  check (quiet_from <> quiet_to)
);
comment on table notification_settings is 'owner: src/features/notifications';
