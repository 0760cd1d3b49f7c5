import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** A family as its card heads it. */
export async function findCardFamily(tx: VillageTx, familyId: string) {
  return tx
    .selectFrom('family as f')
    .leftJoin('resident as h', (j) =>
      j.onRef('h.village_id', '=', 'f.village_id').onRef('h.id', '=', 'f.head_id'),
    )
    .leftJoin('area as a', (j) =>
      j.onRef('a.village_id', '=', 'f.village_id').onRef('a.id', '=', 'f.area_id'),
    )
    .select([
      'f.id',
      'f.kk_number',
      'f.address',
      'f.card_printed_on',
      'h.name as head_name',
      'a.hamlet',
      'a.rw',
      'a.rt',
    ])
    .where('f.id', '=', familyId)
    .executeTakeFirst();
}
export type CardFamily = NonNullable<Awaited<ReturnType<typeof findCardFamily>>>;

/** Living members with all that the card says of them: the head, then by relation and age. */
export async function findCardMembers(tx: VillageTx, familyId: string) {
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
      'birth_date',
      'religion',
      'education',
      'occupation',
      'blood_type',
      'marital_status',
      'married_on',
      'divorced_on',
      'relation',
      'citizenship',
      'passport',
      'stay_permit',
      'father_name',
      'mother_name',
    ])
    .where('family_id', '=', familyId)
    .where('basic_status', '=', 1)
    .where('merged_into', 'is', null)
    .orderBy(sql`coalesce(relation, 99)`)
    .orderBy('birth_date')
    .orderBy('id')
    .execute();
}
export type CardMember = Awaited<ReturnType<typeof findCardMembers>>[number];
