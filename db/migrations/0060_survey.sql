-- One answer for each time a case was solved.
create table survey_response (
  id uuid primary key,
  ticket_id uuid not null references ticket (id),
  contact_id uuid not null references contact (id),
  satisfaction int not null check (satisfaction between 1 and 5),
  -- Question id of the pack's survey -> level.
  answers jsonb not null default '{}',
  comment text not null default '' check (length(comment) <= 5000),
  answered_at timestamptz not null
);
create index on survey_response (ticket_id, answered_at desc);
create index on survey_response (answered_at);
comment on table survey_response is 'owner: src/features/closing';
