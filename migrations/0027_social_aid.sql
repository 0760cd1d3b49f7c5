-- Social aid: programmes with their stages, recipients with their history, what was handed out, and
-- what residents propose or object to. Recipients are data of a specific kind (UU 27/2022): who sees
-- what is decided in the room assistance/, and every look is recorded.

create table aid_programme (
  village_id  int not null references village (id),
  id          uuid not null default uuidv7(),
  name        text not null check (name <> ''),
  level       text not null check (level in ('village', 'regency', 'province', 'national')),
  -- who receives it: a person, a family (KK), a household, a group
  target      text not null check (target in ('person', 'family', 'household', 'group')),
  funds       text not null check (funds in ('national', 'province', 'regency', 'village-fund', 'village', 'other')),
  form        text not null check (form in ('money', 'goods', 'service')),
  -- rupiah a recipient gets at a stage, unless the stage says otherwise
  amount      bigint check (amount >= 0),
  starts_on   date not null,
  ends_on     date,
  note        text not null default '',
  -- whether residents may propose recipients
  takes_proposals boolean not null default true,
  -- the village's decision by which names are published; without it there is no public list
  list_order    text check (list_order <> ''),
  list_ordered_on date,
  closed_at   timestamptz,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  primary key (village_id, id),
  check (ends_on >= starts_on),
  check ((list_order is null) = (list_ordered_on is null))
);
create unique index aid_programme_name on aid_programme (village_id, lower(name), starts_on);
select protect_tenant_table('aid_programme');

create table aid_stage (
  village_id   int not null references village (id),
  id           uuid not null default uuidv7(),
  programme_id uuid not null,
  number       int not null check (number between 1 and 60),
  name         text not null check (name <> ''),
  planned_on   date not null,
  amount       bigint check (amount >= 0),
  primary key (village_id, id),
  unique (village_id, programme_id, number),
  foreign key (village_id, programme_id) references aid_programme (village_id, id)
);
select protect_tenant_table('aid_stage');

create table aid_recipient (
  village_id   int not null references village (id),
  id           uuid not null default uuidv7(),
  programme_id uuid not null,
  -- in whose name it is: the person, who holds the family's or household's card, who leads the group
  resident_id  uuid not null,
  family_id    uuid,
  household_id uuid,
  group_name   text,
  -- domain/aid-status.ts
  state        text not null check (state in ('proposed', 'verified', 'decided', 'active', 'refused', 'stopped')),
  card_number  text not null default '',
  -- as the ministry has it (DTSEN): never counted here
  decile       smallint check (decile between 1 and 10),
  decile_on    date,
  -- the village meeting, or the decree, that decided
  decision     text,
  decided_on   date,
  -- why it was refused or stopped
  stop_kind    text,
  reason       text,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  primary key (village_id, id),
  check ((decile is null) = (decile_on is null)),
  check ((decision is null) = (decided_on is null)),
  check (num_nonnulls(family_id, household_id, group_name) <= 1),
  foreign key (village_id, programme_id) references aid_programme (village_id, id),
  foreign key (village_id, resident_id) references resident (village_id, id),
  foreign key (village_id, family_id) references family (village_id, id),
  foreign key (village_id, household_id) references household (village_id, id)
);
create index aid_recipient_list on aid_recipient (village_id, programme_id, state);
create index aid_recipient_resident on aid_recipient (village_id, resident_id);
create index aid_recipient_family on aid_recipient (village_id, family_id) where family_id is not null;
create index aid_recipient_household on aid_recipient (village_id, household_id) where household_id is not null;
-- Nobody receives one programme twice: a person, a family, a household, a group.
create unique index aid_recipient_person_once on aid_recipient (village_id, programme_id, resident_id)
  where num_nonnulls(family_id, household_id, group_name) = 0 and state not in ('refused', 'stopped');
create unique index aid_recipient_family_once on aid_recipient (village_id, programme_id, family_id)
  where family_id is not null and state not in ('refused', 'stopped');
create unique index aid_recipient_household_once on aid_recipient (village_id, programme_id, household_id)
  where household_id is not null and state not in ('refused', 'stopped');
create unique index aid_recipient_group_once on aid_recipient (village_id, programme_id, lower(group_name))
  where group_name is not null and state not in ('refused', 'stopped');
select protect_tenant_table('aid_recipient');

-- What became of a recipient, step by step; never changed.
create table aid_step (
  village_id   int not null references village (id),
  id           uuid not null default uuidv7(),
  recipient_id uuid not null,
  at           timestamptz not null,
  action       text not null,
  state        text not null,
  by_name      text not null,
  -- what was said: reason, decision
  said         text not null default '',
  primary key (village_id, id),
  foreign key (village_id, recipient_id) references aid_recipient (village_id, id)
);
create index aid_step_recipient on aid_step (village_id, recipient_id, id);
select protect_tenant_table('aid_step');
revoke update, delete on aid_step from balai_app;

create table aid_payment (
  village_id   int not null references village (id),
  id           uuid not null default uuidv7(),
  recipient_id uuid not null,
  stage_id     uuid not null,
  outcome      text not null check (outcome in ('paid', 'failed')),
  on_day       date not null,
  amount       bigint check (amount >= 0),
  -- why it failed; a word about how it was handed out
  note         text not null default '',
  file_id      uuid,
  file_name    text,
  recorded_by  uuid not null,
  recorded_at  timestamptz not null,
  -- entered by mistake
  void_reason  text,
  voided_at    timestamptz,
  primary key (village_id, id),
  check ((file_id is null) = (file_name is null)),
  foreign key (village_id, recipient_id) references aid_recipient (village_id, id),
  foreign key (village_id, stage_id) references aid_stage (village_id, id),
  foreign key (village_id, file_id) references stored_file (village_id, id),
  foreign key (village_id, recorded_by) references staff_account (village_id, id)
);
create index aid_payment_recipient on aid_payment (village_id, recipient_id);
create unique index aid_payment_once on aid_payment (village_id, recipient_id, stage_id)
  where outcome = 'paid' and voided_at is null;
select protect_tenant_table('aid_payment');

-- Usul and sanggah: what residents say to who receives what. The office must answer.
create table aid_voice (
  village_id   int not null references village (id),
  id           uuid not null default uuidv7(),
  kind         text not null check (kind in ('proposal', 'objection')),
  programme_id uuid not null,
  asked_by     uuid not null,
  -- a proposal: somebody of the asker's own family, or a neighbour as described
  subject_id   uuid,
  subject_text text not null default '',
  -- an objection: to this recipient, or to the refusal of this proposal; of a proposal: what it became
  recipient_id uuid,
  about_id     uuid,
  reason       text not null,
  state        text not null check (state in ('waiting', 'accepted', 'refused', 'withdrawn')),
  due_on       date not null,
  answer       text,
  answered_by  uuid,
  answered_at  timestamptz,
  issue_key    uuid not null,
  created_at   timestamptz not null,
  primary key (village_id, id),
  unique (village_id, asked_by, issue_key),
  check ((state in ('accepted', 'refused')) = (answer is not null)),
  foreign key (village_id, programme_id) references aid_programme (village_id, id),
  foreign key (village_id, asked_by) references resident (village_id, id),
  foreign key (village_id, subject_id) references resident (village_id, id),
  foreign key (village_id, recipient_id) references aid_recipient (village_id, id),
  foreign key (village_id, about_id) references aid_voice (village_id, id),
  foreign key (village_id, answered_by) references staff_account (village_id, id)
);
create index aid_voice_waiting on aid_voice (village_id, due_on) where state = 'waiting';
create index aid_voice_asked on aid_voice (village_id, asked_by, created_at desc);
select protect_tenant_table('aid_voice');

-- A spreadsheet of recipients between being read and being taken over. Its rows hold numbers of
-- persons and go once it is done.
create table aid_import (
  village_id   int not null references village (id),
  id           uuid not null default uuidv7(),
  programme_id uuid not null,
  file_name    text not null,
  state        text not null check (state in ('checked', 'done', 'dropped')),
  rows         jsonb not null,
  taken        int,
  created_by   uuid not null,
  created_at   timestamptz not null,
  primary key (village_id, id),
  foreign key (village_id, programme_id) references aid_programme (village_id, id),
  foreign key (village_id, created_by) references staff_account (village_id, id)
);
select protect_tenant_table('aid_import');
