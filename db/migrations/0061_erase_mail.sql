create index inbound_mail_ticket on inbound_mail (ticket_id) where ticket_id is not null;
