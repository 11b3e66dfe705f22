-- A mailbox is read in the name of the worker that reads it, as its letters are sent: its lease ends with it.
alter table mailbox_progress alter column lease_holder type text;
alter table mailbox_progress add constraint mailbox_progress_lease_holder_check check (length(lease_holder) between 1 and 100);
