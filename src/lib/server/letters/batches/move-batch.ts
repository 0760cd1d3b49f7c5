import { Refusal } from '#lib/domain/refusal.ts';
import { move, type Position, type RequestAction } from '#lib/domain/request-status.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { requireOfficer } from '../policy.ts';
import { promiseDay } from '../promise-day.ts';
import { chainOf, today, typeOf } from '../request-context.ts';
import { actingOfficer, inCapacity } from '../signers/acting.ts';
import { answerProblems } from './answer-batch.ts';
import {
  deleteBatch,
  lockBatch,
  updateBatch,
  type BatchRow,
  type BatchStep,
} from './batch-store.ts';
import { takeDraft } from './draft-batch.ts';
import { leaveOutOwn } from './item-store.ts';
import { judgeWholeList } from './list-residents.ts';

const longestReason = 600;

/** Where a list stands, for request-status.ts: it moves as each of its letters would. */
export const positionOfBatch = (
  batch: Pick<BatchRow, 'state' | 'definition' | 'chain_step'>,
): Position => ({
  status: batch.state === 'draft' ? 'draft' : 'processing',
  chain: chainOf(typeOf(batch)),
  step: batch.chain_step,
});

export interface BatchInput {
  batchId: string;
  /** The version the officer was looking at. */
  version: number;
}

/**
 * Holds the list and finds where the action leads. Nobody moves their own letter on: who moves the list
 * and stands on it gets none.
 * @throws Refusal 'not-found', 'conflict' when it was changed meanwhile, 'forbidden' when it does not
 *   wait for this officer
 */
export async function takeBatchStep(
  tx: VillageTx,
  officer: StaffVisitor,
  input: BatchInput,
  action: RequestAction,
): Promise<{ batch: BatchRow; position: Position }> {
  const batch = await lockBatch(tx, input.batchId);
  if (batch.version !== input.version || batch.state === 'working' || batch.state === 'done')
    throw new Refusal(
      'conflict',
      'Daftar ini baru saja diubah petugas lain. Muat ulang halaman, lalu periksa lagi.',
    );
  const position = move(positionOfBatch(batch), action, { kind: 'staff', roles: officer.roles });
  if (!position)
    throw new Refusal('forbidden', 'Daftar ini tidak menunggu tindakan ini dari Anda.');
  if (officer.residentId && action !== 'send-back')
    await leaveOutOwn(tx, batch.id, officer.residentId);
  return { batch, position };
}

const stepOf = (action: BatchStep['action'], officer: StaffVisitor): BatchStep => ({
  at: now().toISOString(),
  action,
  by: officer.staffId,
  position: officer.position,
});

/**
 * Hands a list on: the officer who put it together has verified it, as at the counter.
 * @throws Refusal 'invalid' with what is missing, or when nobody on it gets a letter; 'forbidden',
 *   'conflict'
 */
export async function fileBatch(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: BatchInput,
): Promise<void> {
  requireOfficer(visitor, 'letters.counter');
  const { batch, position } = await takeBatchStep(tx, visitor, input, 'file');
  const type = typeOf(batch);
  if (Object.keys(answerProblems(batch, today(village))).length)
    throw new Refusal('invalid', 'Isian surat belum lengkap. Buka Isian, lalu lengkapi.');
  const gets = await judgeWholeList(tx, village, batch, visitor.residentId);
  if (gets === 0)
    throw new Refusal('invalid', 'Belum ada warga yang akan mendapat surat. Tambah warga dulu.');
  const at = now();
  await updateBatch(tx, batch, {
    state: 'processing',
    chain_step: position.step,
    steps: JSON.stringify([stepOf('file', visitor)]),
    reason: null,
    prepared_by: visitor.staffId,
    filed_at: at,
    promised_on: await promiseDay(tx, village, type),
    updated_at: at,
  });
  await record(tx, village, visitor, batch, 'letters.file-batch', { count: gets });
}

/**
 * Forwards a list to the next in its chain.
 * @throws Refusal 'forbidden', 'conflict'
 */
export async function forwardBatch(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: BatchInput,
): Promise<void> {
  requireOfficer(visitor, 'requests.read');
  const acting = await actingOfficer(tx, village, visitor);
  requireOfficer(acting, 'requests.process');
  const { batch, position } = await takeBatchStep(tx, acting, input, 'forward');
  const officer = inCapacity(acting, { ...batch, status: 'processing' });
  await updateBatch(tx, batch, {
    chain_step: position.step,
    steps: JSON.stringify([...batch.steps, stepOf('forward', officer)]),
    updated_at: now(),
  });
  await record(tx, village, officer, batch, 'letters.forward-batch');
}

/**
 * Sends a list back to who put it together; not one of which letters were made already.
 * @throws Refusal 'invalid' without a reason, 'forbidden', 'conflict'
 */
export async function sendBackBatch(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: BatchInput & { reason: string },
): Promise<void> {
  requireOfficer(visitor, 'requests.read');
  const acting = await actingOfficer(tx, village, visitor);
  requireOfficer(acting, 'requests.process');
  const reason = input.reason.trim();
  if (reason.length < 5 || reason.length > longestReason) {
    const message = `Tulis apa yang perlu diperbaiki, 5 sampai ${longestReason} huruf.`;
    throw new Refusal('invalid', message, { alasan: message });
  }
  const { batch } = await takeBatchStep(tx, acting, input, 'send-back');
  if (batch.state === 'stopped')
    throw new Refusal(
      'conflict',
      'Sebagian surat sudah jadi, jadi daftar ini tidak bisa dikembalikan.',
    );
  await updateBatch(tx, batch, {
    state: 'draft',
    chain_step: 0,
    steps: JSON.stringify([]),
    reason,
    filed_at: null,
    updated_at: now(),
  });
  const officer = inCapacity(acting, { ...batch, status: 'processing' });
  await record(tx, village, officer, batch, 'letters.send-back-batch', { reason });
}

/**
 * Throws away a list that is still being put together.
 * @throws Refusal 'forbidden', 'conflict' once it was handed on
 */
export async function dropLetterBatch(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  batchId: string,
): Promise<void> {
  const { batch, officer } = await takeDraft(tx, visitor, batchId);
  await deleteBatch(tx, batch.id);
  await record(tx, village, officer, batch, 'letters.drop-batch');
}

/** Writes an act on a list into the audit trail. */
export async function record(
  tx: VillageTx,
  village: VillageContext,
  officer: StaffVisitor,
  batch: BatchRow,
  action: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  await recordEvent(tx, village.id, officer, {
    action,
    subjectKind: 'letter-batch',
    subjectId: batch.id,
    details: { name: batch.name, type: typeOf(batch).name, ...details },
  });
}
