-- Mailboxes and the mail that came in, as it came over the wire.

create table mailbox (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  -- Lower-case, without +tag: plus addresses belong to it.
  address text not null unique check (address = lower(address) and length(address) between 3 and 254 and address like '%_@_%'),
  kind text not null check (kind in ('smtp', 'imap')),
  team_id uuid references team (id),
  enabled boolean not null default true,
  -- Servers whose Authentication-Results count.
  trusted_servers text[] not null default '{}' check (cardinality(trusted_servers) <= 20),
  imap_host text check (length(imap_host) between 1 and 253),
  imap_port int check (imap_port between 1 and 65535),
  imap_security text not null default 'tls' check (imap_security in ('tls', 'starttls', 'none')),
  imap_user text check (length(imap_user) <= 320),
  imap_auth text not null default 'password' check (imap_auth in ('password', 'xoauth2')),
  -- Sealed: the password, or the refresh token.
  imap_secret bytea check (octet_length(imap_secret) <= 16000),
  imap_folder text not null default 'INBOX' check (length(imap_folder) between 1 and 500),
  oauth_token_url text check (length(oauth_token_url) <= 1000),
  oauth_client_id text check (length(oauth_client_id) <= 500),
  oauth_client_secret bytea check (octet_length(oauth_client_secret) <= 4000),
  oauth_scope text check (length(oauth_scope) <= 1000),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint mailbox_imap_complete check (kind = 'smtp' or (imap_host is not null and imap_port is not null and imap_user is not null and imap_secret is not null))
);
comment on table mailbox is 'owner: src/channels/email';

-- Where reading an IMAP mailbox stands. One process at a time holds the lease.
create table mailbox_progress (
  mailbox_id uuid primary key references mailbox (id) on delete cascade,
  uid_validity bigint,
  last_uid bigint not null default 0,
  last_ok_at timestamptz,
  last_error_code text check (length(last_error_code) <= 60),
  last_error text check (length(last_error) <= 1000),
  last_error_at timestamptz,
  lease_holder uuid,
  lease_until timestamptz
);
comment on table mailbox_progress is 'owner: src/channels/email';

create table inbound_mail (
  id uuid primary key,
  mailbox_id uuid not null references mailbox (id),
  sha256 bytea not null check (octet_length(sha256) = 32),
  raw bytea not null check (octet_length(raw) <= 62914560),
  envelope jsonb not null,
  -- Only the beginning stands here: the mail is larger than a mail may be.
  truncated boolean not null default false,
  received_at timestamptz not null,
  state text not null default 'received' check (state in ('received', 'taken_in', 'duplicate', 'ignored', 'unreadable', 'failed')),
  reason text check (length(reason) <= 1000),
  attempts int not null default 0,
  ticket_id uuid,
  message_id uuid,
  settled_at timestamptz,
  unique (mailbox_id, sha256)
);
-- Mail is text already small or pictures already packed: compressing it again only costs time.
alter table inbound_mail alter column raw set storage external;
create index inbound_mail_waiting on inbound_mail (received_at) where state = 'received';
create index inbound_mail_failed on inbound_mail (received_at desc) where state = 'failed';
create index inbound_mail_message on inbound_mail (message_id) where message_id is not null;
comment on table inbound_mail is 'owner: src/channels/email';
