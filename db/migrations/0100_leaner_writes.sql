-- No query asks for clocks by metric and moment of stopping; without this index a clock that changes stays on its page.
drop index ticket_clock_closed;
alter table ticket_clock set (fillfactor = 85);

-- A ticket's clocks, timers and messages are written in the transaction that holds the ticket, and no ticket is ever deleted:
-- asking for the ticket again with each row of its clocks, and twice with each message, was a tenth of what opening one costs.
alter table ticket_clock drop constraint ticket_clock_ticket_id_fkey;
alter table message drop constraint message_home_ticket_id_fkey;

-- Most tickets have no tags, and those have no place in the index of tags.
drop index ticket_tags;
create index ticket_tags on ticket using gin (tags) where tags <> '{}';
