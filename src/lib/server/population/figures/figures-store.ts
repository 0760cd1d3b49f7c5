import { sql } from 'kysely';
import type { Count } from '#lib/domain/figures.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { presentAt } from '../registers/presence-store.ts';

/** Permanent residents who are there on a day, with their hamlet. */
const people = (day: string, hamlet: string | undefined) => sql`
  select r.*, a.hamlet from resident r
  left join family f on f.village_id = r.village_id and f.id = r.family_id
  left join area a on a.village_id = r.village_id and a.id = coalesce(r.area_id, f.area_id)
  where r.residence = 1 and r.id in ${presentAt(day)}
    and (${hamlet ?? null}::text is null or a.hamlet = ${hamlet ?? null})`;

/** How many of each sex have each value. */
export async function countFigures(
  tx: VillageTx,
  day: string,
  hamlet: string | undefined,
): Promise<Count[]> {
  const { rows } = await sql<Count>`
    select f.figure, f.value, p.sex, count(*)::int as people
    from (${people(day, hamlet)}) p
    cross join lateral (values
      ('age', least(15, greatest(0, extract(year from age(${day}::date, p.birth_date))::int / 5))::text),
      ('hamlet', p.hamlet),
      ('religion', p.religion::text),
      ('education', p.education::text),
      ('occupation', p.occupation::text),
      ('marital', p.marital_status::text),
      ('blood', p.blood_type::text),
      ('disability', p.disability::text),
      ('insurance', p.insurance::text),
      ('idCard', p.id_card::text),
      ('recording', p.id_card_recording::text)
    ) f (figure, value)
    group by f.figure, f.value, p.sex`.execute(tx);
  return rows;
}

/** Families with somebody who is there. */
export async function countFamilies(
  tx: VillageTx,
  day: string,
  hamlet: string | undefined,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct family_id)::int as n from (${people(day, hamlet)}) p`.execute(tx);
  return rows[0]!.n;
}
