import { sql, type Updateable } from 'kysely';
import type { ResidentValues } from '#lib/domain/resident-fields.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

export type ResidentRow = NonNullable<Awaited<ReturnType<typeof lockResident>>>;

/** Everything of a resident, kept from anyone else until the transaction ends. */
export async function lockResident(tx: VillageTx, id: string) {
  return tx.selectFrom('resident').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Needs a declared change (declare-change.ts). */
export async function updateResident(
  tx: VillageTx,
  id: string,
  values: ResidentValues | Updateable<DB['resident']>,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('resident')
    .set({ ...(values as Updateable<DB['resident']>), updated_at: at })
    .where('id', '=', id)
    .execute();
}

export async function findAreaExists(tx: VillageTx, id: string): Promise<boolean> {
  const row = await tx.selectFrom('area').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

/** The fields of a resident that changed after an instant, newest change first, with what they were. */
export async function findFieldsChangedSince(tx: VillageTx, residentId: string, since: Date) {
  return tx
    .selectFrom('register_change_field as f')
    .innerJoin('register_change as c', (j) =>
      j.onRef('c.village_id', '=', 'f.village_id').onRef('c.id', '=', 'f.change_id'),
    )
    .select(['f.field', 'f.old', 'c.actor_name', 'c.at'])
    .where('f.subject_id', '=', residentId)
    .where('f.subject_kind', '=', 'resident')
    .where('c.at', '>', since)
    .orderBy('c.at', 'desc')
    .orderBy(sql`c.id`, 'desc')
    .execute();
}

export async function findPhotoId(tx: VillageTx, residentId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('resident')
    .select('photo_file_id')
    .where('id', '=', residentId)
    .executeTakeFirst();
  return row?.photo_file_id ?? undefined;
}
