import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';

/**
 * Names the state of what the village made of its letter types: equal names, equal resolution. Empty
 * for a village that touched none. The ids of versions are unique, so it holds for all villages.
 */
export async function findTypesState(tx: VillageTx): Promise<string> {
  const { state } = await tx
    .selectFrom('letter_type as t')
    .leftJoin('letter_type_version as v', (join) =>
      join.onRef('v.slug', '=', 't.slug').onRef('v.number', '=', 't.published'),
    )
    .select(
      sql<string>`coalesce(string_agg(
        concat(t.slug, ':', t.position, ':', t.retired_at is not null, ':', v.id), ',' order by t.slug), '')`.as(
        'state',
      ),
    )
    .executeTakeFirstOrThrow();
  return state;
}

/** The types that the village touched, with the text in force where it has one. */
export async function findTouchedTypes(tx: VillageTx) {
  return tx
    .selectFrom('letter_type as t')
    .leftJoin('letter_type_version as v', (join) =>
      join.onRef('v.slug', '=', 't.slug').onRef('v.number', '=', 't.published'),
    )
    .select(['t.slug', 't.position', 't.retired_at', 'v.id', 'v.source', 'v.shipped'])
    .execute();
}
