-- What an import knows of its file (sheet, headings that were passed over), and who said yes to it,
-- as the audit trail names them: the work itself is done in the background.
alter table import_job add column table_facts jsonb not null default '{}';
alter table import_job add column committed_by jsonb;

-- A row is deleted once it is in the register. The job's key says which village already.
alter table import_row drop column done;
alter table import_row drop constraint import_row_village_id_fkey;

-- Someone without a NIK is known by name, birth and sex.
create index resident_identity on resident (village_id, name, birth_date);
drop index resident_name;

-- What a staged row says of its resident, among the names of the register's columns. A row without
-- a NIK says nothing about it: whoever it means may have one by now.
create function said(data jsonb) returns jsonb
  language sql immutable parallel safe
  return case when data->>'nik' is null then data - 'nik' - 'nik_temporary' else data end;
