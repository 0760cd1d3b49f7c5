import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { dropStoredFile, now, type VillageTx } from '#lib/server/platform/index.ts';
import { deleteCorrection, findProofs, updateCorrection } from './correction-store.ts';
import { getOwnLocked } from './own-correction.ts';

/**
 * Takes a request back before the office has decided. One that was never sent is forgotten, with its
 * proofs.
 * @throws Refusal 'conflict' once it was decided
 */
export async function cancelCorrection(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  id: string,
): Promise<void> {
  const row = await getOwnLocked(tx, visitor, id);
  if (row.state === 'draft') return forgetDraft(tx, row.id);
  if (row.state === 'cancelled') return;
  if (row.state !== 'waiting')
    throw new Refusal(
      'conflict',
      'Permintaan ini sudah dijawab petugas desa, jadi tidak bisa dibatalkan lagi.',
    );
  await updateCorrection(tx, row.id, { state: 'cancelled', decided_at: now() });
  await recordEvent(tx, villageId, visitor, {
    action: 'population.cancel-correction',
    subjectKind: 'correction',
    subjectId: row.id,
    residentId: row.resident_id,
  });
}

/** Does away with a draft and what was attached to it. */
export async function forgetDraft(tx: VillageTx, id: string): Promise<void> {
  const proofs = await findProofs(tx, id);
  await deleteCorrection(tx, id);
  for (const proof of proofs) await dropStoredFile(tx, proof.id);
}
