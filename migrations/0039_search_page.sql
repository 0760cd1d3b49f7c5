-- A page of a search is its first so many in order, not all that match in order: numbered rows made the
-- database sort every SITI of a large village. The function is otherwise as it was.

create or replace function search_residents(
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
       select s.resident_id, s.name, s.sound from resident_search s
       where %1$s order by %2$s limit %4$s offset %5$s) page on true
     order by %2$s',
    narrowed, ordered, most, page_size, skip);
end $$;
