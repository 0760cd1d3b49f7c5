import { Refusal } from '#lib/domain/refusal.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { recordEvents } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { mustManageAccounts } from '../policy.ts';
import { findBatch } from './batch-store.ts';
import { markHanded, unmarkHanded } from './slip-store.ts';

const longestName = 100;

/**
 * Notes that slips were handed over. Those that are noted already stay as they are.
 * @param input.receivedBy who took them, where not each person their own; empty for that
 * @returns how many were noted now
 * @throws Refusal `forbidden`, `not-found`, `invalid` (nobody ticked)
 */
export async function handOverSlips(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  input: { batchId: string; residentIds: readonly string[]; receivedBy: string },
): Promise<number> {
  mustManageAccounts(visitor);
  await getBatch(tx, input.batchId);
  const ids = input.residentIds.filter(isId);
  if (ids.length === 0) {
    const message = 'Centang dahulu warga yang sudah menerima slip.';
    throw new Refusal('invalid', message, { warga: message });
  }
  const receivedBy = input.receivedBy.trim();
  if (receivedBy.length > longestName) {
    const message = `Nama penerima paling panjang ${longestName} huruf.`;
    throw new Refusal('invalid', message, { penerima: message });
  }
  const noted = await markHanded(tx, input.batchId, ids, {
    at: now(),
    by: visitor.staffId,
    receivedBy: receivedBy || null,
  });
  await record(tx, villageId, visitor, noted, 'access.hand-over-slip', {
    batch: input.batchId,
    ...(receivedBy && { to: receivedBy }),
  });
  return noted.length;
}

/**
 * Takes back a wrong tick.
 * @throws Refusal `forbidden`, `not-found`
 */
export async function takeBackHandOver(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  input: { batchId: string; residentId: string },
): Promise<void> {
  mustManageAccounts(visitor);
  await getBatch(tx, input.batchId);
  if (!isId(input.residentId)) return;
  if (await unmarkHanded(tx, input.batchId, input.residentId))
    await record(tx, villageId, visitor, [input.residentId], 'access.take-back-hand-over', {
      batch: input.batchId,
    });
}

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

async function getBatch(tx: VillageTx, batchId: string) {
  if (!(await findBatch(tx, batchId)))
    throw new Refusal('not-found', 'PIN massal ini tidak ditemukan.');
}

async function record(
  tx: VillageTx,
  villageId: number,
  visitor: StaffVisitor,
  residentIds: readonly string[],
  action: string,
  details: Record<string, unknown>,
) {
  await recordEvents(
    tx,
    villageId,
    visitor,
    residentIds.map((id) => ({
      action,
      subjectKind: 'resident',
      subjectId: id,
      residentId: id,
      details,
    })),
  );
}
