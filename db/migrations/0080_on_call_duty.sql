-- Who answers a roster of the procedure's on-call lists, and when; several at once are all called.
create table on_call_duty (
  id uuid primary key,
  roster_id text not null check (length(roster_id) between 1 and 100),
  staff_id uuid not null references staff_member (id),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  created_at timestamptz not null,
  check (ends_at > starts_at)
);
create index on_call_duty_when on on_call_duty (roster_id, ends_at);
create index on on_call_duty (staff_id);
comment on table on_call_duty is 'owner: src/core/staff';
