-- How a mailbox signs in to its sending server: with a password of its own, or with the OAuth token of its IMAP side.
alter table mailbox_outgoing add column smtp_auth text not null default 'password' check (smtp_auth in ('password', 'xoauth2'));
