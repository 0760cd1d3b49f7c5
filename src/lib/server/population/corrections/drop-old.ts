import { dropStoredFile, now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { forgetDraft } from './cancel-correction.ts';
import { findOldDraftsLocked, findOldProofs } from './correction-store.ts';

const day = 24 * 60 * 60_000;
const ago = (days: number) => new Date(now().getTime() - days * day);

/** Days after which a draft that nobody goes on with is given up, as a letter's. */
const draftLife = 90;

/**
 * Deletes proofs of requests that were answered longer ago than the village keeps uploads. The
 * requests still tell that they were there.
 * @returns how many files, at most `limit`
 */
export async function dropOldProofs(
  tx: VillageTx,
  village: VillageContext,
  limit: number,
): Promise<number> {
  const files = await findOldProofs(tx, ago(village.uploadRetentionDays), limit);
  for (const id of files) await dropStoredFile(tx, id);
  return files.length;
}

/**
 * Forgets requests that were begun and left lying for 90 days.
 * @returns how many, at most `limit`
 */
export async function dropOldCorrectionDrafts(
  tx: VillageTx,
  _village: VillageContext,
  limit: number,
): Promise<number> {
  const ids = await findOldDraftsLocked(tx, ago(draftLife), limit);
  for (const id of ids) await forgetDraft(tx, id);
  return ids.length;
}
