-- Finding customers by a part of their name, and mergers that can be undone.

-- Pairs of neighbouring characters: full text and trigrams miss a Chinese name of two characters.
create function name_grams(name text) returns text[] language sql immutable strict parallel safe as $$
  select coalesce(array_agg(distinct substr(lower(name), i, 2)), '{}')
    from generate_series(1, greatest(length(name) - 1, 1)) i
$$;

create index contact_name_grams on contact using gin (name_grams(name));
create index organisation_name_grams on organisation using gin (name_grams(name));
create index contact_merged on contact (merged_into_id) where merged_into_id is not null;
create index organisation_merged on organisation (merged_into_id) where merged_into_id is not null;

-- What a merger moved, so that undoing it moves exactly that back.
create table customer_merger (
  id uuid primary key,
  kind text not null check (kind in ('contact', 'organisation')),
  from_id uuid not null,
  into_id uuid not null check (into_id <> from_id),
  moved jsonb not null,
  merged_by uuid references staff_member (id),
  merged_at timestamptz not null,
  undone_at timestamptz
);
create unique index customer_merger_standing on customer_merger (from_id) where undone_at is null;
create index customer_merger_into on customer_merger (into_id) where undone_at is null;
comment on table customer_merger is 'owner: src/core/contacts';
