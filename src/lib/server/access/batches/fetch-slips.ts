import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, readStoredFile, type VillageTx } from '#lib/server/platform/index.ts';
import { requireFreshProof } from '../fresh-proof.ts';
import { mustManageAccounts } from '../policy.ts';
import { lockBatch, updateBatch } from './batch-store.ts';
import { isFetchable } from './batch-view.ts';

/**
 * The document of a batch's slips, to be printed. Fetched once, within a day; again only for a few
 * minutes, for a line that broke.
 * @throws Refusal `forbidden`, `proof-needed`, `not-found`, `conflict` (not made yet, or forgotten)
 */
export async function fetchSlips(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  batchId: string,
): Promise<Buffer> {
  mustManageAccounts(visitor);
  const batch = await lockBatch(tx, batchId);
  if (!batch) throw new Refusal('not-found', 'PIN massal ini tidak ditemukan.');
  requireFreshProof(visitor);
  if (!isFetchable(batch))
    throw new Refusal(
      'conflict',
      'Dokumen slip ini tidak ada lagi. Untuk yang belum diserahkan, buatkan PIN ulang.',
    );
  const { content } = await readStoredFile(tx, villageId, batch.file_id!);
  if (!batch.fetched_at) await updateBatch(tx, batchId, { fetched_at: now() });
  await recordEvent(tx, villageId, visitor, {
    action: 'access.fetch-slips',
    subjectKind: 'pin-batch',
    subjectId: batchId,
    details: { name: batch.name, count: batch.total },
  });
  return content;
}
