import { type Insertable, sql, type Updateable } from 'kysely';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

/** A family's row, locked until the transaction ends. */
export async function lockFamilyRow(tx: VillageTx, id: string) {
  return tx
    .selectFrom('family')
    .select([
      'id',
      'kk_number',
      'head_id',
      'area_id',
      'address',
      'social_class',
      'registered_on',
      'card_printed_on',
      'closed_on',
    ])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}
export type FamilyRow = NonNullable<Awaited<ReturnType<typeof lockFamilyRow>>>;

export async function findFamilyIdByKk(tx: VillageTx, kk: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('family')
    .select('id')
    .where('kk_number', '=', kk)
    .executeTakeFirst();
  return row?.id;
}

/** Everybody whose record names the family, also those who have died or left; head first. */
export async function findMemberRows(tx: VillageTx, familyId: string) {
  return tx
    .selectFrom('resident as r')
    .select([
      'r.id',
      'r.name',
      'r.sex',
      'r.relation',
      'r.basic_status',
      'r.family_id',
      'r.father_name as fatherName',
      'r.mother_name as motherName',
      'r.birth_date',
    ])
    .where('r.family_id', '=', familyId)
    .where('r.merged_into', 'is', null)
    .orderBy('r.relation')
    .orderBy('r.birth_date')
    .orderBy('r.id')
    .execute();
}
export type MemberRow = Awaited<ReturnType<typeof findMemberRows>>[number];

export async function insertFamily(
  tx: VillageTx,
  family: Insertable<DB['family']>,
): Promise<string> {
  return (await tx.insertInto('family').values(family).returning('id').executeTakeFirstOrThrow())
    .id;
}

/** Changes a family under the change that the transaction has declared. */
export async function updateFamily(
  tx: VillageTx,
  id: string,
  values: Updateable<DB['family']>,
): Promise<void> {
  await tx
    .updateTable('family')
    .set({ ...values, updated_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}

/** Changes residents under the change that the transaction has declared. */
export async function updateResidents(
  tx: VillageTx,
  ids: readonly string[],
  values: Updateable<DB['resident']>,
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('resident')
    .set({ ...values, updated_at: sql`now()` })
    .where('id', 'in', ids)
    .execute();
}

/** Removes a family that nobody's record names any more; does nothing to one that is named. */
export async function removeUnusedFamily(tx: VillageTx, id: string): Promise<void> {
  await tx
    .deleteFrom('family')
    .where('id', '=', id)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('resident').select('id').where('family_id', '=', id))),
    )
    .execute();
}
