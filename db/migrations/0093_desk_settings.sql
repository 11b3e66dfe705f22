-- One row: how the desk shows itself to customers. Null: DESK_NAME, and the colour of the product.
create table desk_settings (
  one boolean primary key default true check (one),
  name text check (length(name) between 1 and 100),
  colour text check (colour ~ '^#[0-9a-f]{6}$'),
  version int not null default 1,
  updated_at timestamptz not null default now()
);
insert into desk_settings default values;
comment on table desk_settings is 'owner: src/core/staff';
