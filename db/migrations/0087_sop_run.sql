-- Dry runs and back-tests of the studio, kept for some days.
create table sop_run (
  id uuid primary key,
  sop_version_id uuid not null references sop_version (id) on delete cascade,
  scope jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  done int not null default 0,
  total int,
  problem jsonb,
  result jsonb,
  started_by uuid not null references staff_member (id),
  created_at timestamptz not null,
  -- When the worker last wrote its progress.
  seen_at timestamptz,
  ended_at timestamptz
);
create index on sop_run (created_at);
create index on sop_run (sop_version_id);
comment on table sop_run is 'owner: src/features/studio';
