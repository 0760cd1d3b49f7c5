-- Who signs in which capacity and who stands in for whom; signing through services outside.
set local app.village_id = '0';

alter table official
  -- the decree of appointment
  add column decree_number text not null default '',
  add column decree_date date,
  -- the number under which the official is registered with the e-sign service
  add column esign_nik nik_text;

-- Authority to sign that somebody has beside the head's own: acting (plt, plh), on the head's behalf
-- (an), by order (ub).
create table signing_mandate (
  village_id    int not null references village (id),
  id            uuid not null default uuidv7(),
  official_id   uuid not null,
  capacity      text not null check (capacity in ('plt', 'plh', 'an', 'ub')),
  -- holds only while those whose place it takes are absent
  when_absent   boolean not null,
  starts_on     date not null,
  ends_on       date,
  decree_number text not null,
  decree_date   date not null,
  added_at      timestamptz not null,
  added_by      uuid not null,
  -- taken back before its end
  ended_at      timestamptz,
  ended_by      uuid,
  primary key (village_id, id),
  foreign key (village_id, official_id) references official (village_id, id),
  check (ends_on is null or starts_on <= ends_on)
);
select protect_tenant_table('signing_mandate');

create table official_absence (
  village_id  int not null references village (id),
  id          uuid not null default uuidv7(),
  official_id uuid not null,
  stand_in_id uuid not null,
  starts_on   date not null,
  ends_on     date not null,
  reason      text not null,
  added_at    timestamptz not null,
  added_by    uuid not null,
  -- back before its end
  ended_at    timestamptz,
  ended_by    uuid,
  primary key (village_id, id),
  foreign key (village_id, official_id) references official (village_id, id),
  foreign key (village_id, stand_in_id) references official (village_id, id),
  check (official_id <> stand_in_id),
  check (starts_on <= ends_on)
);
select protect_tenant_table('official_absence');

-- How a village's electronic letters are signed; without a row: with its certificate, no time stamp.
create table signing_service (
  village_id    int primary key references village (id),
  method        text not null check (method in ('certificate', 'bsre')),
  bsre_url      text not null default '',
  bsre_username text not null default '',
  -- sealed with the data folder's key
  bsre_password bytea,
  -- time stamp authority (RFC 3161); '' for none
  tsa_url       text not null default '',
  -- when the authority does not answer: sign without its stamp, or not at all
  tsa_missing   text not null default 'refuse' check (tsa_missing in ('sign', 'refuse')),
  updated_at    timestamptz not null
);
select protect_tenant_table('signing_service');

-- A letter with its number, typeset, that a service outside has still to sign (decision 24).
create table signing_attempt (
  village_id       int not null references village (id),
  id               uuid not null default uuidv7(),
  request_id       uuid not null,
  -- 'void': given up; the number stays with the request, which uses it when it is signed after all
  state            text not null check (state in ('open', 'done', 'void')),
  counter          text not null,
  year             int not null,
  sequence         int not null,
  suffix           text not null default '',
  number           text not null,
  -- the letter's row as it will be, but for its file
  prepared         jsonb not null,
  unsigned_file_id uuid not null,
  method           text not null check (method in ('certificate', 'bsre')),
  -- whose signature it waits for
  official_id      uuid not null,
  started_at       timestamptz not null,
  started_by       uuid not null,
  -- the service is being asked since then
  calling_since    timestamptz,
  tries            int not null default 0,
  -- why the last try failed
  problem          text,
  ended_at         timestamptz,
  ended_reason     text,
  primary key (village_id, id),
  foreign key (village_id, request_id) references letter_request (village_id, id),
  foreign key (village_id, unsigned_file_id) references stored_file (village_id, id),
  foreign key (village_id, official_id) references official (village_id, id)
);
create unique index signing_attempt_open on signing_attempt (village_id, request_id) where state = 'open';
create unique index signing_attempt_number on signing_attempt (village_id, counter, year, sequence, suffix)
  where state <> 'void';
create index signing_attempt_request on signing_attempt (village_id, request_id);
select protect_tenant_table('signing_attempt');

alter table letter
  -- who signed in which capacity, by which decree: stays as it was
  add column official_id uuid,
  add column capacity text not null default 'head' check (capacity in ('head', 'plt', 'plh', 'an', 'ub')),
  add column decree text not null default '',
  -- an electronic letter's certificate: of the village's own making, from an issuer, of BSrE
  add column signed_with text not null default 'village' check (signed_with in ('village', 'issued', 'bsre')),
  -- SHA-256 of the certificate that a service outside signed with
  add column service_fingerprint text,
  add column timestamped_at timestamptz,
  -- the village wants a time stamp, but the authority did not answer
  add column timestamp_missing boolean not null default false,
  add constraint letter_official foreign key (village_id, official_id) references official (village_id, id);
