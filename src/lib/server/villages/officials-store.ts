import type { Insertable, Updateable } from 'kysely';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

/** @returns the official's id */
export async function insertOfficial(
  tx: VillageTx,
  row: Insertable<DB['official']>,
): Promise<string> {
  const { id } = await tx
    .insertInto('official')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateOfficial(
  tx: VillageTx,
  id: string,
  values: Updateable<DB['official']>,
): Promise<void> {
  await tx.updateTable('official').set(values).where('id', '=', id).execute();
}

/** An official, locked until the transaction ends. */
export async function findOfficialLocked(tx: VillageTx, id: string) {
  return tx
    .selectFrom('official')
    .select(['id', 'name', 'photo_file_id'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}
