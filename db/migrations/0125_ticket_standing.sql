-- What the counts beside the views add up: how many open tickets of a team stand alike, so that no count looks at the tickets
-- themselves. A write only adds rows, +1 and -1, so that none waits for another; now and then one folds those of its team into
-- one for each standing.
create table ticket_standing (
  -- The nil id: tickets of no team yet.
  team_id uuid not null,
  state text not null,
  promise_state text not null,
  assigned boolean not null,
  snoozed boolean not null,
  tickets integer not null,
  constraint ticket_standing_bounds check (length(state) <= 40 and length(promise_state) <= 40)
);
comment on table ticket_standing is 'owner: src/core/tickets';
create index ticket_standing_team on ticket_standing (team_id);
alter table ticket_standing set (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);

-- What others are folding is left to them, and what is not committed yet to the next.
create function fold_ticket_standing(of_team uuid) returns void
  language sql
  as $$
    with folded as (
      delete from ticket_standing where ctid = any (array(
        select ctid from ticket_standing where team_id = of_team limit 10000 for update skip locked))
      returning *)
    insert into ticket_standing
      select team_id, state, promise_state, assigned, snoozed, sum(tickets) from folded
       group by team_id, state, promise_state, assigned, snoozed having sum(tickets) <> 0
  $$;

create function note_ticket_standing() returns trigger
  language plpgsql
  as $$
    declare
      no_team constant uuid := '00000000-0000-0000-0000-000000000000';
      folded_each constant integer := 128;
    begin
      if tg_op = 'UPDATE' and old.state <> 'closed' and new.state <> 'closed' then
        if new.state = old.state and new.promise_state = old.promise_state
          and new.team_id is not distinct from old.team_id and (new.assignee_id is null) = (old.assignee_id is null)
          and (new.snoozed_until is null) = (old.snoozed_until is null) then
          return null;
        end if;
        insert into ticket_standing values
          (coalesce(old.team_id, no_team), old.state, old.promise_state, old.assignee_id is not null, old.snoozed_until is not null, -1),
          (coalesce(new.team_id, no_team), new.state, new.promise_state, new.assignee_id is not null, new.snoozed_until is not null, 1);
      elsif tg_op <> 'INSERT' and old.state <> 'closed' then
        insert into ticket_standing values (coalesce(old.team_id, no_team), old.state, old.promise_state,
          old.assignee_id is not null, old.snoozed_until is not null, -1);
      elsif tg_op <> 'DELETE' and new.state <> 'closed' then
        insert into ticket_standing values (coalesce(new.team_id, no_team), new.state, new.promise_state,
          new.assignee_id is not null, new.snoozed_until is not null, 1);
      else
        return null;
      end if;
      if random() * folded_each < 1 then
        perform fold_ticket_standing(coalesce(case when tg_op = 'DELETE' then old.team_id else new.team_id end, no_team));
      end if;
      return null;
    end
  $$;

create trigger ticket_standing_noted after insert or update or delete on ticket
  for each row execute function note_ticket_standing();

create function empty_ticket_standing() returns trigger
  language plpgsql
  as $$
    begin
      truncate ticket_standing;
      return null;
    end
  $$;

create trigger ticket_standing_emptied after truncate on ticket
  for each statement execute function empty_ticket_standing();

insert into ticket_standing
  select coalesce(team_id, '00000000-0000-0000-0000-000000000000'), state, promise_state, assignee_id is not null,
         snoozed_until is not null, count(*)
    from ticket where state <> 'closed' group by 1, 2, 3, 4, 5;

-- What the counts were read from before.
drop index ticket_open_standing;
