-- Sign-in, in the shape that better-auth keeps: every user is a member of staff with the same id.

create table auth_user (
  id uuid primary key references staff_member (id) on delete cascade,
  name text not null check (length(name) between 1 and 200),
  email text not null unique check (length(email) <= 254 and email = lower(email)),
  email_verified boolean not null default false,
  image text check (length(image) <= 2000),
  two_factor_enabled boolean default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table auth_user is 'owner: src/core/staff';

create table auth_session (
  id uuid primary key,
  user_id uuid not null references auth_user (id) on delete cascade,
  token text not null unique check (length(token) <= 200),
  expires_at timestamptz not null,
  ip_address text check (length(ip_address) <= 64),
  user_agent text check (length(user_agent) <= 1000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on auth_session (user_id);
create index on auth_session (expires_at);
comment on table auth_session is 'owner: src/core/staff';

create table auth_account (
  id uuid primary key,
  user_id uuid not null references auth_user (id) on delete cascade,
  account_id text not null check (length(account_id) <= 400),
  provider_id text not null check (length(provider_id) <= 200),
  access_token text check (length(access_token) <= 20000),
  refresh_token text check (length(refresh_token) <= 20000),
  id_token text check (length(id_token) <= 20000),
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text check (length(scope) <= 2000),
  password text check (length(password) <= 1000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index on auth_account (user_id);
comment on table auth_account is 'owner: src/core/staff';

create table auth_verification (
  id uuid primary key,
  identifier text not null check (length(identifier) <= 400),
  value text not null check (length(value) <= 4000),
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on auth_verification (identifier);
create index on auth_verification (expires_at);
comment on table auth_verification is 'owner: src/core/staff';

create table auth_two_factor (
  id uuid primary key,
  user_id uuid not null references auth_user (id) on delete cascade,
  secret text not null check (length(secret) <= 2000),
  backup_codes text not null check (length(backup_codes) <= 4000),
  verified boolean default true,
  failed_verification_count int default 0,
  locked_until timestamptz
);
create index on auth_two_factor (user_id);
comment on table auth_two_factor is 'owner: src/core/staff';

-- Counted per key (a path and an address, digested) in windows; in the database so that it holds across nodes.
create table rate_window (
  key text primary key check (length(key) <= 200),
  count int not null,
  started_at timestamptz not null
);
create index on rate_window (started_at);
comment on table rate_window is 'owner: src/core/staff';
