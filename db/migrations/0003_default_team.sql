-- Where a ticket goes that no rule routes: there is always such a team.
alter table team add column is_default boolean not null default false;
create unique index team_one_default on team (is_default) where is_default;
insert into team (id, name, is_default) values ('019a0000-0000-7000-8000-000000000001', '服务台', true);
