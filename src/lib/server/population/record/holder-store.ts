import type { VillageTx } from '#lib/server/platform/index.ts';

/** Who has this NIK; of a merged double, the record that is used now. */
export async function findHolder(tx: VillageTx, nik: string) {
  return tx
    .selectFrom('resident as r')
    .leftJoin('resident as k', (j) =>
      j.onRef('k.village_id', '=', 'r.village_id').onRef('k.id', '=', 'r.merged_into'),
    )
    .select((eb) => [
      eb.fn.coalesce('k.id', 'r.id').as('id'),
      eb.fn.coalesce('k.name', 'r.name').as('name'),
      'r.merged_into',
    ])
    .where('r.nik', '=', nik)
    .executeTakeFirst();
}
