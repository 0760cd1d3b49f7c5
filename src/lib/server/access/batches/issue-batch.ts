import { validDays, type ValidDays } from '#lib/domain/pin-batch.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { platform, type VillageTx } from '#lib/server/platform/index.ts';
import { requireFreshProof } from '../fresh-proof.ts';
import { mustManageAccounts } from '../policy.ts';
import { deleteBatch, lockBatch, updateBatch, type BatchRow } from './batch-store.ts';

/**
 * Says yes to a batch: its PINs are made in the background (`carryOutBatch`). Also begins anew one
 * that failed.
 * @param input.validDays how long the slips wait for their first use
 * @param input.signInUrl what the slips lead to
 * @throws Refusal `forbidden`, `proof-needed`, `not-found`, `conflict` (not waiting for a yes)
 */
export async function issueBatch(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  input: { batchId: string; validDays: number; signInUrl: string },
): Promise<void> {
  mustManageAccounts(visitor);
  requireFreshProof(visitor);
  const days = validDays.find((days): days is ValidDays => days === input.validDays);
  if (!days) {
    const message = 'Pilih berapa lama slip berlaku.';
    throw new Refusal('invalid', message, { berlaku: message });
  }
  const batch = await getLockedBatch(tx, input.batchId);
  if ((batch.state !== 'preview' && batch.state !== 'failed') || batch.total === 0)
    throw new Refusal('conflict', 'PIN massal ini tidak sedang menunggu persetujuan. Muat ulang.');
  await updateBatch(tx, batch.id, {
    state: 'working',
    done: 0,
    valid_days: days,
    sign_in_url: input.signInUrl,
    issued_by: visitor.staffId,
    issuer: JSON.stringify({
      kind: visitor.kind,
      staffId: visitor.staffId,
      name: visitor.name,
      position: visitor.position,
      residentId: visitor.residentId,
    }),
  });
  await recordEvent(tx, villageId, visitor, {
    action: 'access.issue-batch',
    subjectKind: 'pin-batch',
    subjectId: batch.id,
    details: { name: batch.name, count: batch.total },
  });
  await platform().jobs.send(tx, 'pin-batch', { villageId, batchId: batch.id });
}

/**
 * Says no to a batch that was only shown: it is forgotten.
 * @throws Refusal `forbidden`, `not-found`, `conflict` once it was said yes to
 */
export async function dropBatch(tx: VillageTx, visitor: Visitor, batchId: string): Promise<void> {
  mustManageAccounts(visitor);
  const batch = await getLockedBatch(tx, batchId);
  if (batch.state !== 'preview')
    throw new Refusal('conflict', 'PIN massal ini sudah tidak bisa dibatalkan. Muat ulang.');
  await deleteBatch(tx, batchId);
}

async function getLockedBatch(tx: VillageTx, batchId: string): Promise<BatchRow> {
  const batch = await lockBatch(tx, batchId);
  if (!batch) throw new Refusal('not-found', 'PIN massal ini tidak ditemukan.');
  return batch;
}
