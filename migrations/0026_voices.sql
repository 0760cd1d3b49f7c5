-- Voices: complaints, aspirations and requests for information, and what became of them (decision 28).

-- The new columns have defaults; the constraints are checked as a village that has nothing.
select set_config('app.village_id', '0', true);

alter table village_profile
  -- working days within which a voice is verified, and within which it is answered unless said otherwise
  add column voice_verify_days smallint not null default 3 check (voice_verify_days between 1 and 10),
  add column voice_answer_days smallint not null default 5 check (voice_answer_days between 1 and 60),
  -- days that a reporter has for saying something to an answer, and for opening a closed voice again
  add column voice_reply_days smallint not null default 10 check (voice_reply_days between 3 and 60),
  add column voice_reopen_days smallint not null default 10 check (voice_reopen_days between 3 and 90);

alter table kept_phrase drop constraint kept_phrase_kind_check;
alter table kept_phrase add constraint kept_phrase_kind_check check (kind in ('return', 'reject', 'voice'));

create table voice (
  village_id      int not null references village (id),
  id              uuid not null default uuidv7(),
  reference       text not null,
  -- the form it was sent with: sent twice, it is one
  send_key        uuid not null,
  kind            text not null check (kind in ('complaint', 'aspiration', 'question')),
  category        text not null,
  title           text not null,
  story           text not null,
  happened_on     date,
  -- where, as the area list says it, and in the reporter's words
  area            text not null default '',
  place           text not null default '',
  latitude        numeric(8, 5),
  longitude       numeric(8, 5),
  -- the public does not learn who it is from
  anonymous       boolean not null,
  -- the public does not see it, and the office sees no name: that is sealed
  secret          boolean not null,
  -- a signed-in reporter, unless secret
  reporter_id     uuid,
  -- name, contact, or the resident of a secret one; sealed with a key outside of the database
  reporter_sealed bytea,
  -- keyed digest of the resident of a secret one, or of a stranger's contact
  reporter_mac    bytea check (octet_length(reporter_mac) = 32),
  -- SHA-256 of the code with which a stranger follows it
  code_hash       bytea check (octet_length(code_hash) = 32),
  -- keyed digest of a stranger's address and day
  origin_mac      bytea,
  state           text not null default 'received' check (state in
    ('received', 'verified', 'assigned', 'handling', 'asking', 'done', 'refused', 'forwarded')),
  version         int not null default 1,
  assignee_id     uuid,
  -- until when the office owes the next step; null where it owes none
  due_on          date,
  -- the first answer, and whether it came by the day that was owed
  answered_at     timestamptz,
  in_time         boolean,
  -- until when the reporter may say something to an answer
  reply_until     date,
  closed_at       timestamptz,
  -- why it was refused, or the last answer
  answer          text not null default '',
  forwarded_to    text not null default '',
  forwarded_ref   text not null default '',
  published_at    timestamptz,
  escalated_at    timestamptz,
  satisfied       boolean,
  sent_at         timestamptz not null,
  primary key (village_id, id),
  unique (village_id, reference),
  unique (village_id, send_key),
  check ((latitude is null) = (longitude is null)),
  check (not secret or (reporter_id is null and published_at is null)),
  check (reporter_id is not null or reporter_sealed is not null),
  foreign key (village_id, reporter_id) references resident (village_id, id),
  foreign key (village_id, assignee_id) references staff_account (village_id, id)
);
create index voice_state on voice (village_id, state, due_on);
create index voice_reporter on voice (village_id, reporter_id);
create index voice_mac on voice (village_id, reporter_mac) where reporter_mac is not null;
create index voice_published on voice (village_id, published_at desc) where published_at is not null;
select protect_tenant_table('voice');

-- Officials whom a voice is about. It never reaches them.
create table voice_about (
  village_id  int not null references village (id),
  voice_id    uuid not null,
  official_id uuid not null,
  primary key (village_id, voice_id, official_id),
  foreign key (village_id, voice_id) references voice (village_id, id) on delete cascade,
  foreign key (village_id, official_id) references official (village_id, id)
);
create index voice_about_official on voice_about (village_id, official_id);
select protect_tenant_table('voice_about');

-- What happened to a voice, step by step, with what was said; 'note' is between officers.
create table voice_event (
  village_id int not null references village (id),
  id         uuid not null default uuidv7(),
  voice_id   uuid not null,
  at         timestamptz not null,
  action     text not null,
  to_state   text not null,
  by_kind    text not null check (by_kind in ('reporter', 'staff', 'system')),
  staff_id   uuid,
  text       text not null default '',
  primary key (village_id, id),
  check ((by_kind = 'staff') = (staff_id is not null)),
  foreign key (village_id, voice_id) references voice (village_id, id) on delete cascade,
  foreign key (village_id, staff_id) references staff_account (village_id, id)
);
create index voice_event_voice on voice_event (village_id, voice_id, id);
select protect_tenant_table('voice_event');

create table voice_picture (
  village_id int not null references village (id),
  id         uuid not null default uuidv7(),
  voice_id   uuid not null,
  -- the message that it came with; null: with the voice itself
  event_id   uuid,
  file_id    uuid not null,
  added_at   timestamptz not null,
  primary key (village_id, id),
  foreign key (village_id, voice_id) references voice (village_id, id) on delete cascade,
  foreign key (village_id, event_id) references voice_event (village_id, id),
  foreign key (village_id, file_id) references stored_file (village_id, id)
);
create index voice_picture_voice on voice_picture (village_id, voice_id, id);
select protect_tenant_table('voice_picture');

-- Residents who joined a public voice instead of sending the same once more.
create table voice_joiner (
  village_id  int not null references village (id),
  voice_id    uuid not null,
  resident_id uuid not null,
  joined_at   timestamptz not null,
  primary key (village_id, voice_id, resident_id),
  foreign key (village_id, voice_id) references voice (village_id, id) on delete cascade,
  foreign key (village_id, resident_id) references resident (village_id, id)
);
create index voice_joiner_resident on voice_joiner (village_id, resident_id);
select protect_tenant_table('voice_joiner');

-- Whether a voice is about an official who works under this account: lists, threads and the trail ask.
create function voice_is_about(voice uuid, staff uuid) returns boolean
  language sql stable parallel safe
  return exists (
    select from voice_about a
    join official o on o.village_id = a.village_id and o.id = a.official_id
    where a.village_id = current_village() and a.voice_id = voice and o.staff_id = staff);
