-- What it takes to send each message once: attempts, and a lease so that one worker at a time is in the dialogue.
create table mail_delivery (
  message_id uuid primary key references message (id) on delete cascade,
  attempts int not null default 0,
  lease_until timestamptz
);
comment on table mail_delivery is 'owner: src/channels/email';

-- Mail of the desk itself: invitations, resets, notifications. The content goes once it has been sent.
create table system_mail (
  id uuid primary key,
  purpose text not null check (length(purpose) <= 60),
  recipient text not null check (length(recipient) between 3 and 254),
  subject text not null check (length(subject) <= 1000),
  body_text text not null default '' check (length(body_text) <= 200000),
  body_html text not null default '' check (length(body_html) <= 400000),
  language text not null check (language in ('zh', 'en')),
  headers jsonb not null default '{}',
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'failed')),
  attempts int not null default 0,
  lease_until timestamptz,
  detail text check (length(detail) <= 2000),
  created_at timestamptz not null,
  settled_at timestamptz
);
create index system_mail_unsent on system_mail (created_at) where state in ('waiting', 'sending');
create index system_mail_settled on system_mail (settled_at);
comment on table system_mail is 'owner: src/channels/email';

-- How a mailbox sends, where it does not use the desk's SMTP_URL. Secrets are sealed.
create table mailbox_outgoing (
  mailbox_id uuid primary key,
  smtp_host text check (length(smtp_host) between 1 and 253),
  smtp_port int check (smtp_port between 1 and 65535),
  smtp_security text not null default 'tls' check (smtp_security in ('tls', 'starttls', 'none')),
  smtp_user text check (length(smtp_user) <= 320),
  smtp_secret bytea check (octet_length(smtp_secret) <= 4000),
  dkim_domain text check (length(dkim_domain) <= 253),
  dkim_selector text check (length(dkim_selector) <= 63),
  dkim_key bytea check (octet_length(dkim_key) <= 16000)
);
comment on table mailbox_outgoing is 'owner: src/channels/email';

-- One automatic acknowledgement a ticket; counted for each sender, so that two machines cannot talk for ever.
create table acknowledgement (
  ticket_id uuid primary key references ticket (id) on delete cascade,
  sender text not null check (length(sender) <= 320),
  sent_at timestamptz not null
);
create index on acknowledgement (sender, sent_at);
comment on table acknowledgement is 'owner: src/features/intake';
