import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';

function persons(tx: VillageTx) {
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
    .select([
      'r.id',
      'r.nik',
      'r.nik_temporary',
      'r.name',
      'r.sex',
      'r.birth_place',
      'r.religion',
      'r.education',
      'r.occupation',
      'r.marital_status',
      'r.relation',
      'r.citizenship',
      'r.blood_type',
      'r.father_name',
      'r.mother_name',
      'r.phone',
      'r.family_id',
      'r.address',
      'r.current_address',
      'r.basic_status',
      sql<string | null>`r.birth_date`.as('birth_date'),
      'f.kk_number',
      'f.address as family_address',
      'h.name as head_name',
      'a.hamlet',
      'a.rt',
      'a.rw',
    ]);
}

export async function findPersonRow(tx: VillageTx, id: string) {
  return persons(tx).where('r.id', '=', id).executeTakeFirst();
}

export async function findPersonRows(tx: VillageTx, ids: readonly string[]) {
  return persons(tx)
    .where('r.id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
}

/** Members of a family who live here (1), or who died (2). */
export async function findFamilyRows(tx: VillageTx, familyId: string, basicStatus: 1 | 2) {
  return persons(tx)
    .where('r.family_id', '=', familyId)
    .where('r.basic_status', '=', basicStatus)
    .where('r.merged_into', 'is', null)
    .orderBy('r.relation')
    .orderBy('r.birth_date')
    .execute();
}
