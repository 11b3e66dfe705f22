-- Every version of a working calendar: who, when, why.
create table working_calendar_version (
  calendar_id text not null references working_calendar (id),
  version int not null,
  name_zh text not null check (length(name_zh) between 1 and 200),
  name_en text not null check (length(name_en) between 1 and 200),
  definition jsonb not null,
  at timestamptz not null,
  staff_id uuid references staff_member (id),
  reason text not null default '' check (length(reason) <= 2000),
  primary key (calendar_id, version)
);
create trigger working_calendar_version_append_only before update or delete on working_calendar_version
  for each row execute function refuse_change();
comment on table working_calendar_version is 'owner: src/core/sop';
insert into working_calendar_version (calendar_id, version, name_zh, name_en, definition, at, staff_id)
select id, version, name_zh, name_en, definition, updated_at, updated_by from working_calendar;

alter table working_calendar
  -- The shipped calendar that the desk last took over, and a newer one that it has not answered yet.
  add column shipped jsonb,
  add column offered jsonb;
update working_calendar set shipped = definition where version = 1;
