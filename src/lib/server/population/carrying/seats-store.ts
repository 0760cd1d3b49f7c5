import { type RawBuilder, sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { type FormerHead, SEATS, stepDown } from '../step-down-store.ts';

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

/** A row where somebody has set the head of this family or household here by hand. */
const setByHand = (id: RawBuilder<unknown>) => sql`(
  select 1 from register_change_field f
  join register_change c on c.village_id = f.village_id and c.id = f.change_id
  where f.village_id = current_village() and f.subject_id = ${id} and f.field = 'head_id'
    and c.kind <> 'import'
  limit 1
)`;

/**
 * Sets heads, where nobody has set one here by hand since: they must live and be in it. Whoever was
 * head until then steps down.
 */
export async function writeSeats(
  tx: VillageTx,
  table: keyof typeof SEATS,
  seats: readonly Seat[],
  at: Date,
): Promise<{ seated: number; former: FormerHead[] }> {
  const { rows } = await sql<{ id: string; head_id: string | null }>`
    update ${sql.table(table)} t set head_id = r.id, updated_at = ${at}
    from jsonb_to_recordset(${JSON.stringify(seats)}::jsonb) as g (id uuid, "residentId" uuid)
    join resident r on r.village_id = current_village() and r.id = g."residentId"
    where t.village_id = current_village() and t.id = g.id
      and r.${sql.id(SEATS[table].group)} = t.id and r.basic_status = 1
      and t.head_id is distinct from r.id and not exists ${setByHand(sql.ref('t.id'))}
    returning t.id, old.head_id`.execute(tx);
  return { seated: rows.length, former: await stepDown(tx, table, rows, at) };
}

/** Whom the village itself has put at the head of these families or households, where they live in it. */
export async function findSeatedByHand(
  tx: VillageTx,
  table: keyof typeof SEATS,
  ids: readonly string[],
): Promise<Map<string, string>> {
  // One look into an index for each, whatever the planner believes of tables that have just grown.
  const { rows } = await sql<{ id: string; head_id: string }>`
    select g.id, r.id as head_id
    from unnest(${ids}::uuid[]) as g (id)
    cross join lateral (
      select head_id from ${sql.table(table)}
      where village_id = current_village() and id = g.id limit 1
    ) t
    cross join lateral ${setByHand(sql.ref('g.id'))} by_hand
    cross join lateral (
      select id, ${sql.id(SEATS[table].group)} as group_id, basic_status from resident
      where village_id = current_village() and id = t.head_id limit 1
    ) r
    where r.group_id = g.id and r.basic_status = 1`.execute(tx);
  return new Map(rows.map(({ id, head_id }) => [id, head_id]));
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
