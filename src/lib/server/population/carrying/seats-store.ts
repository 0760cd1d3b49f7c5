import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** A place of the village. `-` stands for an RW or RT that a hamlet is not divided into. */
export interface Place {
  hamlet: string;
  rw: string;
  rt: string;
}

/** Who is to sit at the head of a family or household. */
export interface Seat {
  id: string;
  residentId: string;
}

/** Who leads a hamlet (rw and rt empty), an RW (rt empty) or an RT. */
export interface Leadership extends Place {
  ref: string;
  residentId: string;
}

/** Makes the places that are not there yet. @returns the ids in the order given */
export async function ensurePlaces(tx: VillageTx, places: readonly Place[]): Promise<string[]> {
  const given = JSON.stringify(places.map((place, at) => ({ ...place, at })));
  await sql`
    insert into area (village_id, hamlet, rw, rt)
    select distinct current_village(), hamlet, rw, rt
    from jsonb_to_recordset(${given}::jsonb) as g (hamlet text, rw text, rt text)
    on conflict do nothing`.execute(tx);
  const { rows } = await sql<{ id: string }>`
    select a.id from jsonb_to_recordset(${given}::jsonb) as g (hamlet text, rw text, rt text, at int)
    join area a on a.village_id = current_village()
      and a.hamlet = g.hamlet and a.rw = g.rw and a.rt = g.rt
    order by g.at`.execute(tx);
  return rows.map(({ id }) => id);
}

/**
 * Sets heads, where nobody has set one here by hand since. A family's must be alive and in it.
 * @returns the families or households whose head is another now
 */
export async function writeSeats(
  tx: VillageTx,
  table: 'family' | 'household',
  seats: readonly Seat[],
  at: Date,
): Promise<string[]> {
  const member =
    table === 'family'
      ? sql`r.family_id = t.id and r.basic_status = 1`
      : sql`r.household_id = t.id`;
  const { rows } = await sql<{ id: string }>`
    update ${sql.table(table)} t set head_id = r.id, updated_at = ${at}
    from jsonb_to_recordset(${JSON.stringify(seats)}::jsonb) as g (id uuid, "residentId" uuid)
    join resident r on r.village_id = current_village() and r.id = g."residentId"
    where t.village_id = current_village() and t.id = g.id and ${member}
      and t.head_id is distinct from r.id
      and not exists (
        select from register_change_field f
        join register_change c on c.village_id = f.village_id and c.id = f.change_id
        where f.village_id = current_village() and f.subject_id = t.id and f.field = 'head_id'
          and c.kind <> 'import'
      )
    returning t.id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Takes the seat from heads of families who belong to another one. */
export async function unseatStrangers(tx: VillageTx, at: Date): Promise<void> {
  await sql`
    update family f set head_id = null, updated_at = ${at}
    from resident r
    where f.village_id = current_village() and r.village_id = current_village()
      and r.id = f.head_id and r.family_id is distinct from f.id`.execute(tx);
}

/**
 * Names leaders of places that have none here.
 * @returns of each, whether it is new, was so already, or is left because the village names another
 */
export async function writeLeaders(
  tx: VillageTx,
  leaders: readonly Leadership[],
): Promise<{ ref: string; outcome: 'new' | 'unchanged' | 'left' }[]> {
  const { rows } = await sql<{ ref: string; outcome: 'new' | 'unchanged' | 'left' }>`
    with given as materialized (
      select g.ref, g.hamlet, g.rw, g.rt, r.id as resident_id, r.name
      from jsonb_to_recordset(${JSON.stringify(leaders)}::jsonb)
        as g (ref text, hamlet text, rw text, rt text, "residentId" uuid)
      join resident r on r.village_id = current_village() and r.id = g."residentId"
    ), put as (
      insert into area_leader (village_id, hamlet, rw, rt, resident_id, name)
      select current_village(), hamlet, rw, rt, resident_id, name from given
      on conflict do nothing
      returning hamlet, rw, rt
    )
    select g.ref, case
        when p.hamlet is not null then 'new'
        when l.resident_id = g.resident_id then 'unchanged'
        else 'left'
      end as outcome
    from given g
    left join put p using (hamlet, rw, rt)
    left join area_leader l on l.village_id = current_village()
      and l.hamlet = g.hamlet and l.rw = g.rw and l.rt = g.rt`.execute(tx);
  return rows;
}
