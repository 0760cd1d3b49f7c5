-- The archive: letters that came in and what became of them, letters that the office writes itself and
-- to whom they were sent, and one table in which every letter is found by its words (decision 25).

-- The new columns are empty: their foreign keys may be checked as a village that has nothing.
select set_config('app.village_id', '0', true);

alter table village_profile
  -- how long scans and receipts are kept; letters and books are never deleted
  add column archive_years smallint not null default 10 check (archive_years between 1 and 50);

alter table letter
  -- the withdrawn letter in whose place this one was issued
  add column replaces_id uuid,
  -- a picture of the signed receipt
  add column receipt_file_id uuid,
  add constraint letter_replaces unique (village_id, replaces_id),
  add foreign key (village_id, replaces_id) references letter (village_id, id),
  add foreign key (village_id, receipt_file_id) references stored_file (village_id, id);

alter table letter_request
  add column replaces_letter_id uuid,
  add foreign key (village_id, replaces_letter_id) references letter (village_id, id);
create index letter_request_replaces on letter_request (village_id, replaces_letter_id)
  where replaces_letter_id is not null;

create table incoming_mail (
  village_id     int not null references village (id),
  id             uuid not null default uuidv7(),
  -- the agenda's number: from 1 each year, without gaps
  counter        text not null,
  year           int not null,
  sequence       int not null,
  received_on    date not null,
  sender         text not null,
  their_number   text not null default '',
  their_date     date,
  subject        text not null,
  classification text not null default '',
  note           text not null default '',
  -- waiting: for a disposition; under-way: given to somebody; done
  state          text not null default 'waiting' check (state in ('waiting', 'under-way', 'done')),
  registered_by  uuid not null,
  registered_at  timestamptz not null,
  done_at        timestamptz,
  done_by        uuid,
  primary key (village_id, id),
  unique (village_id, counter, year, sequence),
  check ((state = 'done') = (done_at is not null)),
  foreign key (village_id, registered_by) references staff_account (village_id, id),
  foreign key (village_id, done_by) references staff_account (village_id, id)
);
create index incoming_mail_state on incoming_mail (village_id, state, received_on desc, id);
create index incoming_mail_received on incoming_mail (village_id, received_on, sequence);
select protect_tenant_table('incoming_mail');

-- Who was given a letter that came in, to do what, until when.
create table disposition (
  village_id  int not null references village (id),
  id          uuid not null default uuidv7(),
  mail_id     uuid not null,
  given_by    uuid not null,
  given_to    uuid not null,
  instruction text not null,
  due_on      date,
  given_at    timestamptz not null,
  done_at     timestamptz,
  primary key (village_id, id),
  foreign key (village_id, mail_id) references incoming_mail (village_id, id),
  foreign key (village_id, given_by) references staff_account (village_id, id),
  foreign key (village_id, given_to) references staff_account (village_id, id)
);
create index disposition_mail on disposition (village_id, mail_id);
create index disposition_open on disposition (village_id, given_to, due_on) where done_at is null;
select protect_tenant_table('disposition');

-- What was done about it.
create table follow_up (
  village_id     int not null references village (id),
  id             uuid not null default uuidv7(),
  mail_id        uuid not null,
  disposition_id uuid,
  at             timestamptz not null,
  staff_id       uuid not null,
  text           text not null,
  primary key (village_id, id),
  foreign key (village_id, mail_id) references incoming_mail (village_id, id),
  foreign key (village_id, disposition_id) references disposition (village_id, id),
  foreign key (village_id, staff_id) references staff_account (village_id, id)
);
create index follow_up_mail on follow_up (village_id, mail_id, id);
select protect_tenant_table('follow_up');

-- A letter that the office writes outside of requests; its number is of the village's counters.
create table outgoing_mail (
  village_id     int not null references village (id),
  id             uuid not null default uuidv7(),
  counter        text not null,
  year           int not null,
  sequence       int not null,
  suffix         text not null default '',
  number         text not null,
  classification text not null,
  mail_date      date not null,
  recipient      text not null,
  subject        text not null,
  signer         text not null default '',
  note           text not null default '',
  registered_by  uuid not null,
  registered_at  timestamptz not null,
  voided_at      timestamptz,
  voided_by      uuid,
  voided_reason  text,
  primary key (village_id, id),
  unique (village_id, counter, year, sequence, suffix),
  foreign key (village_id, registered_by) references staff_account (village_id, id),
  foreign key (village_id, voided_by) references staff_account (village_id, id)
);
create index outgoing_mail_date on outgoing_mail (village_id, mail_date, id);
select protect_tenant_table('outgoing_mail');

-- To whom it was sent: an invitation goes to many.
create table mail_delivery (
  village_id      int not null references village (id),
  id              uuid not null default uuidv7(),
  mail_id         uuid not null,
  sent_on         date not null,
  recipient       text not null,
  way             text not null check (way in ('carried', 'collected', 'post', 'electronic')),
  -- who took it
  received_by     text not null default '',
  receipt_file_id uuid,
  recorded_by     uuid not null,
  recorded_at     timestamptz not null,
  primary key (village_id, id),
  foreign key (village_id, mail_id) references outgoing_mail (village_id, id),
  foreign key (village_id, receipt_file_id) references stored_file (village_id, id),
  foreign key (village_id, recorded_by) references staff_account (village_id, id)
);
create index mail_delivery_mail on mail_delivery (village_id, mail_id, id);
create index mail_delivery_sent on mail_delivery (village_id, sent_on, id);
create index letter_of_type on letter (village_id, type_slug, id);
create index letter_by_signer on letter (village_id, signer_name);
create index letter_date on letter (village_id, letter_date, id);
create index letter_collected on letter (village_id, collected_at) where collected_at is not null;
select protect_tenant_table('mail_delivery');

-- Scans of letters that came in, and of those that the office wrote.
create table mail_file (
  village_id  int not null references village (id),
  id          uuid not null default uuidv7(),
  incoming_id uuid,
  outgoing_id uuid,
  file_id     uuid not null,
  file_name   text not null,
  added_by    uuid not null,
  added_at    timestamptz not null,
  primary key (village_id, id),
  check (num_nonnulls(incoming_id, outgoing_id) = 1),
  foreign key (village_id, incoming_id) references incoming_mail (village_id, id),
  foreign key (village_id, outgoing_id) references outgoing_mail (village_id, id),
  foreign key (village_id, file_id) references stored_file (village_id, id),
  foreign key (village_id, added_by) references staff_account (village_id, id)
);
create index mail_file_incoming on mail_file (village_id, incoming_id) where incoming_id is not null;
create index mail_file_outgoing on mail_file (village_id, outgoing_id) where outgoing_id is not null;
select protect_tenant_table('mail_file');

-- ---------------------------------------------------------------- search

-- The words of a text, as they stand and by their Indonesian stems. Numbers of persons are not words
-- that letters are looked up by.
create function archive_words(said text) returns tsvector
  language sql immutable parallel safe
begin atomic
  select strip(to_tsvector('simple'::regconfig, plain.words) || to_tsvector('indonesian'::regconfig, plain.words))
  from (select regexp_replace(regexp_replace(left(said, 200000), '[0-9]{16}', ' ', 'g'), '[^[:alnum:]]+', ' ', 'g')
        as words) plain;
end;

-- All texts in a JSON document.
create function json_texts(document jsonb) returns text
  language sql immutable parallel safe
begin atomic
  select string_agg(said #>> '{}', ' ') from jsonb_path_query(document, '$.** ? (@.type() == "string")') said;
end;

-- One row for each letter of any kind: what a list shows, what narrows it, and its words. Kept by
-- triggers; the printed text of a letter is added as it is issued.
create table archive_entry (
  village_id     int not null references village (id),
  -- 'carried': brought along from another system
  kind           text not null check (kind in ('letter', 'outgoing', 'incoming', 'carried')),
  id             uuid not null,
  on_date        date,
  number         text not null,
  title          text not null,
  -- the holder, the recipient or the sender
  party          text not null,
  signer         text not null default '',
  type_slug      text not null default '',
  classification text not null default '',
  state          text not null,
  valid_until    date,
  words          tsvector not null,
  primary key (village_id, kind, id)
);
select protect_tenant_table('archive_entry');
create index archive_entry_words on archive_entry using gin (village_id, words, kind, state, type_slug, signer);
create index archive_entry_number on archive_entry using gin (village_id, upper(number) gin_trgm_ops);
create index archive_entry_date on archive_entry (village_id, on_date desc nulls last, id);

create function keep_archive_entry() returns trigger
  language plpgsql as $$
declare
  entry archive_entry;
begin
  entry.village_id := new.village_id;
  entry.id := new.id;
  entry.signer := '';
  entry.type_slug := '';
  entry.classification := '';
  case tg_table_name
    when 'letter' then
      entry.kind := 'letter';
      entry.on_date := new.letter_date;
      entry.number := new.number;
      entry.title := new.title;
      entry.party := new.holder_name;
      entry.signer := new.signer_name;
      entry.type_slug := new.type_slug;
      entry.classification := new.classification;
      entry.valid_until := new.valid_until;
      entry.state := case
        when new.withdrawn_at is not null then 'withdrawn'
        when new.signature = 'wet' and new.collected_at is null then 'uncollected'
        else 'valid' end;
      entry.words := archive_words(concat_ws(' ', new.title, new.holder_name, new.signer_name, new.number));
    when 'outgoing_mail' then
      entry.kind := 'outgoing';
      entry.on_date := new.mail_date;
      entry.number := new.number;
      entry.title := new.subject;
      entry.party := new.recipient;
      entry.signer := new.signer;
      entry.classification := new.classification;
      entry.state := case
        when new.voided_at is not null then 'void'
        when exists (select from mail_delivery d where d.village_id = new.village_id and d.mail_id = new.id) then 'sent'
        else 'unsent' end;
      entry.words := archive_words(concat_ws(' ', new.subject, new.recipient, new.signer, new.note, new.number));
    when 'incoming_mail' then
      entry.kind := 'incoming';
      entry.on_date := new.received_on;
      entry.number := new.their_number;
      entry.title := new.subject;
      entry.party := new.sender;
      entry.classification := new.classification;
      entry.state := new.state;
      entry.words := archive_words(concat_ws(' ', new.subject, new.sender, new.note, new.their_number));
    when 'carried_record' then
      entry.kind := 'carried';
      entry.on_date := new.on_date;
      entry.number := '';
      entry.title := new.title;
      entry.party := coalesce((select r.name from resident r where r.village_id = new.village_id and r.id = new.resident_id), '');
      entry.state := new.kind;
      entry.words := archive_words(concat_ws(' ', new.title, entry.party, json_texts(new.data)));
  end case;
  insert into archive_entry select entry.*
  on conflict (village_id, kind, id) do update set
    on_date = excluded.on_date, number = excluded.number, title = excluded.title, party = excluded.party,
    classification = excluded.classification, signer = excluded.signer, state = excluded.state,
    -- the printed text of a letter stays
    words = case excluded.kind when 'letter' then archive_entry.words else excluded.words end;
  return null;
end $$;
create trigger archive_letter after insert or update on letter
  for each row execute function keep_archive_entry();
create trigger archive_outgoing after insert or update on outgoing_mail
  for each row execute function keep_archive_entry();
create trigger archive_incoming after insert or update on incoming_mail
  for each row execute function keep_archive_entry();
create trigger archive_carried after insert or update on carried_record
  for each row when (new.kind in ('letter', 'incoming', 'outgoing')) execute function keep_archive_entry();

create function archive_sent() returns trigger
  language plpgsql as $$
begin
  update archive_entry set state = 'sent'
  where village_id = new.village_id and kind = 'outgoing' and id = new.mail_id and state = 'unsent';
  return null;
end $$;
create trigger archive_sent after insert on mail_delivery for each row execute function archive_sent();

-- Letters that stand already: of what was printed only the answers and the holder's data are known.
do $$
declare v int;
begin
  for v in select id from village loop
    perform set_config('app.village_id', v::text, true);
    update letter set number = number;
    update archive_entry e set words = archive_words(concat_ws(' ',
        l.title, l.holder_name, l.signer_name, l.number, json_texts(q.answers), json_texts(q.subject_data)))
      from letter l join letter_request q on q.village_id = l.village_id and q.id = l.request_id
      where e.kind = 'letter' and l.village_id = e.village_id and l.id = e.id;
    update carried_record set title = title where kind in ('letter', 'incoming', 'outgoing');
  end loop;
end $$;

-- The letters of the current village that match, a page of them, the latest first, and how many there
-- are (counted up to most). Each word must be found, as it begins or by its stem; one with a digit may
-- be a part of the number instead. Nulls do not narrow.
create function search_archive(
  asked text[], of_kind text, of_states text[], of_type text, of_signer text, of_class text,
  from_day date, until_day date, valid_on date, expired_on date, most int, page_size int, skip int
) returns table (kind text, id uuid, total int)
  language plpgsql volatile security definer
  set search_path = public
as $$
declare
  narrowed text := format('village_id = %s', current_village());
  word text;
  part text;
  query tsquery;
  found_in_all int;
begin
  foreach word in array coalesce(asked, '{}') loop
    query := null;
    foreach part in array regexp_split_to_array(trim(regexp_replace(lower(word), '[^[:alnum:]]+', ' ', 'g')), ' ') loop
      continue when part = '';
      part := left(part, 60);
      query := coalesce(query && (to_tsquery('simple', quote_literal(part) || ':*') || plainto_tsquery('indonesian', part)),
        to_tsquery('simple', quote_literal(part) || ':*') || plainto_tsquery('indonesian', part));
    end loop;
    if word ~ '[0-9]' then
      narrowed := narrowed || format(' and (upper(number) like %L%s)',
        '%' || regexp_replace(upper(word), '([%_\\])', '\\\1', 'g') || '%',
        case when query is null then '' else format(' or words @@ %L::tsquery', query) end);
    elsif query is not null then
      narrowed := narrowed || format(' and words @@ %L::tsquery', query);
    end if;
  end loop;
  if of_kind is not null then narrowed := narrowed || format(' and kind = %L', of_kind); end if;
  if of_states is not null then narrowed := narrowed || format(' and state = any (%L)', of_states); end if;
  if of_type is not null then narrowed := narrowed || format(' and type_slug = %L', of_type); end if;
  if of_signer is not null then narrowed := narrowed || format(' and signer = %L', of_signer); end if;
  if of_class is not null then narrowed := narrowed || format(' and starts_with(classification, %L)', of_class); end if;
  if from_day is not null then narrowed := narrowed || format(' and on_date >= %L', from_day); end if;
  if until_day is not null then narrowed := narrowed || format(' and on_date <= %L', until_day); end if;
  if valid_on is not null then narrowed := narrowed || format(' and (valid_until is null or valid_until >= %L)', valid_on); end if;
  if expired_on is not null then narrowed := narrowed || format(' and valid_until < %L', expired_on); end if;
  execute format('select count(*) from (select from archive_entry where %s limit %s) all_of_them', narrowed, most)
    into found_in_all;
  -- How frequent a word is the planner may not know here. Where there are many, the latest are near
  -- the beginning of the index by date; where there are few, the index of words names them.
  if found_in_all >= most then
    perform set_config('enable_bitmapscan', 'off', true), set_config('enable_seqscan', 'off', true),
      set_config('enable_sort', 'off', true);
  end if;
  return query execute format(
    'select e.kind, e.id, %4$s from archive_entry e where %1$s
     order by on_date desc nulls last, id limit %2$s offset %3$s', narrowed, page_size, skip, found_in_all);
  if found_in_all >= most then
    perform set_config('enable_bitmapscan', 'on', true), set_config('enable_seqscan', 'on', true),
      set_config('enable_sort', 'on', true);
  end if;
end $$;

create policy search on archive_entry for select to balai_search using (true);
grant select on archive_entry to balai_search;
grant create on schema public to balai_search;
alter function search_archive owner to balai_search;
revoke create on schema public from balai_search;
revoke execute on function search_archive from public;
grant execute on function search_archive to balai_app;
