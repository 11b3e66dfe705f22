-- When somebody last looked after timers; one row for all workers.
create table timer_watch (
  only_one boolean primary key default true check (only_one),
  seen_at timestamptz not null
);
comment on table timer_watch is 'owner: src/features/clocks';

-- Times in which nobody did: what fell due then is told as late, and not as a flood.
create table timer_stop (
  began_at timestamptz primary key,
  ended_at timestamptz not null,
  check (ended_at > began_at)
);
comment on table timer_stop is 'owner: src/features/clocks';

-- One notice a person for all that fell due in one stop.
alter table notification add column stop_began_at timestamptz;
create unique index notification_of_stop on notification (staff_id, stop_began_at) where stop_began_at is not null;
