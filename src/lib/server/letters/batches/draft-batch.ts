import { Refusal } from '#lib/domain/refusal.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { requireOfficer } from '../policy.ts';
import { lockBatch, type BatchRow } from './batch-store.ts';

/**
 * A list that is still being put together, held; a colleague may go on with it.
 * @throws Refusal 'forbidden', 'not-found', 'conflict' once it was handed on
 */
export async function takeDraft(
  tx: VillageTx,
  visitor: Visitor,
  batchId: string,
): Promise<{ batch: BatchRow; officer: StaffVisitor }> {
  requireOfficer(visitor, 'letters.counter');
  const batch = await lockBatch(tx, batchId);
  if (batch.state !== 'draft')
    throw new Refusal(
      'conflict',
      'Daftar ini sudah diajukan, jadi tidak bisa diubah lagi. Muat ulang halaman.',
    );
  return { batch, officer: visitor };
}
