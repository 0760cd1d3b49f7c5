import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';

export interface FamilyFilter {
  /** Parts of the head's name or the address, all of which must be found. */
  words?: string[] | undefined;
  /** Any part of the KK. */
  digits?: string | undefined;
  hamlet?: string | undefined;
  /** Families that have closed, instead of those that go on. */
  closed?: boolean | undefined;
}

const likely = (text: string) => `%${text.replace(/[%_\\]/g, '\\$&')}%`;

/** A page of families by the head's name, with how many live in each. */
export async function findFamilyLines(
  tx: VillageTx,
  filter: FamilyFilter,
  page: { limit: number; offset: number },
) {
  let query = tx
    .selectFrom('family as f')
    .leftJoin('resident as h', (j) =>
      j.onRef('h.village_id', '=', 'f.village_id').onRef('h.id', '=', 'f.head_id'),
    )
    .leftJoin('area as a', (j) =>
      j.onRef('a.village_id', '=', 'f.village_id').onRef('a.id', '=', 'f.area_id'),
    )
    .where('f.closed_on', filter.closed ? 'is not' : 'is', null);
  for (const word of filter.words ?? [])
    query = query.where((eb) =>
      eb.or([eb('h.name', 'ilike', likely(word)), eb('f.address', 'ilike', likely(word))]),
    );
  if (filter.digits?.length === 16) query = query.where('f.kk_number', '=', filter.digits);
  else if (filter.digits) query = query.where('f.kk_number', 'like', `%${filter.digits}%`);
  if (filter.hamlet) query = query.where('a.hamlet', '=', filter.hamlet);
  const { total } = await query
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await query
    .select([
      'f.id',
      'f.kk_number',
      'f.address',
      'f.closed_on',
      'h.name as head_name',
      'a.hamlet',
      'a.rw',
      'a.rt',
      sql<number>`(
        select count(*) from resident r
        where r.village_id = f.village_id and r.family_id = f.id
          and r.basic_status = 1 and r.merged_into is null)`.as('members'),
    ])
    .orderBy('h.name')
    .orderBy('f.id')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { rows, total };
}

/** People to be put into a family or taken out of one, locked. */
export async function lockMovers(tx: VillageTx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return tx
    .selectFrom('resident as r')
    .leftJoin('family as f', (j) =>
      j.onRef('f.village_id', '=', 'r.village_id').onRef('f.id', '=', 'r.family_id'),
    )
    .select(['r.id', 'r.name', 'r.family_id', 'r.basic_status', 'f.kk_number', 'f.head_id'])
    .where('r.id', 'in', ids)
    .where('r.merged_into', 'is', null)
    .orderBy('r.id')
    .forUpdate('r')
    .execute();
}
export type Mover = Awaited<ReturnType<typeof lockMovers>>[number];

/** Earlier changes of a family, the latest first: its own fields, and who came and went. */
export async function findFamilyChanges(tx: VillageTx, familyId: string, limit: number) {
  const { rows } = await sql<{
    id: string;
    at: Date;
    kind: string;
    actor_name: string;
    reason: string;
    fields: string[];
    came: string[];
    left: string[];
  }>`
    with touched as (
      select f.change_id, f.field, null as name, 'own' as part
      from register_change_field f
      where f.village_id = current_village() and f.subject_id = ${familyId}::uuid
      union all
      select f.change_id, f.field, r.name, 'came'
      from register_change_field f
      join resident r on r.village_id = f.village_id and r.id = f.subject_id
      where f.village_id = current_village() and f.field = 'family_id'
        and f.new = to_jsonb(${familyId}::text)
      union all
      select f.change_id, f.field, r.name, 'left'
      from register_change_field f
      join resident r on r.village_id = f.village_id and r.id = f.subject_id
      where f.village_id = current_village() and f.field = 'family_id'
        and f.old = to_jsonb(${familyId}::text)
    )
    select c.id, c.at, c.kind, c.actor_name, c.reason,
           coalesce(array_agg(distinct t.field) filter (where t.part = 'own'), '{}') as fields,
           coalesce(array_agg(distinct t.name) filter (where t.part = 'came'), '{}') as came,
           coalesce(array_agg(distinct t.name) filter (where t.part = 'left'), '{}') as left
    from touched t
    join register_change c on c.village_id = current_village() and c.id = t.change_id
    group by c.village_id, c.id
    order by c.at desc, c.id desc
    limit ${limit}`.execute(tx);
  return rows;
}
