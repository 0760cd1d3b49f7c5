import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { deleteOldCodes } from './code-store.ts';
import { deleteContactsGoneBefore, noteWhoIsGone } from './contact-store.ts';
import { deleteDeliveries } from './delivery-store.ts';

const day = 24 * 60 * 60_000;
const ago = (days: number) => new Date(now().getTime() - days * day);

/** Forgets what was sent, or not, after 90 days. @returns how many */
export const dropOldDeliveries = (tx: VillageTx): Promise<number> => deleteDeliveries(tx, ago(90));

/** Forgets codes a day after they were sent. @returns how many */
export const dropOldCodes = (tx: VillageTx): Promise<number> => deleteOldCodes(tx, ago(1));

/**
 * Forgets how somebody is reached 30 days after the register said that they died or left: until then the
 * event can be undone, and their contacts come back with it.
 * @returns how many contacts, at most `limit`
 */
export async function dropContactsOfGone(
  tx: VillageTx,
  _village: VillageContext,
  limit: number,
): Promise<number> {
  await noteWhoIsGone(tx, now());
  return deleteContactsGoneBefore(tx, ago(30), limit);
}
