-- The word by which a procedure means a team; '' for a team that none speaks of.
alter table team add column handle text not null default ''
  check (handle ~ '^([a-z0-9][a-z0-9._-]*)?$' and length(handle) <= 60);
create unique index team_handle on team (handle) where handle <> '' and archived_at is null;
update team set handle = 'service-desk' where is_default;
