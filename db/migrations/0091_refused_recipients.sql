-- Whom a server refused of a message that it took for others: [{"address": "a@b", "said": "550 no such user"}]
alter table message add column refused_recipients jsonb not null default '[]'
  check (jsonb_typeof(refused_recipients) = 'array' and jsonb_array_length(refused_recipients) <= 100);
