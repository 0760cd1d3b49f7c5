import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { deleteOld } from './comment-store.ts';

const day = 24 * 60 * 60_000;

/** Days after which a comment that does not stand anywhere is deleted. */
const commentLife = 90;

/**
 * Deletes comments that nobody reads any more: refused, taken back, or never decided on for 90 days; and
 * all of an article that was removed as long ago.
 * @returns how many, at most `limit`
 */
export const dropOldComments = (
  tx: VillageTx,
  _village: VillageContext,
  limit: number,
): Promise<number> => deleteOld(tx, new Date(now().getTime() - commentLife * day), limit);
