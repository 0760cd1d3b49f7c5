import { requireOfficer } from '#lib/domain/authority.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { getPerson } from '../person.ts';
import { findCorrectionLocked, type CorrectionRow } from './correction-store.ts';

/** @throws Refusal unless an officer who decides on corrections is signed in */
export function requireDecider(visitor: Visitor): asserts visitor is StaffVisitor {
  requireOfficer(visitor, 'corrections.decide');
}

/** Nobody decides on what they asked for, nor on what concerns them or their family. */
export async function isOwnMatter(
  tx: VillageTx,
  row: Pick<CorrectionRow, 'resident_id' | 'asked_by'>,
  officer: StaffVisitor,
): Promise<boolean> {
  const self = officer.residentId;
  if (self === null) return false;
  const concerned = [row.resident_id, row.asked_by];
  if (concerned.includes(self)) return true;
  const { familyId } = await getPerson(tx, self);
  if (familyId === null) return false;
  const families = await Promise.all(concerned.map((id) => getPerson(tx, id)));
  return families.some((person) => person.familyId === familyId);
}

/**
 * A request that waits, held for this officer to decide on.
 * @throws Refusal 'not-found'; 'forbidden' for one's own or one's family's; 'conflict' once somebody
 *   decided or the resident took it back
 */
export async function takeForDecision(
  tx: VillageTx,
  visitor: Visitor,
  id: string,
): Promise<{ officer: StaffVisitor; row: CorrectionRow }> {
  requireDecider(visitor);
  const row = await findCorrectionLocked(tx, id);
  if (!row || row.state === 'draft') throw notThere();
  if (await isOwnMatter(tx, row, visitor))
    throw new Refusal(
      'forbidden',
      'Ini permintaan Anda sendiri atau keluarga Anda. Petugas lain yang harus memutuskannya.',
    );
  if (row.state === 'cancelled')
    throw new Refusal('conflict', 'Warga sudah membatalkan permintaan ini.');
  if (row.state !== 'waiting')
    throw new Refusal('conflict', 'Permintaan ini sudah diputuskan petugas lain.');
  return { officer: visitor, row };
}

export const notThere = () =>
  new Refusal('not-found', 'Permintaan perbaikan ini tidak ditemukan. Kembali ke daftarnya.');
