-- Numbers of letters: each that a counter ever gave out, and what became of it. A letter, an entry of
-- the agenda, a number set aside for a letter by hand, or a void one: nothing is missing.
create table letter_number (
  village_id  int not null references village (id),
  counter     text not null,
  year        int not null,
  sequence    int not null check (sequence > 0),
  -- '' or the letter behind a number that a letter of an earlier date shares: 012.a
  suffix      text not null default '' check (suffix ~ '^[a-z]?$'),
  state       text not null check (state in ('used', 'reserved', 'void')),
  -- a letter that was asked for, one that the office wrote of itself, one that came in
  used_for    text check (used_for in ('letter', 'office', 'incoming')),
  -- as it stands on the letter; one that came in brings its own
  number      text,
  -- the day of the letter, or on which the number was set aside
  on_date     date not null,
  -- what the letter is about; nothing personal
  subject     text not null default '',
  -- why it was set aside, or why its letter bears an earlier date
  reason      text,
  void_reason text,
  given_by    uuid not null,
  given_at    timestamptz not null,
  primary key (village_id, counter, year, sequence, suffix),
  unique (village_id, number),
  check ((state = 'used') = (used_for is not null)),
  check ((number is not null) = (state = 'used' and used_for <> 'incoming')),
  check ((state = 'void') = (void_reason is not null)),
  check (state <> 'reserved' or reason is not null),
  -- only plain numbers are set aside
  check (suffix = '' or state = 'used')
);
select protect_tenant_table('letter_number');
-- What was given out stays on record.
revoke delete on letter_number from balai_app;

-- The owner looks over all villages for a moment: what was issued so far is carried over, and the
-- references are checked.
alter table letter no force row level security;
alter table letter_number no force row level security;

insert into letter_number (village_id, counter, year, sequence, state, used_for, number, on_date, subject, given_by, given_at)
  select village_id, counter, year, sequence, 'used', 'letter', number, letter_date, title, issued_by, issued_at
  from letter;

alter table letter
  add column suffix text not null default '',
  drop constraint letter_village_id_counter_year_sequence_key,
  add constraint letter_numbered unique (village_id, counter, year, sequence, suffix),
  add foreign key (village_id, counter, year, sequence, suffix)
    references letter_number (village_id, counter, year, sequence, suffix);

alter table letter force row level security;
alter table letter_number force row level security;

-- A village that changes over in November goes on from its own book.
alter table letter_counter add column start int not null default 1 check (start > 0);

alter table village_profile
  drop constraint village_profile_counter_scope_check,
  add check (counter_scope in ('village', 'type', 'classification')),
  -- letters that come in are counted together with those that go out
  add column counter_shared boolean not null default false,
  add check (not counter_shared or counter_scope = 'village'),
  -- how letters look, as far as the village differs (domain/letter-look.ts)
  add column letter_look jsonb not null default '{}',
  add column regency_logo_file_id uuid;
alter table village_profile no force row level security;
alter table stored_file no force row level security;
alter table village_profile
  add foreign key (village_id, regency_logo_file_id) references stored_file (village_id, id);
alter table village_profile force row level security;
alter table stored_file force row level security;

-- Archive codes beside those of the ministry's lists.
create table own_classification (
  village_id int not null references village (id),
  code       text not null check (code ~ '^[0-9A-Za-z][0-9A-Za-z./-]{0,29}$'),
  name       text not null check (name <> ''),
  primary key (village_id, code)
);
select protect_tenant_table('own_classification');

-- The code that a village files a type of letter under, where it is not the type's own.
create table letter_type_code (
  village_id int not null references village (id),
  type_slug  text not null,
  code       text not null,
  primary key (village_id, type_slug)
);
select protect_tenant_table('letter_type_code');
