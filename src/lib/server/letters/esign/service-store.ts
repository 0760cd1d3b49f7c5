import type { Insertable } from 'kysely';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

export async function findService(tx: VillageTx) {
  return tx.selectFrom('signing_service').selectAll().executeTakeFirst();
}

export async function saveServiceRow(tx: VillageTx, row: Insertable<DB['signing_service']>) {
  const { village_id: _, ...values } = row;
  await tx
    .insertInto('signing_service')
    .values(row)
    .onConflict((oc) => oc.column('village_id').doUpdateSet(values))
    .execute();
}
