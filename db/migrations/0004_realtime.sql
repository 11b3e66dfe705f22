-- Carries realtime payloads that are too large for NOTIFY between nodes.
create table socket_io_attachments (
  id bigserial unique,
  created_at timestamptz default now(),
  payload bytea
);
comment on table socket_io_attachments is 'owner: src/platform/realtime';
