-- May write the procedure besides administrators: a supervisor or an agent whom an administrator names.
alter table staff_member add column is_sop_owner boolean not null default false;
