-- What other teams were asked, as the events tell it: for their queues and for counting.
create table ticket_transfer (
  id uuid primary key,
  ticket_id uuid not null references ticket (id),
  team_id uuid not null references team (id),
  submission_id uuid,
  state text not null check (state in ('sent', 'accepted', 'returned', 'answered', 'withdrawn')),
  sent_by uuid references staff_member (id),
  sent_at timestamptz not null,
  accepted_at timestamptz,
  ended_at timestamptz,
  reason text check (length(reason) <= 2000),
  answer_message_id uuid
);
comment on table ticket_transfer is 'owner: src/features/transfers';
create index ticket_transfer_ticket on ticket_transfer (ticket_id, sent_at);
create index ticket_transfer_open on ticket_transfer (team_id, sent_at) where state in ('sent', 'accepted');
