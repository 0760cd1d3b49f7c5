import { requireResident } from '#lib/domain/authority.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findCorrection, findCorrectionLocked, type CorrectionRow } from './correction-store.ts';

const notTheirs = () =>
  new Refusal(
    'not-found',
    'Permintaan perbaikan ini tidak ditemukan. Lihat daftar permintaan Anda di Data Kependudukan Pribadi.',
  );

/**
 * A request that the visitor made, or that was sent about them.
 * @throws Refusal 'not-found' for anyone else's
 */
export async function getVisibleCorrection(
  tx: VillageTx,
  visitor: Visitor,
  id: string,
): Promise<CorrectionRow> {
  requireResident(visitor);
  const row = await findCorrection(tx, id);
  const theirs =
    row?.asked_by === visitor.residentId ||
    (row?.resident_id === visitor.residentId && row.state !== 'draft');
  if (!row || !theirs) throw notTheirs();
  return row;
}

/**
 * A request that the visitor made themselves, held until the transaction ends.
 * @throws Refusal 'not-found' for anyone else's
 */
export async function getOwnLocked(
  tx: VillageTx,
  visitor: Visitor,
  id: string,
): Promise<CorrectionRow> {
  requireResident(visitor);
  const row = await findCorrectionLocked(tx, id);
  if (row?.asked_by !== visitor.residentId) throw notTheirs();
  return row;
}

/** @throws Refusal 'conflict' once it was sent */
export async function getEditable(
  tx: VillageTx,
  visitor: Visitor,
  id: string,
): Promise<CorrectionRow> {
  const row = await getOwnLocked(tx, visitor, id);
  if (row.state !== 'draft')
    throw new Refusal('conflict', 'Permintaan ini sudah dikirim, jadi tidak bisa diubah lagi.');
  return row;
}
