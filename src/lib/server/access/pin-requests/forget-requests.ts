import { dropStoredFile, now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { deleteOldRequests, findOldPictures, updateRequest } from './request-store.ts';

const day = 24 * 60 * 60_000;
const ago = (days: number) => new Date(now().getTime() - days * day);

/** Days for which the picture of a decided request is kept, should somebody object. */
const pictureDays = 30;
/** Days after which a request that nobody decided is given up. */
const waitingDays = 90;

/**
 * Deletes the pictures of requests that were decided a month ago, or as long as the village keeps
 * uploads where that is shorter.
 * @returns how many, at most `limit`
 */
export async function dropPinRequestPictures(
  tx: VillageTx,
  village: VillageContext,
  limit: number,
): Promise<number> {
  const before = ago(Math.min(pictureDays, village.uploadRetentionDays));
  const old = await findOldPictures(tx, before, limit);
  for (const { id, file_id: fileId } of old) {
    await updateRequest(tx, id, { file_id: null });
    await dropStoredFile(tx, fileId);
  }
  return old.length;
}

/**
 * Forgets requests: decided ones when the village's time for uploads is over, others after 90 days.
 * @returns how many, at most `limit`
 */
export async function dropOldPinRequests(
  tx: VillageTx,
  village: VillageContext,
  limit: number,
): Promise<number> {
  const old = await deleteOldRequests(
    tx,
    ago(village.uploadRetentionDays),
    ago(waitingDays),
    limit,
  );
  for (const { file_id: fileId } of old) if (fileId) await dropStoredFile(tx, fileId);
  return old.length;
}
