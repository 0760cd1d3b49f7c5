import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';

export interface ChangeRow {
  id: string;
  at: Date;
  kind: string;
  actor_name: string;
  reason: string;
  /** The event that the change records, if it is one. */
  event: string | null;
  total: number;
}

/** The changes that touched any of these residents, newest first. */
export async function findChanges(
  tx: VillageTx,
  residentIds: readonly string[],
  { limit, offset }: { limit: number; offset: number },
): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`
    with touched as (
      select change_id, null as event from register_change_field
      where village_id = current_village() and subject_id = any(${residentIds}::uuid[])
      union
      select change_id, kind from population_event
      where village_id = current_village() and resident_id = any(${residentIds}::uuid[])
    )
    select c.id, c.at, c.kind, c.actor_name, c.reason, max(t.event) as event,
           (count(*) over ())::int as total
    from (select change_id, max(event) as event from touched group by change_id) t
    join register_change c on c.village_id = current_village() and c.id = t.change_id
    group by c.id, c.at, c.kind, c.actor_name, c.reason
    order by c.at desc, c.id desc
    limit ${limit} offset ${offset}`.execute(tx);
  return rows;
}

/** What those changes did to each field of the residents. */
export async function findChangedFields(
  tx: VillageTx,
  residentIds: readonly string[],
  changeIds: readonly string[],
) {
  if (changeIds.length === 0) return [];
  return tx
    .selectFrom('register_change_field')
    .select(['change_id', 'subject_id', 'field', 'old', 'new'])
    .where('subject_id', 'in', residentIds)
    .where('change_id', 'in', changeIds)
    .orderBy('field')
    .execute();
}

/** What ids in a history stand for: KK numbers of families, places, household numbers, names. */
export async function findNamesOf(
  tx: VillageTx,
  ids: readonly string[],
): Promise<Map<string, { kind: 'kk' | 'area' | 'household' | 'name'; text: string }>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{
    id: string;
    kind: 'kk' | 'area' | 'household' | 'name';
    text: string;
  }>`
    select id, 'kk' as kind, kk_number as text from family
    where village_id = current_village() and id = any(${ids}::uuid[])
    union all
    select id, 'area', concat_ws(chr(9), hamlet, rw, rt) from area
    where village_id = current_village() and id = any(${ids}::uuid[])
    union all
    select id, 'household', number from household
    where village_id = current_village() and id = any(${ids}::uuid[])
    union all
    select id, 'name', name from resident
    where village_id = current_village() and id = any(${ids}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}
