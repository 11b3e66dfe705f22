-- Nobody asks how many messages a ticket has. A process of the version before, which runs beside this one while an upgrade goes on, still
-- writes the column: it stays until a later version.
comment on column ticket.message_count is 'nobody reads or writes it since 0160; to be dropped when no process before it can run';
