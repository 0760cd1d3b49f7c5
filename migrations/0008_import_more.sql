-- Imports that wait for someone to say which column is what; what was said is kept for the next
-- file with the same headings.
alter table import_job drop constraint import_job_state_check;
alter table import_job add constraint import_job_state_check
  check (state in ('reading', 'matching', 'preview', 'committing', 'done', 'failed', 'dropped'));
-- The table of a file whose headings were not recognised, as someone matched it:
-- { sheetName, headerRow, columns: [our column or null] }
alter table import_job add column matching jsonb;

create table import_matching (
  village_id int not null references village (id),
  -- SHA-256 of the headings in their order
  headings   bytea not null,
  -- our column, or null, under each heading
  columns    jsonb not null,
  used_at    timestamptz not null,
  primary key (village_id, headings)
);
select protect_tenant_table('import_matching');

-- What a staged row says of its resident, among the names of the register's columns: without what is
-- meant for the import itself. A row without a NIK says nothing about it: whoever it means may have
-- one by now.
create or replace function said(data jsonb) returns jsonb
  language sql immutable parallel safe
  return (case when data->>'nik' is null then data - 'nik' - 'nik_temporary' else data end)
    - 'only_update' - 'kk_said' - 'cells';
