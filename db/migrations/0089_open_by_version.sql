-- Open tickets by the version of the procedure that they run under: counted, and listed to be moved.
create index ticket_open_by_version on ticket (sop_version_id, id) where state <> 'closed';
