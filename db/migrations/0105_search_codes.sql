-- Codes, numbers and addresses are found by what they are, begin or end with, newest first, without reading more as the past
-- grows: which different ones there are, and where each stands.
create table search_code (
  -- As in search_entry.codes; with ! before it, it is known from a person's address alone.
  code text collate "C" primary key check (length(code) <= 121)
);
create index search_code_ending on search_code (reverse(code));
-- A piece from the middle. Without a list of what is not yet merged, which each search would have to read.
create index search_code_piece on search_code using gin (code gin_trgm_ops) with (fastupdate = off);
comment on table search_code is 'owner: src/features/search';

-- No reference to the entry: who takes an entry away takes its codes along, and what is left over is found by nobody.
create table search_posting (
  code text collate "C" not null check (length(code) <= 121),
  at timestamptz not null,
  entry_id uuid not null,
  primary key (code, at, entry_id)
);
comment on table search_posting is 'owner: src/features/search';

-- Each by its index alone: with a bound on the rows a planner would rather read all codes from the first, hoping to meet some early.
create function search_codes_between(low text, high text, most int) returns setof text
  language sql stable strict set enable_seqscan = off
as $$ select code from search_code where code >= low and code < high limit most $$;
-- Both ends turned round.
create function search_codes_ending(low text, high text, most int) returns setof text
  language sql stable strict set enable_seqscan = off
as $$ select code from search_code where reverse(code) >= low and reverse(code) < high limit most $$;
create function search_codes_holding(piece text, most int) returns setof text
  language sql stable strict set enable_seqscan = off
as $$ select code from search_code where code like '%' || piece || '%' limit most $$;

-- What stood in the index before is put in order ticket by ticket while the desk runs, the newest first.
create table search_rebuild (
  one boolean primary key default true check (one),
  -- The ticket that was done last.
  ticket_id uuid,
  tickets_done bigint not null default 0,
  tickets_total bigint not null,
  moved_at timestamptz not null default now(),
  finished_at timestamptz
);
comment on table search_rebuild is 'owner: src/features/search';
insert into search_rebuild (tickets_total, finished_at)
  select count(*), case when count(*) = 0 then now() end from ticket;

-- Where there is nothing to put in order, nobody needs the old index.
do $$ begin
  if not exists (select from ticket) then drop index search_entry_codes; end if;
end $$;

alter table search_dirty add column noted_at timestamptz not null default now();
