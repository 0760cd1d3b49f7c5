-- Moving in from OpenSID: one run of `balai import opensid`, the rows it has put aside, what they
-- became, what was refused, and what is kept until a feature takes it up.

create table opensid_import (
  village_id  int not null references village (id),
  id          uuid not null default uuidv7(),
  file_name   text not null,
  -- SHA-256 of the file: the same command with the same file goes on with the same run
  file_digest bytea not null check (octet_length(file_digest) = 32),
  -- which village of the dump, and how its records' keys are told from those of another dump
  config_id   int,
  source      text not null,
  -- reading: rows are put aside; carrying: they go in, step by step; dropped: another file came
  state       text not null check (state in ('reading', 'carrying', 'done', 'failed', 'dropped')),
  failure     text,
  -- how far it has come: the step, and the last row put aside that was dealt with in it
  step        int not null default 0,
  after       bigint not null default 0,
  -- what the dump says of itself: version, letters, its villages
  facts       jsonb not null default '{}',
  -- table by table: read, new, changed, unchanged, kept, refused, left, and notes
  report      jsonb not null default '{}',
  started_at  timestamptz not null,
  updated_at  timestamptz not null,
  finished_at timestamptz,
  primary key (village_id, id)
);
select protect_tenant_table('opensid_import');

-- Rows of the dump as they stand there, secrets left out. Deleted when the run is done.
create table opensid_row (
  village_id int not null,
  import_id  uuid not null,
  table_name text not null,
  number     bigint not null,
  source_id  text not null,
  data       jsonb not null,
  primary key (village_id, import_id, table_name, number),
  foreign key (village_id, import_id) references opensid_import (village_id, id) on delete cascade
);
create index opensid_row_source on opensid_row (village_id, import_id, table_name, source_id);
select protect_tenant_table('opensid_row');

create table opensid_refusal (
  village_id int not null,
  import_id  uuid not null,
  table_name text not null,
  source_id  text not null,
  -- who or what it is about, as far as it can be said without numbers
  label      text not null default '',
  reasons    text[] not null,
  primary key (village_id, import_id, table_name, source_id),
  foreign key (village_id, import_id) references opensid_import (village_id, id) on delete cascade
);
select protect_tenant_table('opensid_refusal');

-- What a record of the source became here, so that it is found again however it is renamed.
create table source_key (
  village_id int not null references village (id),
  source     text not null,
  table_name text not null,
  source_id  text not null,
  our_id     uuid not null,
  primary key (village_id, source, table_name, source_id)
);
create index source_key_ours on source_key (village_id, table_name, our_id);
select protect_tenant_table('source_key');

-- What came over and has no page of its own yet: kept whole, found by the office, taken up later.
create table carried_record (
  village_id   int not null references village (id),
  id           uuid not null default uuidv7(),
  source       text not null,
  source_table text not null,
  source_id    text not null,
  -- 'letter', 'complaint', 'aid-recipient' … (opensid/record-kinds.ts)
  kind         text not null,
  title        text not null,
  on_date      date,
  resident_id  uuid,
  -- the row as it stood, without passwords, PINs and tokens
  data         jsonb not null,
  created_at   timestamptz not null,
  primary key (village_id, id),
  unique (village_id, source, source_table, source_id),
  foreign key (village_id, resident_id) references resident (village_id, id)
);
create index carried_record_kind on carried_record (village_id, kind, on_date desc nulls last, id);
create index carried_record_resident on carried_record (village_id, resident_id) where resident_id is not null;
create index carried_record_title on carried_record using gin (title gin_trgm_ops);
select protect_tenant_table('carried_record');
