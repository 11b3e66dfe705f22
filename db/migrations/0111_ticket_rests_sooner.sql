-- The counts read their index alone where pages have rested since the last vacuum. By the default that is when a fifth of the
-- table has changed: at a million tickets each open one has been written to many times by then, and a count costs six times as much.
alter table ticket set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);
