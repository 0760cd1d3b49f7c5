import type { VillageTx } from '#lib/server/platform/index.ts';
import { findPerson } from './account-store.ts';

/** Whether a resident signs in: their account is open, and its first PIN was changed. */
export async function usesAccount(tx: VillageTx, residentId: string): Promise<boolean> {
  return (await findPerson(tx, residentId))?.state === 'active';
}
