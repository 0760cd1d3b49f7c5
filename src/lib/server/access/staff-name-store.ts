import type { VillageTx } from '#lib/server/platform/index.ts';

/** Every officer's account by name, closed ones too: they stand in the trail. */
export async function findStaffNames(tx: VillageTx): Promise<{ id: string; name: string }[]> {
  return tx.selectFrom('staff_account').select(['id', 'name']).orderBy('name').execute();
}
