-- A version of the procedure: the shipped pack with the desk's own words, its layer, over it.
alter table sop_version
  -- Null while the layer cannot be read.
  alter column content drop not null,
  add column layer text not null default '' check (length(layer) <= 512000),
  -- Of the shipped words that the layer lies over.
  add column shipped_digest text check (length(shipped_digest) = 64),
  add column origins jsonb not null default '{}',
  add column overrides jsonb not null default '[]',
  add column findings jsonb not null default '[]',
  add column revision int not null default 1,
  add column changed_at timestamptz not null default now(),
  add column changed_by uuid references staff_member (id),
  add column proposed_at timestamptz,
  add column proposed_by uuid references staff_member (id),
  add column proposal_reason text not null default '' check (length(proposal_reason) <= 2000),
  add column approved_by uuid references staff_member (id),
  add column retired_at timestamptz,
  -- What keeps newly shipped words from being published with this layer; null while nothing does.
  add column held_back jsonb;
update sop_version set shipped_digest = digest, changed_at = created_at, changed_by = created_by;

create table sop_event (
  id uuid primary key,
  -- Without a reference: the trail of a discarded draft stays.
  sop_version_id uuid not null,
  at timestamptz not null,
  staff_id uuid references staff_member (id),
  action text not null check (length(action) <= 40),
  reason text not null default '' check (length(reason) <= 2000),
  facts jsonb not null default '{}'
);
create index sop_event_of_version on sop_event (sop_version_id, at desc, id desc);
create trigger sop_event_append_only before update or delete on sop_event for each row execute function refuse_change();
comment on table sop_event is 'owner: src/core/sop';
