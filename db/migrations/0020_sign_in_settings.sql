-- One row: how people sign in.
create table sign_in_settings (
  one boolean primary key default true check (one),
  two_factor_roles text[] not null default '{}',
  password_chars_min int not null default 10 check (password_chars_min between 8 and 64),
  session_hours_max int not null default 168 check (session_hours_max between 1 and 720),
  version int not null default 1,
  updated_at timestamptz not null default now()
);
insert into sign_in_settings default values;
comment on table sign_in_settings is 'owner: src/core/staff';

create index invitation_newest on invitation (created_at desc, id desc);
create index audit_entry_actor on audit_entry (actor_id, at desc, id desc);
create index audit_entry_target on audit_entry (target_kind, target_id, at desc, id desc);
