-- Search that forgives: by any part of a name, address or number, and by sound.
--
-- Under row-level security PostgreSQL uses an index only for operators that are marked leakproof,
-- which those of trigrams are not: every search would read the whole village. So what is searched
-- stands in a table of its own, and one function, which runs as a role without login that may read
-- this table and nothing else, names the residents of the current village (decision 12).

create extension if not exists btree_gin;

-- How a name sounds, however it is spelt: old and new spelling (DJ, TJ, OE), Arabic names
-- (SY, KH, Z, Q), shortened MUHAMMAD, doubled letters, a mute H.
create function sound_of(words text) returns text
  language sql immutable strict parallel safe
  return trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(
      ' ' || regexp_replace(upper(words), '[^A-Z0-9]+', ' ', 'g') || ' ',
      ' (MUHAMAD|MOHAMMAD|MOHAMAD|MUHAMMED|MOCHAMMAD|MOCHAMAD|MUCHAMAD|MUCHAMMAD|MOH|MUH|MOCH|MHD|MUHD|M) ', ' MUHAMMAD ', 'g'),
      'OE', 'U', 'g'), '(DJ|DZ|Z)', 'J', 'g'), '(TJ|CH)', 'C', 'g'), '(SY|SH|TS|SJ|X)', 'S', 'g'),
      '(KH|Q)', 'K', 'g'), '(PH|V)', 'F', 'g'), 'Y', 'I', 'g'),
    '([A-Z])\1+', '\1', 'g'));

-- One row for each resident who is not a merged double; kept by triggers.
create table resident_search (
  village_id   int not null references village (id),
  resident_id  uuid not null,
  name         text not null,
  -- names and addresses in capitals
  words        text not null,
  sound        text not null,
  -- NIK and KK
  numbers      text not null,
  sex          smallint not null,
  birth_date   date,
  basic_status smallint not null,
  residence    smallint not null,
  hamlet       text,
  rw           text,
  rt           text,
  primary key (village_id, resident_id),
  foreign key (village_id, resident_id) references resident (village_id, id) on delete cascade
);
select protect_tenant_table('resident_search');
create index resident_search_name on resident_search (village_id, name, resident_id);
create index resident_search_words on resident_search using gin (village_id, words gin_trgm_ops);
create index resident_search_sound on resident_search using gin (village_id, sound gin_trgm_ops);
create index resident_search_numbers on resident_search using gin (village_id, numbers gin_trgm_ops);
drop index resident_name_trgm;

-- Planned anew each time, as record_register_change below: a plan made while the register was small
-- reads all of it for each thousand residents of an import.
create function write_resident_search(residents uuid[]) returns void
  language sql
  set plan_cache_mode = force_custom_plan
begin atomic
  insert into resident_search as s
    (village_id, resident_id, name, words, sound, numbers, sex, birth_date, basic_status, residence, hamlet, rw, rt)
  select r.village_id, r.id, r.name,
    upper(concat_ws(' ', r.name, r.nickname, r.address, r.current_address, f.address, a.hamlet)),
    sound_of(concat_ws(' ', r.name, r.nickname)), concat_ws(' ', r.nik, f.kk_number),
    r.sex, r.birth_date, r.basic_status, r.residence, a.hamlet, a.rw, a.rt
  from resident r
  left join family f on f.village_id = r.village_id and f.id = r.family_id
  left join area a on a.village_id = r.village_id and a.id = coalesce(r.area_id, f.area_id)
  where r.village_id = current_village() and r.id = any (residents) and r.merged_into is null
  on conflict (village_id, resident_id) do update set
    name = excluded.name, words = excluded.words, sound = excluded.sound, numbers = excluded.numbers,
    sex = excluded.sex, birth_date = excluded.birth_date, basic_status = excluded.basic_status,
    residence = excluded.residence, hamlet = excluded.hamlet, rw = excluded.rw, rt = excluded.rt
  where (s.name, s.words, s.sound, s.numbers, s.sex, s.birth_date, s.basic_status, s.residence, s.hamlet, s.rw, s.rt)
    is distinct from (excluded.name, excluded.words, excluded.sound, excluded.numbers, excluded.sex,
      excluded.birth_date, excluded.basic_status, excluded.residence, excluded.hamlet, excluded.rw, excluded.rt);
  delete from resident_search s using resident r
  where s.village_id = current_village() and s.resident_id = any (residents)
    and r.village_id = s.village_id and r.id = s.resident_id and r.merged_into is not null;
end;

create function keep_resident_search() returns trigger
  language plpgsql as $$
begin
  case tg_table_name
    when 'resident' then
      perform write_resident_search(array(select id from new_rows));
    when 'family' then
      perform write_resident_search(array(
        select r.id from new_rows n
        join old_rows o on o.village_id = n.village_id and o.id = n.id
        join resident r on r.village_id = n.village_id and r.family_id = n.id
        where (n.kk_number, n.address, n.area_id) is distinct from (o.kk_number, o.address, o.area_id)));
    when 'area' then
      perform write_resident_search(array(
        select r.id from new_rows n join resident r on r.village_id = n.village_id and r.area_id = n.id
        union
        select r.id from new_rows n
        join family f on f.village_id = n.village_id and f.area_id = n.id
        join resident r on r.village_id = f.village_id and r.family_id = f.id));
  end case;
  return null;
end $$;
create trigger resident_search_new after insert on resident
  referencing new table as new_rows for each statement execute function keep_resident_search();
create trigger resident_search_changed after update on resident
  referencing new table as new_rows for each statement execute function keep_resident_search();
create trigger resident_search_family after update on family
  referencing old table as old_rows new table as new_rows
  for each statement execute function keep_resident_search();
create trigger resident_search_area after update on area
  referencing old table as old_rows new table as new_rows
  for each statement execute function keep_resident_search();

-- Residents on the register already.
do $$
declare v int;
begin
  for v in select id from village loop
    perform set_config('app.village_id', v::text, true);
    perform write_resident_search(array(select id from resident where village_id = v));
  end loop;
end $$;

-- The residents of the current village who match, a page of them, and how many there are (counted up
-- to most). Words must all be found; digits are any part of NIK or KK; alike, when set, looks for names
-- that sound like it instead. Nulls do not narrow.
create function search_residents(
  words text[], alike text, digits text, in_hamlet text, in_rw text, in_rt text, of_status int, of_residence int,
  of_sex int, born_from date, born_until date, most int, page_size int, skip int
) returns table (resident_id uuid, total int)
  language plpgsql stable security definer
  set search_path = public
  set pg_trgm.word_similarity_threshold = 0.5
as $$
declare
  narrowed text := format('village_id = %s', current_village());
  ordered text := 'name, resident_id';
  word text;
  part text;
begin
  foreach word in array coalesce(words, '{}') loop
    part := regexp_replace(upper(word), '([%_\\])', '\\\1', 'g');
    narrowed := narrowed || case
      -- a letter or two: how a word begins
      when length(word) < 3 then format(' and (s.words like %L or s.words like %L)', part || '%', '% ' || part || '%')
      else format(' and s.words like %L', '%' || part || '%')
    end;
  end loop;
  if array_length(words, 1) > 0 then
    ordered := format('starts_with(name, %L) desc, ', upper(array_to_string(words, ' '))) || ordered;
  end if;
  if alike is not null then
    narrowed := narrowed || format(' and %L <%% sound', sound_of(alike));
    ordered := format('word_similarity(%L, sound) desc, ', sound_of(alike)) || ordered;
  end if;
  if digits is not null then narrowed := narrowed || format(' and numbers like %L', '%' || digits || '%'); end if;
  if in_hamlet is not null then narrowed := narrowed || format(' and hamlet = %L', in_hamlet); end if;
  if in_rw is not null then narrowed := narrowed || format(' and rw = %L', in_rw); end if;
  if in_rt is not null then narrowed := narrowed || format(' and rt = %L', in_rt); end if;
  if of_status is not null then narrowed := narrowed || format(' and basic_status = %s', of_status); end if;
  if of_residence is not null then narrowed := narrowed || format(' and residence = %s', of_residence); end if;
  if of_sex is not null then narrowed := narrowed || format(' and sex = %s', of_sex); end if;
  if born_from is not null then narrowed := narrowed || format(' and birth_date >= %L', born_from); end if;
  if born_until is not null then narrowed := narrowed || format(' and birth_date <= %L', born_until); end if;
  return query execute format(
    'with counted as (select count(*)::int as n from (select from resident_search s where %1$s limit %3$s) all_of_them)
     select page.resident_id, counted.n from counted left join lateral (
       select s.resident_id, row_number() over (order by %2$s) as position
       from resident_search s where %1$s order by %2$s limit %4$s offset %5$s) page on true
     order by page.position',
    narrowed, ordered, most, page_size, skip);
end $$;

-- No other role may read beyond the village, and this one cannot sign in. Its policy is the constant
-- true, which the planner drops, so that the indexes above can serve.
create policy search on resident_search for select to balai_search using (true);
grant select on resident_search to balai_search;
grant create on schema public to balai_search;
alter function search_residents owner to balai_search;
revoke create on schema public from balai_search;
revoke execute on function search_residents from public;
grant execute on function search_residents to balai_app;

-- Before and after are paired first: taken apart into fields within the join, every row was taken
-- apart once for every other.
create or replace function record_register_change() returns trigger
  language plpgsql
  set plan_cache_mode = force_custom_plan
as $$
begin
  with pairs as materialized (
    select n.village_id, n.id, to_jsonb(n) as after, to_jsonb(o) as before
    from new_rows n join old_rows o on o.village_id = n.village_id and o.id = n.id
    where n is distinct from o
  )
  insert into register_change_field (village_id, change_id, subject_kind, subject_id, field, old, new)
  select p.village_id, current_setting('app.register_change')::uuid, tg_argv[0], p.id,
    now.key, p.before -> now.key, now.value
  from pairs p cross join lateral jsonb_each(p.after) now
  where now.value is distinct from p.before -> now.key and now.key <> 'updated_at'
  on conflict (village_id, subject_id, change_id, field) do update set new = excluded.new;
  return null;
end $$;
