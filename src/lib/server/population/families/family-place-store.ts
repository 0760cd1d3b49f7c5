import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { FamilyRow } from './family-store.ts';

type Place = Pick<FamilyRow, 'kk_number' | 'area_id' | 'address'>;

/**
 * Members whose record said what their family's card said follow it: to its new place, and with its
 * former number as their former one.
 */
export async function moveMembersAlong(
  tx: VillageTx,
  familyId: string,
  before: Place,
  after: Place,
): Promise<void> {
  const members = () =>
    tx
      .updateTable('resident')
      .where('family_id', '=', familyId)
      .where('basic_status', '=', 1)
      .where('merged_into', 'is', null);
  if (after.area_id !== before.area_id)
    await members()
      .set({ area_id: after.area_id, updated_at: sql`now()` })
      .where(sql<boolean>`area_id is not distinct from ${before.area_id}::uuid`)
      .execute();
  if (after.address !== before.address)
    await members()
      .set({ address: after.address, updated_at: sql`now()` })
      .where('address', '=', before.address)
      .execute();
  if (after.kk_number !== before.kk_number)
    await members()
      .set({ previous_kk: before.kk_number, updated_at: sql`now()` })
      .execute();
}
