-- What a customer's tier follows from, as far as it is known; and who set it by hand, why and until when.
alter table organisation add column paid_cny bigint check (paid_cny between 0 and 1000000000000);
alter table organisation add column customer_since date;
alter table organisation add column user_count int check (user_count >= 0);
alter table organisation add column tier_override text check (tier_override in ('strategic', 'growth', 'basic'));
alter table organisation add column tier_reason text not null default '' check (length(tier_reason) <= 1000);
alter table organisation add column tier_until timestamptz;
-- Those to look at each day: a month more as a customer, a tier by hand that has run out.
create index organisation_figures on organisation (id)
  where merged_into_id is null and (paid_cny is not null or customer_since is not null or user_count is not null or tier_override is not null);
