-- Papers that the village holds already are offered again; the introduction by the head of the RT or RW.

-- New foreign keys look through the policies; the new columns are empty, whatever village one looks at.
select set_config('app.village_id', '0', true);

alter table attachment
  -- what paper it is whatever letter it was brought for (domain/papers.ts); null: good for its request only
  add column paper text,
  -- the family of the person it is about, on the day it was brought: whose family card it is
  add column family_id uuid,
  -- when it was first brought; a reused or copied one keeps that day
  add column taken_at timestamptz,
  -- the one that was brought, of which this is a further use
  add column reused_from uuid,
  add foreign key (village_id, family_id) references family (village_id, id),
  add foreign key (village_id, reused_from) references attachment (village_id, id);
do $$
declare v int;
begin
  for v in select id from village loop
    perform set_config('app.village_id', v::text, true);
    update attachment set taken_at = added_at,
      paper = case when requirement in ('idCard', 'businessPhoto', 'housePhoto', 'residenceProof') then requirement end;
  end loop;
end $$;
alter table attachment alter column taken_at set not null;
create index attachment_file on attachment (village_id, file_id) where removed_at is null;
create index attachment_family on attachment (village_id, family_id) where family_id is not null;
create index letter_request_subject on letter_request (village_id, subject_id);

-- Papers whose originals an officer saw at the counter, and requests that rely on that later.
create table seen_paper (
  village_id  int not null references village (id),
  id          uuid not null default uuidv7(),
  request_id  uuid not null,
  requirement text not null,
  paper       text not null,
  family_id   uuid,
  seen_at     timestamptz not null,
  -- the seeing that this request relies on
  relies_on   uuid,
  primary key (village_id, id),
  unique (village_id, request_id, requirement),
  foreign key (village_id, request_id) references letter_request (village_id, id) on delete cascade,
  foreign key (village_id, family_id) references family (village_id, id),
  foreign key (village_id, relies_on) references seen_paper (village_id, id)
);
select protect_tenant_table('seen_paper');

alter table letter_request
  -- requirements of which the office wants a newer paper than the one it holds
  add column newer_wanted text[] not null default '{}';

-- The introduction of a request by the head of the RT or RW where the subject lives. Its own small
-- state (domain/introduction.ts) beside the request's status.
create table introduction (
  village_id  int not null references village (id),
  request_id  uuid not null,
  level       text not null check (level in ('rt', 'rw', 'office')),
  -- as the resident reads it: "Ketua RT 003"
  asked_of    text not null,
  state       text not null check (state in ('waiting', 'confirmed', 'declined', 'disowned', 'waived')),
  asked_at    timestamptz not null,
  due_on      date not null,
  answered_at timestamptz,
  -- the head who answered, or the officer who went on without
  answered_by uuid,
  waived_by   uuid,
  reason      text,
  -- when the office was told that no answer came
  told_at     timestamptz,
  primary key (village_id, request_id),
  foreign key (village_id, request_id) references letter_request (village_id, id) on delete cascade,
  foreign key (village_id, answered_by) references resident (village_id, id),
  foreign key (village_id, waived_by) references staff_account (village_id, id)
);
select protect_tenant_table('introduction');
create index introduction_waiting on introduction (village_id, due_on) where state = 'waiting';

alter table village_profile
  -- letter types (slugs) for which the head of the RT or RW is asked on screen; none: on paper, as ever
  add column introduced_letters text[] not null default '{}',
  -- working days the head has for an answer, before the office is told
  add column introduction_days int not null default 2 check (introduction_days between 1 and 10);
