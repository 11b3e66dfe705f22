-- One answer for each time a case was solved.
create table survey_response (
  id uuid primary key,
  ticket_id uuid not null references ticket (id),
  contact_id uuid not null references contact (id),
  satisfaction int not null check (satisfaction between 1 and 5),
  speed int check (speed between 1 and 5),
  ability int check (ability between 1 and 5),
  attitude int check (attitude between 1 and 5),
  comment text not null default '' check (length(comment) <= 5000),
  answered_at timestamptz not null
);
create index on survey_response (ticket_id, answered_at desc);
create index on survey_response (answered_at);
comment on table survey_response is 'owner: src/features/closing';
