import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';

/**
 * Whether somebody has a letter of a type that is still good on a day, or is asking for one.
 * @returns by resident; who is not there has none
 */
export async function findEarlier(
  tx: VillageTx,
  typeSlug: string,
  residentIds: readonly string[],
  today: string,
): Promise<Map<string, 'has' | 'asked'>> {
  const rows = await tx
    .selectFrom('letter_request as q')
    .leftJoin('letter as l', (j) =>
      j
        .onRef('l.village_id', '=', 'q.village_id')
        .onRef('l.request_id', '=', 'q.id')
        .on('l.withdrawn_at', 'is', null)
        .on(sql<boolean>`(l.valid_until is null or l.valid_until >= ${today}::date)`),
    )
    .select([
      'q.subject_id',
      sql<boolean>`bool_or(q.status in ('waiting', 'returned', 'processing'))`.as('asks'),
    ])
    .where('q.type_slug', '=', typeSlug)
    .where('q.subject_id', '=', sql<string>`any(${residentIds}::uuid[])`)
    .where((eb) =>
      eb.or([
        eb('l.id', 'is not', null),
        eb('q.status', 'in', ['waiting', 'returned', 'processing']),
      ]),
    )
    .groupBy('q.subject_id')
    .execute();
  return new Map(rows.map((row) => [row.subject_id!, row.asks ? 'asked' : 'has']));
}

/** Residents with these NIKs; of a merged double, the record that is used now. */
export async function findByNiks(tx: VillageTx, niks: readonly string[]) {
  return tx
    .selectFrom('resident')
    .select((eb) => [eb.fn.coalesce('merged_into', 'id').as('id'), 'nik'])
    .where('nik', '=', sql<string>`any(${niks}::text[])`)
    .execute();
}

/** Residents who are called so, in capitals. */
export async function findByNames(tx: VillageTx, names: readonly string[]) {
  return tx
    .selectFrom('resident')
    .select(['id', sql<string>`upper(name)`.as('name')])
    .where(sql<boolean>`upper(name) = any(${names}::text[])`)
    .where('merged_into', 'is', null)
    .where('basic_status', '=', 1)
    .execute();
}
