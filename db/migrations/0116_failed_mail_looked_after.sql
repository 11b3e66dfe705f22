-- Failed mails are looked after by people: tried again, or set aside for good.
alter table inbound_mail drop constraint inbound_mail_state_check;
alter table inbound_mail add constraint inbound_mail_state_check
  check (state in ('received', 'taken_in', 'duplicate', 'ignored', 'unreadable', 'failed', 'set_aside'));
-- When the administrators were told of it.
alter table inbound_mail add column alerted_at timestamptz;
drop index inbound_mail_failed;
create index inbound_mail_failed on inbound_mail (received_at desc, id desc) where state = 'failed';
create index inbound_mail_set_aside on inbound_mail (received_at desc, id desc) where state = 'set_aside';
create index inbound_mail_alerted on inbound_mail (alerted_at) where alerted_at is not null;
