import { requireOfficer } from '#lib/domain/authority.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { dropStoredFile, type VillageTx } from '#lib/server/platform/index.ts';
import { archiveAhead, archiveEnd, type VillageContext } from '#lib/server/villages/index.ts';
import { countProofs, findOldProofs } from './payment-store.ts';

/**
 * Deletes proofs of what was handed out that are older than the village keeps its archive. The entries
 * themselves stay.
 * @returns how many files, at most `limit`
 */
export async function dropOldPaymentProofs(
  tx: VillageTx,
  village: VillageContext,
  limit: number,
): Promise<number> {
  const files = await findOldProofs(tx, archiveEnd(village), limit);
  for (const id of files) await dropStoredFile(tx, id);
  return files.length;
}

/** How many proofs are kept, and how many of them go within three months. */
export async function countProofRetention(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<{ all: number; going: number }> {
  requireOfficer(visitor, 'village.settings');
  return countProofs(tx, archiveEnd(village, archiveAhead));
}
