-- Tickets whose place in the search index is behind. A line is written by the transaction that changes a ticket and taken
-- away by the one that has indexed it; a ticket may stand here more than once. No reference: a line costs its writer nothing more.
create table search_dirty (
  id bigint generated always as identity primary key,
  ticket_id uuid not null,
  fresh boolean not null default false,
  due_at timestamptz not null default now()
);
comment on table search_dirty is 'owner: src/features/search';
