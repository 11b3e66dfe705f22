-- Customers by any part of their name, one character too, whatever the database's LC_CTYPE takes for a letter.
-- The trigrams of names know nothing of one or two characters, and a kept plan read all of them for such a word.

drop index contact_name_trgm;
drop index organisation_name_trgm;

create or replace function name_grams(name text) returns text[] language sql immutable strict parallel safe cost 2000 as $$
  select coalesce(array_agg(distinct gram), '{}')
    from generate_series(1, length(lower(name))) i cross join lateral (values (1), (2)) long (chars)
   cross join lateral substr(lower(name), i, chars) gram
$$;
reindex index contact_name_grams;
reindex index organisation_name_grams;
analyze contact;
analyze organisation;

-- One or two letters are looked for where an address begins.
create index contact_address_begin on contact_address (value text_pattern_ops);
