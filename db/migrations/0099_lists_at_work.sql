-- A list by what is due reads the tickets at work alone: most open ones are solved and wait for their confirmation.
create index ticket_at_work_by_due on ticket (next_due_at, id)
  where state <> 'closed' and state <> 'solved' and snoozed_until is null;

-- Few tickets are granted to anybody. With all of them in it, the index was written for each ticket, and the planner took
-- it to find thousands.
drop index ticket_granted;
create index ticket_granted on ticket using gin (granted_to) where granted_to <> '{}';

-- What the counts beside the views look at stands in the index: where a page has rested since the last vacuum, its tickets
-- are counted without reading them.
drop index ticket_team_open;
create index ticket_team_open on ticket (team_id, last_message_at desc, id desc)
  include (assignee_id, state, promise_state, snoozed_until) where state <> 'closed';
