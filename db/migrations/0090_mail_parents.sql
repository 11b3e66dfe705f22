-- A mail that answers one that still waits is taken in after it: the desk must know the ids of mails that wait.
alter table inbound_mail add column external_id text check (length(external_id) <= 1000);
create index inbound_mail_waiting_id on inbound_mail (external_id) where state = 'received' and external_id is not null;
