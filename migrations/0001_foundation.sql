-- The ground floor: tenancy, audit, people, accounts, letters.
-- Runs as balai_owner. Tenant tables lead with village_id and are protected at the end.

create extension if not exists pg_trgm;

create domain nik_text as text check (value ~ '^[0-9]{16}$');

-- ---------------------------------------------------------------- villages

-- The directory of tenants. Not itself a tenant table: a host name must be
-- resolved before the village is known. Holds nothing personal.
create table village (
  id            int generated always as identity primary key,
  region_code   text not null unique check (region_code ~ '^[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}$'),
  kind          text not null default 'Desa',
  name          text not null,
  district      text not null,
  regency       text not null,
  province      text not null,
  time_zone     text not null check (time_zone in ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
  created_at    timestamptz not null default now()
);

create table village_host (
  host          text primary key check (host = lower(host)),
  village       int not null references village (id)
);

-- The village whose rows this transaction may see. Raises when the variable
-- was never set (42704) and when it was reset to '' (22P02).
create function current_village() returns int
  language sql stable parallel safe
  return current_setting('app.village_id')::int;

-- Switches row-level security on, and forces it on the owner too, for a table
-- that leads with village_id; lets the two working roles in.
create function protect_tenant_table(t regclass) returns void
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format('create policy own_village on %s using (village_id = current_village()) with check (village_id = current_village())', t);
  execute format('grant select, insert, update, delete on %s to balai_app', t);
  execute format('grant select on %s to balai_report', t);
end $$;

create table village_profile (
  village_id      int primary key references village (id),
  address         text not null default '',
  postal_code     text not null default '',
  phone           text not null default '',
  email           text not null default '',
  website         text not null default '',
  about           text not null default '',
  -- ISO weekday → opening and closing time, village time
  office_hours    jsonb not null default '{"1":["08:00","15:00"],"2":["08:00","15:00"],"3":["08:00","15:00"],"4":["08:00","15:00"],"5":["08:00","11:30"]}',
  short_code      text not null default 'DS',
  number_pattern  text not null default '{kode}/{nomor,3}/{singkatan_desa}/{bulan_romawi}/{tahun}',
  -- 'village': one counter for all letters; 'type': one per letter type
  counter_scope   text not null default 'village' check (counter_scope in ('village', 'type')),
  paper           text not null default 'F4' check (paper in ('A4', 'F4')),
  accent          text check (accent ~ '^#[0-9a-f]{6}$'),
  logo_file_id    uuid,
  upload_retention_days int not null default 365 check (upload_retention_days between 30 and 3650),
  updated_at      timestamptz not null default now()
);

create table holiday (
  village_id int not null references village (id),
  on_date    date not null,
  name       text not null,
  primary key (village_id, on_date)
);

-- ---------------------------------------------------------------- audit

create table audit_head (
  village_id int primary key references village (id),
  seq        bigint not null default 0,
  hash       bytea not null default '\x0000000000000000000000000000000000000000000000000000000000000000'
);

create table audit_event (
  village_id    int not null references village (id),
  seq           bigint not null,
  at            timestamptz not null,
  actor_kind    text not null check (actor_kind in ('resident', 'staff', 'system', 'visitor')),
  actor_id      uuid,
  actor_name    text not null,
  action        text not null,
  subject_kind  text,
  subject_id    uuid,
  -- the resident whose record was read or changed, if any: feeds "who looked at my data"
  resident_id   uuid,
  details       jsonb not null default '{}',
  origin        text,
  previous_hash bytea not null,
  hash          bytea not null,
  primary key (village_id, seq)
);
create index audit_event_resident on audit_event (village_id, resident_id, seq desc) where resident_id is not null;
create index audit_event_action on audit_event (village_id, action, seq desc);
create index audit_event_actor on audit_event (village_id, actor_id, seq desc);
create index audit_event_subject on audit_event (village_id, subject_id, seq desc);

-- A field of the hashed text, framed by its length so that no two rows can share a text.
create function audit_frame(value text) returns text
  language sql immutable parallel safe
  return coalesce(octet_length(value)::text || ':' || value || ',', '-,');

-- Numbers and chains each event as it is inserted. The row lock on audit_head
-- makes concurrent writers of one village queue, so the chain cannot fork.
-- src/lib/domain/audit-chain.ts computes the same hash independently.
create function audit_append() returns trigger
  language plpgsql security definer set search_path = public as $$
declare
  head audit_head;
begin
  update audit_head set seq = seq + 1 where village_id = new.village_id returning * into head;
  if not found then
    raise exception 'village % has no audit head', new.village_id;
  end if;
  new.seq := head.seq;
  new.previous_hash := head.hash;
  new.hash := sha256(convert_to(
    audit_frame(new.village_id::text) || audit_frame(new.seq::text)
    || audit_frame((extract(epoch from new.at) * 1000000)::bigint::text)
    || audit_frame(new.actor_kind) || audit_frame(new.actor_id::text) || audit_frame(new.actor_name)
    || audit_frame(new.action) || audit_frame(new.subject_kind) || audit_frame(new.subject_id::text)
    || audit_frame(new.resident_id::text) || audit_frame(new.details::text) || audit_frame(new.origin)
    || audit_frame(encode(new.previous_hash, 'hex')), 'UTF8'));
  update audit_head set hash = new.hash where village_id = new.village_id;
  return new;
end $$;
create trigger audit_chain before insert on audit_event for each row execute function audit_append();

create function audit_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'audit_event is append-only';
end $$;
create trigger audit_no_change before update or delete on audit_event for each row execute function audit_refuse();
create trigger audit_no_truncate before truncate on audit_event for each statement execute function audit_refuse();

-- A checkpoint is sealed with a key that is not in the database, so that rows
-- cut off the end of the chain are missed.
create table audit_checkpoint (
  village_id int not null references village (id),
  seq        bigint not null,
  hash       bytea not null,
  seal       bytea not null,
  at         timestamptz not null,
  primary key (village_id, seq)
);

-- ---------------------------------------------------------------- files

create table stored_file (
  village_id  int not null references village (id),
  id          uuid not null default uuidv7(),
  -- SHA-256 of the plain bytes: the address of the encrypted blob on disk
  sha256      bytea not null check (octet_length(sha256) = 32),
  bytes       int not null check (bytes >= 0),
  media_type  text not null,
  created_at  timestamptz not null,
  deleted_at  timestamptz,
  primary key (village_id, id)
);
create index stored_file_sha on stored_file (village_id, sha256);

alter table village_profile add foreign key (village_id, logo_file_id) references stored_file (village_id, id);

-- ---------------------------------------------------------------- population

create table area (
  village_id int not null references village (id),
  id         uuid not null default uuidv7(),
  hamlet     text not null,
  rw         text not null,
  rt         text not null,
  primary key (village_id, id),
  unique (village_id, hamlet, rw, rt)
);

create table family (
  village_id int not null references village (id),
  id         uuid not null default uuidv7(),
  kk_number  nik_text not null,
  head_id    uuid,
  area_id    uuid,
  address    text not null default '',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (village_id, id),
  unique (village_id, kk_number),
  foreign key (village_id, area_id) references area (village_id, id)
);

-- Code columns hold the codes of src/lib/domain/reference-codes.ts.
create table resident (
  village_id        int not null references village (id),
  id                uuid not null default uuidv7(),
  nik               nik_text not null,
  nik_temporary     boolean not null default false,
  name              text not null check (name <> ''),
  sex               smallint not null check (sex in (1, 2)),
  birth_place       text not null default '',
  birth_date        date,
  religion          smallint,
  education         smallint,
  studying          smallint,
  occupation        smallint,
  marital_status    smallint,
  relation          smallint,
  citizenship       smallint not null default 1,
  blood_type        smallint,
  family_id         uuid,
  area_id           uuid,
  address           text not null default '',
  current_address   text not null default '',
  father_nik        text,
  father_name       text not null default '',
  mother_nik        text,
  mother_name       text not null default '',
  phone             text,
  email             text,
  birth_certificate text,
  passport          text,
  passport_until    date,
  stay_permit       text,
  marriage_certificate text,
  married_on        date,
  divorce_certificate text,
  divorced_on       date,
  disability        smallint,
  contraception     smallint,
  pregnant          boolean,
  id_card           smallint,
  id_card_recording smallint,
  basic_status      smallint not null default 1,
  ethnicity         text,
  id_card_tag       text,
  insurance         smallint,
  insurance_number  text,
  latitude          double precision,
  longitude         double precision,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  primary key (village_id, id),
  unique (village_id, nik),
  foreign key (village_id, family_id) references family (village_id, id),
  foreign key (village_id, area_id) references area (village_id, id)
);
create index resident_family on resident (village_id, family_id);
create index resident_name_trgm on resident using gin (name gin_trgm_ops);
create index resident_name on resident (village_id, name);
alter table family add foreign key (village_id, head_id) references resident (village_id, id) deferrable initially deferred;

create table import_job (
  village_id  int not null references village (id),
  id          uuid not null default uuidv7(),
  file_id     uuid,
  file_name   text not null,
  -- reading → preview → committing → done; failed with a sentence
  state       text not null check (state in ('reading', 'preview', 'committing', 'done', 'failed', 'dropped')),
  failure     text,
  started_by  uuid,
  rows_read   int not null default 0,
  rows_total  int,
  rows_done   int not null default 0,
  counts      jsonb not null default '{}',
  created_at  timestamptz not null,
  finished_at timestamptz,
  primary key (village_id, id),
  foreign key (village_id, file_id) references stored_file (village_id, id)
);

create table import_row (
  village_id int not null references village (id),
  job_id     uuid not null,
  row_number int not null,
  kind       text not null check (kind in ('new', 'changed', 'unchanged', 'refused')),
  -- the normalised person for good rows, the raw cells for refused ones
  data       jsonb not null,
  problems   jsonb,
  warnings   jsonb,
  done       boolean not null default false,
  primary key (village_id, job_id, row_number),
  foreign key (village_id, job_id) references import_job (village_id, id) on delete cascade
);
create index import_row_kind on import_row (village_id, job_id, kind, row_number);

-- ---------------------------------------------------------------- access

create table staff_account (
  village_id      int not null references village (id),
  id              uuid not null default uuidv7(),
  username        text not null check (username = lower(username)),
  name            text not null,
  roles           text[] not null,
  -- the resident this officer is, so that nobody approves their own request
  resident_id     uuid,
  password_hash   text,
  -- TOTP secret, sealed with the data folder's key; null until enrolled
  totp_sealed     bytea,
  totp_enrolled_at timestamptz,
  -- the last time step that was accepted: a code is good once (ASVS 6.5.1)
  totp_last_step  bigint,
  must_change_password boolean not null default true,
  failures        int not null default 0,
  blocked_until   timestamptz,
  active          boolean not null default true,
  last_sign_in_at timestamptz,
  created_at      timestamptz not null,
  primary key (village_id, id),
  unique (village_id, username),
  foreign key (village_id, resident_id) references resident (village_id, id)
);

-- Officials as the public and the signature block know them.
create table official (
  village_id   int not null references village (id),
  id           uuid not null default uuidv7(),
  name         text not null,
  position     text not null,
  employee_no  text not null default '',
  staff_id     uuid,
  rank         int not null default 100,
  -- may this official's name stand under a letter
  signs        boolean not null default false,
  serves_from  date,
  serves_until date,
  primary key (village_id, id),
  foreign key (village_id, staff_id) references staff_account (village_id, id)
);

create table resident_account (
  village_id      int not null references village (id),
  resident_id     uuid not null,
  pin_hash        text not null,
  -- 'issued': on a slip, must be changed at first sign-in; 'active'; 'closed'
  state           text not null check (state in ('issued', 'active', 'closed')),
  issued_at       timestamptz not null,
  issued_by       uuid,
  expires_at      timestamptz,
  closed_at       timestamptz,
  closed_reason   text,
  terms_version   text,
  terms_accepted_at timestamptz,
  -- wrong tries in a row, apart for devices that have signed in before and for strangers
  known_failures  int not null default 0,
  known_blocked_until timestamptz,
  unknown_failures int not null default 0,
  unknown_blocked_until timestamptz,
  last_sign_in_at timestamptz,
  primary key (village_id, resident_id),
  foreign key (village_id, resident_id) references resident (village_id, id)
);

create table known_device (
  village_id  int not null references village (id),
  id          uuid not null default uuidv7(),
  resident_id uuid not null,
  token_hash  bytea not null,
  label       text not null,
  first_seen_at timestamptz not null,
  last_seen_at  timestamptz not null,
  primary key (village_id, id),
  unique (village_id, token_hash, resident_id),
  foreign key (village_id, resident_id) references resident (village_id, id)
);

create table session (
  village_id   int not null references village (id),
  id           uuid not null default uuidv7(),
  token_hash   bytea not null,
  kind         text not null check (kind in ('resident', 'staff')),
  resident_id  uuid,
  staff_id     uuid,
  -- staff: when the second factor was given; until then the session opens nothing
  second_factor_at timestamptz,
  -- when the person last proved who they are (ASVS 7.5)
  proved_at    timestamptz not null,
  device       text not null,
  origin       text,
  kiosk        boolean not null default false,
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at   timestamptz not null,
  ended_at     timestamptz,
  primary key (village_id, id),
  unique (village_id, token_hash),
  check ((kind = 'resident') = (resident_id is not null) and (kind = 'staff') = (staff_id is not null)),
  foreign key (village_id, resident_id) references resident (village_id, id),
  foreign key (village_id, staff_id) references staff_account (village_id, id)
);
create index session_resident on session (village_id, resident_id) where ended_at is null;
create index session_staff on session (village_id, staff_id) where ended_at is null;

create table sign_in_failure (
  village_id int not null references village (id),
  id         uuid not null default uuidv7(),
  at         timestamptz not null,
  origin     text not null,
  kind       text not null check (kind in ('resident', 'staff')),
  primary key (village_id, id)
);
create index sign_in_failure_origin on sign_in_failure (village_id, origin, at);
create index sign_in_failure_at on sign_in_failure (village_id, at);

-- ---------------------------------------------------------------- letters

create table letter_request (
  village_id      int not null references village (id),
  id              uuid not null default uuidv7(),
  -- null while a draft
  reference       text,
  type_slug       text not null,
  -- the letter type as it was when filed: old requests always render as filed
  definition      jsonb not null,
  -- who asks, and for whom
  applicant_id    uuid not null,
  subject_id      uuid not null,
  status          text not null check (status in ('draft', 'waiting', 'returned', 'processing', 'approved', 'rejected', 'cancelled', 'withdrawn')),
  -- index into the type's chain while processing
  chain_step      int not null default 0,
  answers         jsonb not null default '{}',
  -- the register's data of the subject as printed, frozen at approval
  subject_data    jsonb,
  idempotency_key text,
  -- filed by an officer on the resident's behalf
  filed_by        uuid,
  -- the refused request this one was started from
  based_on_id     uuid,
  sent_at         timestamptz,
  promised_on     date,
  reason          text,
  -- grows with every change: two officers cannot overwrite each other
  version         int not null default 1,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  primary key (village_id, id),
  unique (village_id, reference),
  unique (village_id, applicant_id, idempotency_key),
  check (reference is not null or status in ('draft', 'cancelled')),
  foreign key (village_id, applicant_id) references resident (village_id, id),
  foreign key (village_id, subject_id) references resident (village_id, id),
  foreign key (village_id, filed_by) references staff_account (village_id, id),
  foreign key (village_id, based_on_id) references letter_request (village_id, id)
);
create index letter_request_applicant on letter_request (village_id, applicant_id, updated_at desc);
create index letter_request_work on letter_request (village_id, status, promised_on, id);

create table request_event (
  village_id   int not null references village (id),
  id           uuid not null default uuidv7(),
  request_id   uuid not null,
  at           timestamptz not null,
  action       text not null,
  from_status  text,
  to_status    text not null,
  actor_kind   text not null check (actor_kind in ('resident', 'staff', 'system')),
  actor_id     uuid,
  -- the office role as the resident reads it: "Kasi Pelayanan"
  actor_role   text not null,
  note         text,
  primary key (village_id, id),
  foreign key (village_id, request_id) references letter_request (village_id, id) on delete cascade
);
create index request_event_request on request_event (village_id, request_id, id);

create table attachment (
  village_id   int not null references village (id),
  id           uuid not null default uuidv7(),
  request_id   uuid not null,
  requirement  text not null,
  file_id      uuid not null,
  file_name    text not null,
  added_at     timestamptz not null,
  removed_at   timestamptz,
  primary key (village_id, id),
  foreign key (village_id, request_id) references letter_request (village_id, id) on delete cascade,
  foreign key (village_id, file_id) references stored_file (village_id, id)
);
create index attachment_request on attachment (village_id, request_id) where removed_at is null;

-- Gapless per counter and year: the row is locked in the approving transaction.
create table letter_counter (
  village_id int not null references village (id),
  counter    text not null,
  year       int not null,
  last       int not null default 0,
  primary key (village_id, counter, year)
);

create table letter (
  village_id      int not null references village (id),
  id              uuid not null default uuidv7(),
  request_id      uuid not null,
  counter         text not null,
  year            int not null,
  sequence        int not null,
  number          text not null,
  classification  text not null,
  type_slug       text not null,
  title           text not null,
  verification_code text not null,
  holder_name     text not null,
  signer_name     text not null,
  signer_position text not null,
  -- 'electronic': signed with the village's certificate; 'wet': printed and signed by hand
  signature       text not null check (signature in ('electronic', 'wet')),
  letter_date     date not null,
  valid_until     date,
  issued_at       timestamptz not null,
  issued_by       uuid not null,
  file_id         uuid not null,
  certificate_id  uuid,
  withdrawn_at    timestamptz,
  withdrawn_by    uuid,
  withdrawn_reason text,
  collected_at    timestamptz,
  collected_by    text,
  collected_recorded_by uuid,
  primary key (village_id, id),
  unique (village_id, request_id),
  unique (village_id, counter, year, sequence),
  unique (village_id, verification_code),
  foreign key (village_id, request_id) references letter_request (village_id, id),
  foreign key (village_id, file_id) references stored_file (village_id, id)
);
create index letter_file on letter (village_id, file_id);

create table kept_phrase (
  village_id int not null references village (id),
  id         uuid not null default uuidv7(),
  kind       text not null check (kind in ('return', 'reject')),
  text       text not null,
  primary key (village_id, id)
);

create table signing_certificate (
  village_id  int not null references village (id),
  id          uuid not null default uuidv7(),
  -- PKCS#12 and its passphrase, sealed with the data folder's key
  sealed      bytea not null,
  subject     text not null,
  issuer      text not null,
  fingerprint text not null,
  valid_from  timestamptz not null,
  valid_until timestamptz not null,
  own_made    boolean not null,
  added_at    timestamptz not null,
  retired_at  timestamptz,
  primary key (village_id, id)
);
create unique index signing_certificate_active on signing_certificate (village_id) where retired_at is null;

-- ---------------------------------------------------------------- outbox and notices

create table outbox (
  village_id int not null references village (id),
  id         uuid not null default uuidv7(),
  topic      text not null,
  payload    jsonb not null,
  created_at timestamptz not null,
  handled_at timestamptz,
  attempts   int not null default 0,
  last_error text,
  primary key (village_id, id)
);
create index outbox_waiting on outbox (village_id, id) where handled_at is null;

create table notice (
  village_id  int not null references village (id),
  id          uuid not null default uuidv7(),
  resident_id uuid not null,
  -- the outbox row it was made from: handled twice, told once
  outbox_id   uuid not null,
  text        text not null,
  link        text not null,
  at          timestamptz not null,
  read_at     timestamptz,
  primary key (village_id, id),
  unique (village_id, outbox_id),
  foreign key (village_id, resident_id) references resident (village_id, id)
);
create index notice_resident on notice (village_id, resident_id, id desc);

-- ---------------------------------------------------------------- rights

do $$
declare t regclass;
begin
  for t in
    select c.oid::regclass from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'village_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
  loop
    perform protect_tenant_table(t);
  end loop;
end $$;

revoke update, delete on audit_event from balai_app;
revoke insert, update, delete on audit_head from balai_app;
revoke update, delete on audit_checkpoint from balai_app;

grant select on village, village_host to balai_app, balai_report;

-- Founds a village with what every village must have. The app may call it only
-- while there is no village (first visit); more villages are added by the owner.
create function found_village(
  p_region_code text, p_kind text, p_name text, p_district text, p_regency text, p_province text, p_time_zone text
) returns int
  language plpgsql security definer set search_path = public as $$
declare new_id int;
begin
  lock table village in share row exclusive mode;
  if session_user = 'balai_app' and exists (select from village) then
    raise exception 'a village stands here already' using errcode = 'P0001';
  end if;
  insert into village (region_code, kind, name, district, regency, province, time_zone)
    values (p_region_code, p_kind, p_name, p_district, p_regency, p_province, p_time_zone)
    returning id into new_id;
  perform set_config('app.village_id', new_id::text, true);
  insert into village_profile (village_id) values (new_id);
  insert into audit_head (village_id) values (new_id);
  return new_id;
end $$;
revoke execute on function found_village from public;
grant execute on function found_village to balai_app;
