import { sql, type Insertable, type Updateable } from 'kysely';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

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

type TypeTable = DB['letter_type'];
export type TypeRow = NonNullable<Awaited<ReturnType<typeof findTypeRow>>>;

/** What the village keeps of its types, with the text in force where it has one. */
const types = (tx: VillageTx) =>
  tx
    .selectFrom('letter_type as t')
    .leftJoin('letter_type_version as v', (join) =>
      join.onRef('v.slug', '=', 't.slug').onRef('v.number', '=', 't.published'),
    )
    .select(['t.slug', 't.position', 't.retired_at', 't.published'])
    .select(['t.draft', 't.draft_at', 't.draft_by'])
    .select(['t.shipped_seen', 'v.id', 'v.source', 'v.shipped']);

export async function findTypeRow(tx: VillageTx, slug: string) {
  return types(tx).where('t.slug', '=', slug).executeTakeFirst();
}

/** All types that the village touched. */
export async function findTypeRows(tx: VillageTx): Promise<TypeRow[]> {
  return types(tx).execute();
}

/** Sees to it that the village has a row for the type, and locks it until the transaction ends. */
export async function lockType(tx: VillageTx, villageId: number, slug: string): Promise<void> {
  await tx
    .insertInto('letter_type')
    .values({ village_id: villageId, slug })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx.selectFrom('letter_type').select('slug').where('slug', '=', slug).forUpdate().execute();
}

export async function updateType(tx: VillageTx, slug: string, set: Updateable<TypeTable>) {
  await tx.updateTable('letter_type').set(set).where('slug', '=', slug).execute();
}

/** Forgets a type that was never published. */
export async function deleteType(tx: VillageTx, slug: string) {
  await tx
    .deleteFrom('letter_type')
    .where('slug', '=', slug)
    .where('published', 'is', null)
    .execute();
}

/** Writes the village's order: the first stands at 1. */
export async function writeOrder(tx: VillageTx, villageId: number, slugs: readonly string[]) {
  await tx
    .insertInto('letter_type')
    .values(slugs.map((slug, index) => ({ village_id: villageId, slug, position: index + 1 })))
    .onConflict((conflict) =>
      conflict
        .columns(['village_id', 'slug'])
        .doUpdateSet((eb) => ({ position: eb.ref('excluded.position') })),
    )
    .execute();
}

export async function insertVersion(
  tx: VillageTx,
  row: Insertable<DB['letter_type_version']>,
): Promise<void> {
  await tx.insertInto('letter_type_version').values(row).execute();
}

/** Everything that was published of a type, the newest first, with who did it. */
export async function findVersions(tx: VillageTx, slug: string) {
  return tx
    .selectFrom('letter_type_version as v')
    .leftJoin('staff_account as s', (join) => join.onRef('s.id', '=', 'v.made_by'))
    .select(['v.number', 'v.source', 'v.shipped', 'v.note', 'v.made_at', 's.name as made_by'])
    .where('v.slug', '=', slug)
    .orderBy('v.number', 'desc')
    .execute();
}

/** How many requests were ever sent of each type. */
export async function countUses(tx: VillageTx): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('letter_request')
    .select(['type_slug', sql<number>`count(*)::int`.as('uses')])
    .where('sent_at', 'is not', null)
    .groupBy('type_slug')
    .execute();
  return new Map(rows.map(({ type_slug, uses }) => [type_slug, uses]));
}
