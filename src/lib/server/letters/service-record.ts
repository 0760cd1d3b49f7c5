import { addDays } from '#lib/domain/dates-id.ts';
import { FEWEST_TOLD } from '#lib/domain/small-cells.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { today } from './request-context.ts';
import { findFinished } from './letter-store.ts';

/** How the village kept its promise for one kind of letter in the last twelve months. */
export interface ServiceRecord {
  finished: number;
  /** Whole percent that were ready on or before the promised day. */
  onTime: number;
  /** Days from the request to the letter in the usual (median) case. */
  medianDays: number;
}

/** Public: no person can be told from it. Undefined where too few letters were asked for. */
export async function serviceRecord(
  tx: VillageTx,
  village: VillageContext,
  slug: string,
): Promise<ServiceRecord | undefined> {
  const since = addDays(today(village), -365);
  const found = await findFinished(tx, slug, since, village.timeZone);
  if (found.finished < FEWEST_TOLD || found.median_days === null) return undefined;
  return {
    finished: found.finished,
    onTime: Math.round((100 * found.on_time) / found.finished),
    medianDays: found.median_days,
  };
}
