-- An update that finds nothing to change fires its triggers all the same: those of the register then
-- end at once, before they plan their queries anew. An import makes several such updates a step.

create or replace function record_register_change() returns trigger
  language plpgsql
  set plan_cache_mode = force_custom_plan
as $$
begin
  if not exists (select from new_rows) then return null; end if;
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

create or replace function keep_resident_search() returns trigger
  language plpgsql as $$
begin
  if not exists (select from new_rows) then return null; end if;
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
