import { Refusal } from '#lib/domain/refusal.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { requireFreshProof } from '#lib/server/access/index.ts';
import { now, platform, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { certificateState } from '../certificates.ts';
import { findSigningWay } from '../esign/signing-way.ts';
import { requireOfficer } from '../policy.ts';
import { typeOf } from '../request-context.ts';
import { actingOfficer, requireSignatory } from '../signers/acting.ts';
import { updateBatch } from './batch-store.ts';
import { countItems, forgetProblems } from './item-store.ts';
import { record, takeBatchStep, type BatchInput } from './move-batch.ts';

/** Who approved a list, as it is kept for the making of its letters. */
export type Approver = Pick<
  StaffVisitor,
  'kind' | 'staffId' | 'name' | 'position' | 'roles' | 'residentId'
>;

/**
 * Approves a whole list with one proof, as approveRequest does one letter: its letters are made in the
 * background (`carryOutLetterBatch`), each under the authority that the officer has on its day. Also goes
 * on with one that stopped half-way.
 * @param input.origin of the village's pages, for the QR codes
 * @throws Refusal 'forbidden' for who may sign nothing today, 'proof-needed', 'conflict', 'unavailable'
 *   when the certificate is missing or has expired
 */
export async function approveBatch(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: BatchInput & { origin: string },
): Promise<void> {
  requireOfficer(visitor, 'requests.read');
  const officer = await actingOfficer(tx, village, visitor);
  requireOfficer(officer, 'letters.approve');
  requireFreshProof(visitor);
  const { batch } = await takeBatchStep(tx, officer, input, 'approve');
  requireSignatory(officer);
  const electronic = typeOf(batch).signature === 'electronic';
  if (electronic && (await findSigningWay(tx, village)).method === 'certificate')
    await requireCertificate(tx);
  const { kind, staffId, name, position, roles, residentId } = visitor;
  const approver: Approver = { kind, staffId, name, position, roles, residentId };
  await forgetProblems(tx, batch.id);
  const at = now();
  await updateBatch(tx, batch, {
    state: 'working',
    reason: null,
    approver: JSON.stringify(approver),
    origin: input.origin,
    approved_at: at,
    updated_at: at,
  });
  const { gets, made } = await countItems(tx, batch.id);
  await record(tx, village, officer, batch, 'letters.approve-batch', { count: gets - made });
  await platform().jobs.send(tx, 'letter-batch', { villageId: village.id, batchId: batch.id });
}

/**
 * Ends a list that stopped half-way: what could not be made stays unmade.
 * @throws Refusal as approveBatch does, but for the proof
 */
export async function endBatch(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: BatchInput,
): Promise<void> {
  requireOfficer(visitor, 'requests.read');
  const officer = await actingOfficer(tx, village, visitor);
  requireOfficer(officer, 'letters.approve');
  const { batch } = await takeBatchStep(tx, officer, input, 'approve');
  if (batch.state !== 'stopped')
    throw new Refusal('conflict', 'Surat dalam daftar ini belum dibuat. Muat ulang halaman.');
  await updateBatch(tx, batch, { state: 'done', reason: null, updated_at: now() });
  const { gets, made } = await countItems(tx, batch.id);
  await record(tx, village, officer, batch, 'letters.end-batch', { count: gets - made });
}

async function requireCertificate(tx: VillageTx): Promise<void> {
  const { state } = await certificateState(tx);
  if (state === 'missing' || state === 'expired')
    throw new Refusal(
      'unavailable',
      'Sertifikat tanda tangan desa belum ada atau sudah berakhir. Minta admin memperbaruinya di Pengaturan.',
    );
}
