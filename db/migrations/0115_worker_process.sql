-- Processes that run jobs, each with its last sign of life: what a dead one had taken is given back.
create table worker_process (
  -- The job runner's name for it, as it stands in `locked_by` of the jobs that it has taken.
  id text primary key check (length(id) between 1 and 100),
  seen_at timestamptz not null default now(),
  -- Since when its signs have come without a gap: who was away himself cannot tell that another is dead.
  steady_since timestamptz not null default now()
);
comment on table worker_process is 'owner: src/platform/jobs';

-- Who is sending it: a lease of a dead process ends with it.
alter table mail_delivery add column lease_holder text check (length(lease_holder) between 1 and 100);
alter table system_mail add column lease_holder text check (length(lease_holder) between 1 and 100);
