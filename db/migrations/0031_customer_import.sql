-- An uploaded file of customers on its way in. The file stays until the report is no longer wanted.
create table customer_import (
  id uuid primary key,
  file_name text not null check (length(file_name) between 1 and 300),
  content bytea not null check (octet_length(content) <= 10485760),
  encoding text not null check (length(encoding) <= 20),
  delimiter text not null check (length(delimiter) = 1),
  mapping jsonb not null default '{}',
  state text not null check (state in ('uploaded', 'running', 'done')),
  rows_total int not null,
  rows_done int not null default 0,
  contacts_made int not null default 0,
  contacts_changed int not null default 0,
  organisations_made int not null default 0,
  unchanged int not null default 0,
  bad_rows int not null default 0,
  created_by uuid references staff_member (id),
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz
);
create index on customer_import (created_at);
comment on table customer_import is 'owner: src/features/customers';

create table customer_import_bad_row (
  import_id uuid not null references customer_import (id) on delete cascade,
  line int not null,
  cells jsonb not null,
  complaints jsonb not null,
  primary key (import_id, line)
);
comment on table customer_import_bad_row is 'owner: src/features/customers';
