-- The register in full: what the national family card and OpenSID hold of a person, families and
-- households, who leads which neighbourhood, what changed and why, and what befell the population.

-- A foreign key is checked by a query, which the row policies let run only for a village; the new
-- columns are empty everywhere, so that seeing no rows is enough.
set local app.village_id = '0';

-- ---------------------------------------------------------------- the record of a person

alter table resident
  -- 1 permanent, 2 temporary (OpenSID: status tetap, tidak tetap)
  add column residence        smallint not null default 1 check (residence in (1, 2)),
  -- titles stand apart from the name (Permendagri 73/2022)
  add column title_before     text not null default '',
  add column title_after      text not null default '',
  add column nickname         text not null default '',
  add column previous_address text not null default '',
  add column previous_kk      text,
  add column chronic_illness  smallint,
  add column employment_insurance text,
  add column home_country     text,
  add column birth_time       text check (birth_time ~ '^[0-2][0-9]:[0-5][0-9]$'),
  add column birth_facility   smallint,
  add column birth_kind       smallint,
  add column birth_order      smallint check (birth_order between 1 and 30),
  add column birth_attendant  smallint,
  add column birth_weight_g   int check (birth_weight_g between 100 and 20000),
  add column birth_length_cm  int check (birth_length_cm between 10 and 100),
  add column id_card_printed_at text,
  add column id_card_printed_on date,
  add column note             text not null default '',
  add column photo_file_id    uuid,
  add column household_id     uuid,
  -- 1 head, 2 member
  add column household_relation smallint,
  -- a double whose record was merged into another: kept, hidden, never counted
  add column merged_into      uuid,
  add foreign key (village_id, photo_file_id) references stored_file (village_id, id),
  add foreign key (village_id, merged_into) references resident (village_id, id),
  add check (merged_into <> id);

alter table family
  add column social_class  smallint,
  add column registered_on date,
  add column card_printed_on date,
  -- a card whose members have all left or moved to other cards
  add column closed_on     date;

create table household (
  village_id int not null references village (id),
  id         uuid not null default uuidv7(),
  number     text not null check (number <> ''),
  head_id    uuid,
  -- in the national social data (DTSEN, formerly DTKS)
  social_data boolean not null default false,
  -- number in that data (OpenSID: bdt)
  social_data_number text,
  registered_on date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (village_id, id),
  unique (village_id, number),
  foreign key (village_id, head_id) references resident (village_id, id) deferrable initially deferred
);
select protect_tenant_table('household');
alter table resident add foreign key (village_id, household_id) references household (village_id, id);
create index resident_household on resident (village_id, household_id) where household_id is not null;
create index resident_area on resident (village_id, area_id);
create index resident_merged on resident (village_id, merged_into) where merged_into is not null;

-- Who leads a hamlet (rw and rt empty), an RW (rt empty) or an RT.
create table area_leader (
  village_id  int not null references village (id),
  hamlet      text not null,
  rw          text not null default '',
  rt          text not null default '',
  -- someone on the register, or a name alone
  resident_id uuid,
  name        text not null check (name <> ''),
  since       date,
  primary key (village_id, hamlet, rw, rt),
  foreign key (village_id, resident_id) references resident (village_id, id)
);
select protect_tenant_table('area_leader');

-- ---------------------------------------------------------------- what changed

-- One change of the register: who, when, why. Its effect on each field stands below.
create table register_change (
  village_id int not null references village (id),
  id         uuid not null default uuidv7(),
  at         timestamptz not null,
  kind       text not null check (kind in
    ('entry', 'edit', 'family', 'household', 'area', 'event', 'undo', 'nik', 'merge', 'correction', 'import')),
  actor_kind text not null check (actor_kind in ('resident', 'staff', 'system')),
  actor_id   uuid,
  actor_name text not null,
  reason     text not null default '',
  primary key (village_id, id)
);
select protect_tenant_table('register_change');

create table register_change_field (
  village_id   int not null references village (id),
  change_id    uuid not null,
  subject_kind text not null check (subject_kind in ('resident', 'family', 'household')),
  subject_id   uuid not null,
  -- the column's name
  field        text not null,
  old          jsonb,
  new          jsonb,
  primary key (village_id, subject_id, change_id, field),
  foreign key (village_id, change_id) references register_change (village_id, id)
);
create index register_change_field_change on register_change_field (village_id, change_id);
select protect_tenant_table('register_change_field');
revoke update, delete on register_change, register_change_field from balai_app;

-- Writes down every field that an update changes, under the change that the transaction has
-- declared in app.register_change (population/declare-change.ts). Without one the update raises:
-- nothing in the register changes unsaid.
create function record_register_change() returns trigger
  language plpgsql as $$
begin
  insert into register_change_field (village_id, change_id, subject_kind, subject_id, field, old, new)
  select n.village_id, current_setting('app.register_change')::uuid, tg_argv[0], n.id, now.key, was.value, now.value
  from new_rows n
  join old_rows o on o.village_id = n.village_id and o.id = n.id
  cross join lateral jsonb_each(to_jsonb(n)) now
  join lateral jsonb_each(to_jsonb(o)) was on was.key = now.key
  where now.value is distinct from was.value and now.key <> 'updated_at'
  on conflict (village_id, subject_id, change_id, field) do update set new = excluded.new;
  return null;
end $$;
-- A field that changes twice in one change keeps its first old value; only the trigger may say so.
grant update (new) on register_change_field to balai_app;

create trigger resident_change after update on resident
  referencing old table as old_rows new table as new_rows
  for each statement execute function record_register_change('resident');
create trigger family_change after update on family
  referencing old table as old_rows new table as new_rows
  for each statement execute function record_register_change('family');
create trigger household_change after update on household
  referencing old table as old_rows new table as new_rows
  for each statement execute function record_register_change('household');

-- ---------------------------------------------------------------- events (mutasi)

create table population_event (
  village_id  int not null references village (id),
  id          uuid not null default uuidv7(),
  kind        text not null check (kind in
    ('birth', 'death', 'arrival', 'departure', 'missing', 'return', 'status')),
  resident_id uuid not null,
  -- what it does to the number of people: 1 adds one, -1 takes one, 0 neither
  effect      smallint not null check (effect in (-1, 0, 1)),
  occurred_on date not null,
  reported_on date not null,
  document_number text,
  document_on date,
  -- people who came or left together
  group_id    uuid,
  -- where from or to, cause, attendant … (domain/population-event.ts)
  details     jsonb not null default '{}',
  -- the letter that proposed it
  request_id  uuid,
  change_id   uuid not null,
  -- the change that undid it
  undone_by   uuid,
  created_at  timestamptz not null,
  primary key (village_id, id),
  foreign key (village_id, resident_id) references resident (village_id, id),
  foreign key (village_id, request_id) references letter_request (village_id, id),
  foreign key (village_id, change_id) references register_change (village_id, id),
  foreign key (village_id, undone_by) references register_change (village_id, id)
);
create index population_event_day on population_event (village_id, occurred_on) where undone_by is null;
create index population_event_resident on population_event (village_id, resident_id, occurred_on);
create index population_event_request on population_event (village_id, request_id) where request_id is not null;
select protect_tenant_table('population_event');
revoke delete on population_event from balai_app;

-- An event that an approved letter suggests; an officer records or dismisses it.
create table event_proposal (
  village_id  int not null references village (id),
  id          uuid not null default uuidv7(),
  kind        text not null check (kind in ('birth', 'death', 'arrival', 'departure')),
  request_id  uuid not null,
  resident_id uuid not null,
  -- what the letter's answers say of it, by the names of population_event.details
  details     jsonb not null default '{}',
  state       text not null default 'open' check (state in ('open', 'recorded', 'dismissed')),
  decided_by  uuid,
  decided_at  timestamptz,
  created_at  timestamptz not null,
  primary key (village_id, id),
  unique (village_id, request_id, kind, resident_id),
  foreign key (village_id, request_id) references letter_request (village_id, id),
  foreign key (village_id, resident_id) references resident (village_id, id)
);
create index event_proposal_open on event_proposal (village_id, created_at) where state = 'open';
select protect_tenant_table('event_proposal');

-- ---------------------------------------------------------------- what residents ask of the register

create table correction_request (
  village_id   int not null references village (id),
  id           uuid not null default uuidv7(),
  -- whose record, and who asks: themselves or the head of their family
  resident_id  uuid not null,
  asked_by     uuid not null,
  -- [{ field, was, wanted }] by the register's column names; `was` as it stood when asked
  wishes       jsonb not null,
  note         text not null default '',
  state        text not null default 'waiting' check (state in ('waiting', 'accepted', 'refused', 'cancelled')),
  reason       text,
  decided_by   uuid,
  decided_at   timestamptz,
  change_id    uuid,
  issue_key    uuid,
  created_at   timestamptz not null,
  primary key (village_id, id),
  unique (village_id, issue_key),
  foreign key (village_id, resident_id) references resident (village_id, id),
  foreign key (village_id, asked_by) references resident (village_id, id),
  foreign key (village_id, decided_by) references staff_account (village_id, id),
  foreign key (village_id, change_id) references register_change (village_id, id)
);
create index correction_request_state on correction_request (village_id, state, created_at);
create index correction_request_resident on correction_request (village_id, resident_id, created_at desc);
select protect_tenant_table('correction_request');

create table correction_proof (
  village_id    int not null references village (id),
  correction_id uuid not null,
  file_id       uuid not null,
  position      smallint not null,
  primary key (village_id, correction_id, file_id),
  foreign key (village_id, correction_id) references correction_request (village_id, id) on delete cascade,
  foreign key (village_id, file_id) references stored_file (village_id, id)
);
select protect_tenant_table('correction_proof');

-- A PIN asked for online. What a stranger typed is kept apart from the register.
create table pin_request (
  village_id  int not null references village (id),
  id          uuid not null default uuidv7(),
  name        text not null,
  nik         nik_text not null,
  contact     text not null,
  file_id     uuid,
  state       text not null default 'waiting' check (state in ('waiting', 'granted', 'refused')),
  reason      text,
  -- whom the officer matched it with
  resident_id uuid,
  decided_by  uuid,
  decided_at  timestamptz,
  origin      text,
  issue_key   uuid,
  created_at  timestamptz not null,
  primary key (village_id, id),
  unique (village_id, issue_key),
  foreign key (village_id, file_id) references stored_file (village_id, id),
  foreign key (village_id, resident_id) references resident (village_id, id),
  foreign key (village_id, decided_by) references staff_account (village_id, id)
);
create index pin_request_state on pin_request (village_id, state, created_at);
select protect_tenant_table('pin_request');

-- PINs issued in one go: one document of slips, and who has received theirs.
create table pin_batch (
  village_id  int not null references village (id),
  id          uuid not null default uuidv7(),
  name        text not null,
  state       text not null check (state in ('working', 'done', 'failed')),
  total       int not null,
  done        int not null default 0,
  -- the slips; forgotten after they were fetched or a day, since PINs stand on them
  file_id     uuid,
  fetched_at  timestamptz,
  issued_by   uuid,
  issue_key   uuid,
  created_at  timestamptz not null,
  finished_at timestamptz,
  primary key (village_id, id),
  unique (village_id, issue_key),
  foreign key (village_id, file_id) references stored_file (village_id, id),
  foreign key (village_id, issued_by) references staff_account (village_id, id)
);
select protect_tenant_table('pin_batch');

create table pin_batch_slip (
  village_id  int not null references village (id),
  batch_id    uuid not null,
  resident_id uuid not null,
  position    int not null,
  -- set when the PIN exists; until then it waits its turn
  issued_at   timestamptz,
  handed_at   timestamptz,
  handed_by   uuid,
  -- who received it: the holder, or a name
  received_by text,
  primary key (village_id, batch_id, resident_id),
  foreign key (village_id, batch_id) references pin_batch (village_id, id) on delete cascade,
  foreign key (village_id, resident_id) references resident (village_id, id),
  foreign key (village_id, handed_by) references staff_account (village_id, id)
);
create index pin_batch_slip_resident on pin_batch_slip (village_id, resident_id);
select protect_tenant_table('pin_batch_slip');
