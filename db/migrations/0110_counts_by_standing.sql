-- The counts beside the views want to know of each open ticket in sight how it stands, not when it was written to. What
-- stands alike lies together here, once: an eighth of the pages, and counted in the order in which it lies.
drop index ticket_team_open;
create index ticket_open_standing on ticket (team_id, state, promise_state, assignee_id, snoozed_until)
  where state <> 'closed';

-- One's own tickets in others' teams are counted without reading them.
drop index ticket_assignee_open;
create index ticket_assignee_open on ticket (assignee_id, last_message_at desc, id desc)
  include (team_id, state, promise_state, snoozed_until) where state <> 'closed';
