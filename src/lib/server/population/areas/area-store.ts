import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** All areas: hamlet, RW, RT, in this order. */
export async function findAreaRows(tx: VillageTx) {
  return tx
    .selectFrom('area')
    .select(['id', 'hamlet', 'rw', 'rt'])
    .orderBy('hamlet')
    .orderBy('rw')
    .orderBy('rt')
    .execute();
}
export type AreaRow = Awaited<ReturnType<typeof findAreaRows>>[number];

/** How many live in each area: men, women, families that go on. Areas without anybody are left out. */
export async function countAreas(tx: VillageTx) {
  const { rows } = await sql<{ id: string; men: number; women: number; families: number }>`
    with people as (
      select coalesce(r.area_id, f.area_id) as id,
             count(*) filter (where r.sex = 1) as men, count(*) filter (where r.sex = 2) as women
      from resident r
      left join family f on f.village_id = r.village_id and f.id = r.family_id
      where r.village_id = current_village() and r.basic_status = 1 and r.merged_into is null
      group by 1
    ), cards as (
      select area_id as id, count(*) as families from family
      where village_id = current_village() and closed_on is null group by 1
    )
    select a.id, coalesce(p.men, 0) as men, coalesce(p.women, 0) as women,
           coalesce(c.families, 0) as families
    from area a left join people p on p.id = a.id left join cards c on c.id = a.id
    where a.village_id = current_village()`.execute(tx);
  return rows;
}

/** How many of the living have no area at all. */
export async function countUnplaced(tx: VillageTx): Promise<number> {
  const { n } = await tx
    .selectFrom('resident as r')
    .leftJoin('family as f', (j) =>
      j.onRef('f.village_id', '=', 'r.village_id').onRef('f.id', '=', 'r.family_id'),
    )
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('r.basic_status', '=', 1)
    .where('r.merged_into', 'is', null)
    .where('r.area_id', 'is', null)
    .where('f.area_id', 'is', null)
    .executeTakeFirstOrThrow();
  return n;
}

export async function findLeaderRows(tx: VillageTx) {
  return tx
    .selectFrom('area_leader')
    .select(['hamlet', 'rw', 'rt', 'resident_id', 'name', 'since'])
    .execute();
}

/** Keeps two officers from changing the areas at once. */
export async function lockAreas(tx: VillageTx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('areas'), current_village())`.execute(tx);
}

export async function insertArea(
  tx: VillageTx,
  villageId: number,
  area: { hamlet: string; rw: string; rt: string },
): Promise<void> {
  await tx
    .insertInto('area')
    .values({ village_id: villageId, ...area })
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** Gives an area another name. */
export async function updateArea(
  tx: VillageTx,
  id: string,
  area: { hamlet: string; rw: string; rt: string },
): Promise<void> {
  await tx.updateTable('area').set(area).where('id', '=', id).execute();
}

/** Everybody and every family of an area goes over to another one. */
export async function emptyArea(tx: VillageTx, fromId: string, toId: string): Promise<void> {
  for (const table of ['resident', 'family'] as const)
    await tx
      .updateTable(table)
      .set({ area_id: toId, updated_at: sql`now()` })
      .where('area_id', '=', fromId)
      .execute();
}

/** Whether anybody's record or any family's card, of today or before, names one of the areas. */
export async function isAreaNamed(tx: VillageTx, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return false;
  for (const table of ['resident', 'family'] as const) {
    const found = await tx
      .selectFrom(table)
      .select('id')
      .where('area_id', 'in', ids)
      .limit(1)
      .executeTakeFirst();
    if (found) return true;
  }
  return false;
}

export async function deleteAreas(tx: VillageTx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.deleteFrom('area').where('id', 'in', ids).execute();
}

export interface Place {
  hamlet: string;
  rw: string;
  rt: string;
}

export async function upsertLeader(
  tx: VillageTx,
  villageId: number,
  leader: Place & { resident_id: string | null; name: string; since: string | null },
): Promise<void> {
  await tx
    .insertInto('area_leader')
    .values({ village_id: villageId, ...leader })
    .onConflict((oc) => oc.columns(['village_id', 'hamlet', 'rw', 'rt']).doUpdateSet(leader))
    .execute();
}

export async function deleteLeader(tx: VillageTx, place: Place): Promise<void> {
  await tx
    .deleteFrom('area_leader')
    .where('hamlet', '=', place.hamlet)
    .where('rw', '=', place.rw)
    .where('rt', '=', place.rt)
    .execute();
}

/**
 * Whether a resident leads an RT or RW today, as a column beside what another query asks anyway: the
 * home of such a resident has a door more.
 * @param owner the columns that name the resident: `s.village_id` and `s.resident_id`
 */
export const leadsOf = (owner: { villageId: string; residentId: string }) =>
  sql<boolean>`exists (select from area_leader l where l.village_id = ${sql.ref(owner.villageId)}
    and l.resident_id = ${sql.ref(owner.residentId)} and l.rw <> '')`;

/** Who leads the RT and the RW where a resident lives, with the head's own record if they live here. */
export async function findHeadRows(tx: VillageTx, residentId: string) {
  return tx
    .selectFrom('resident as r')
    .leftJoin('family as f', (j) =>
      j.onRef('f.village_id', '=', 'r.village_id').onRef('f.id', '=', 'r.family_id'),
    )
    .innerJoin('area as a', (j) =>
      j
        .onRef('a.village_id', '=', 'r.village_id')
        .on('a.id', '=', sql`coalesce(r.area_id, f.area_id)`),
    )
    .innerJoin('area_leader as l', (j) =>
      j
        .onRef('l.village_id', '=', 'a.village_id')
        .onRef('l.hamlet', '=', 'a.hamlet')
        .onRef('l.rw', '=', 'a.rw')
        .on((eb) => eb.or([eb('l.rt', '=', eb.ref('a.rt')), eb('l.rt', '=', '')])),
    )
    .leftJoin('resident as h', (j) =>
      j
        .onRef('h.village_id', '=', 'l.village_id')
        .onRef('h.id', '=', 'l.resident_id')
        .on('h.basic_status', '=', 1)
        .on('h.merged_into', 'is', null),
    )
    .select(['a.rt', 'a.rw', 'l.rt as led_rt', 'l.name', 'h.id as head_id', 'h.family_id'])
    .where('r.id', '=', residentId)
    .execute();
}
