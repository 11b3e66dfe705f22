-- What can be searched: one row for the head of each ticket, one for each message. Sight is never stored here;
-- every query joins the ticket.
create table search_entry (
  id uuid primary key,
  ticket_id uuid not null references ticket (id) on delete cascade,
  message_id uuid references message (id) on delete cascade,
  at timestamptz not null,
  lexemes tsvector not null,
  -- Error codes, numbers, phones and addresses, lower-cased and without separators, found in part.
  codes text not null check (length(codes) <= 40000),
  sender text not null default '' check (length(sender) <= 900),
  recipients text not null default '' check (length(recipients) <= 40000)
);
create index search_entry_lexemes on search_entry using gin (lexemes);
create index search_entry_codes on search_entry using gin (codes gin_trgm_ops);
create index search_entry_sender on search_entry using gin (sender gin_trgm_ops);
create index search_entry_recipients on search_entry using gin (recipients gin_trgm_ops);
create index search_entry_recent on search_entry (at desc, id desc);
create index search_entry_ticket on search_entry (ticket_id);
comment on table search_entry is 'owner: src/features/search';
