import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** A family with its head, as official forms begin. */
export async function findFormFamilyRow(tx: VillageTx, familyId: string) {
  return tx
    .selectFrom('family as f')
    .leftJoin('resident as h', (j) =>
      j.onRef('h.village_id', '=', 'f.village_id').onRef('h.id', '=', 'f.head_id'),
    )
    .leftJoin('area as a', (j) =>
      j.onRef('a.village_id', '=', 'f.village_id').onRef('a.id', '=', 'f.area_id'),
    )
    .select([
      'f.kk_number',
      'f.address',
      'h.name as head_name',
      'h.phone',
      'h.email',
      'a.hamlet',
      'a.rt',
      'a.rw',
    ])
    .where('f.id', '=', familyId)
    .executeTakeFirst();
}

/** Its living members with all that F-1.01 asks: the head, then by relation and age. */
export async function findFormMembers(tx: VillageTx, familyId: string) {
  return tx
    .selectFrom('resident')
    .select([
      'name',
      'title_before',
      'title_after',
      'nik',
      'nik_temporary',
      'sex',
      'birth_place',
      'birth_certificate',
      'blood_type',
      'religion',
      'marital_status',
      'marriage_certificate',
      'divorce_certificate',
      'relation',
      'disability',
      'education',
      'occupation',
      'citizenship',
      'passport',
      'stay_permit',
      'father_name',
      'father_nik',
      'mother_name',
      'mother_nik',
      sql<string | null>`birth_date`.as('birth_date'),
      sql<string | null>`married_on`.as('married_on'),
      sql<string | null>`divorced_on`.as('divorced_on'),
      sql<string | null>`passport_until`.as('passport_until'),
    ])
    .where('family_id', '=', familyId)
    .where('basic_status', '=', 1)
    .where('merged_into', 'is', null)
    .orderBy(sql`coalesce(relation, 99)`)
    .orderBy('birth_date')
    .orderBy('id')
    .execute();
}
