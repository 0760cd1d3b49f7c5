import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';

export type RecordRow = NonNullable<Awaited<ReturnType<typeof findRecord>>>;

/** Everything the register holds of a resident, with family and place. */
export async function findRecord(tx: VillageTx, id: string) {
  return tx
    .selectFrom('resident as r')
    .leftJoin('family as f', (j) =>
      j.onRef('f.village_id', '=', 'r.village_id').onRef('f.id', '=', 'r.family_id'),
    )
    .leftJoin('resident as h', (j) =>
      j.onRef('h.village_id', '=', 'f.village_id').onRef('h.id', '=', 'f.head_id'),
    )
    .leftJoin('area as a', (j) =>
      j
        .onRef('a.village_id', '=', 'r.village_id')
        .on('a.id', '=', sql`coalesce(r.area_id, f.area_id)`),
    )
    .leftJoin('household as o', (j) =>
      j.onRef('o.village_id', '=', 'r.village_id').onRef('o.id', '=', 'r.household_id'),
    )
    .selectAll('r')
    .select([
      'f.kk_number',
      'f.address as family_address',
      'h.name as head_name',
      'o.number as household_number',
      'a.hamlet',
      'a.rt',
      'a.rw',
    ])
    .where('r.id', '=', id)
    .executeTakeFirst();
}

export async function findNameRows(tx: VillageTx, ids: readonly string[]) {
  return tx.selectFrom('resident').select(['id', 'name']).where('id', 'in', ids).execute();
}

/** Residents whose name holds all of `typed`, in order of name. */
export async function findNamesLike(tx: VillageTx, typed: string, limit: number) {
  const words = `%${typed.replace(/[%_\\]/g, '\\$&')}%`;
  return tx
    .selectFrom('resident as r')
    .leftJoin('area as a', (j) =>
      j.onRef('a.village_id', '=', 'r.village_id').onRef('a.id', '=', 'r.area_id'),
    )
    .select(['r.id', 'r.name', 'a.hamlet', 'a.rt'])
    .where('r.name', 'ilike', words)
    .where('r.merged_into', 'is', null)
    .orderBy('r.name')
    .orderBy('r.id')
    .limit(limit)
    .execute();
}

/** Whose NIK it is; of a merged double, the record that is used now. */
export async function findIdOfNik(tx: VillageTx, nik: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('resident')
    .select((eb) => eb.fn.coalesce('merged_into', 'id').as('id'))
    .where('nik', '=', nik)
    .executeTakeFirst();
  return row?.id;
}
