import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { requireOfficer } from '../policy.ts';
import { requireNumberReason } from './number-reason.ts';
import {
  findNumberLocked,
  updateNumber,
  type NumberPlace,
  type NumberRow,
} from './number-store.ts';

/**
 * A number that was set aside and will not be used: it stays in the book, marked void, and is not given
 * out again.
 * @throws Refusal 'invalid' without a reason, 'conflict' where it is no longer set aside, 'forbidden'
 */
export async function voidNumber(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { place: NumberPlace; reason: string },
): Promise<void> {
  requireOfficer(visitor, 'letters.number');
  const reason = requireNumberReason(input.reason, 'mengapa nomor ini batal', 'alasanBatal');
  const { counter, year, sequence } = await getReserved(tx, input.place);
  await updateNumber(tx, input.place, { state: 'void', void_reason: reason });
  await recordEvent(tx, village.id, visitor, {
    action: 'letters.void-number',
    details: { counter, year, sequence, reason },
  });
}

/** A number that is set aside, locked. @throws Refusal 'conflict' */
export async function getReserved(tx: VillageTx, place: NumberPlace): Promise<NumberRow> {
  const found = await findNumberLocked(tx, place);
  if (found?.state === 'reserved') return found;
  throw new Refusal('conflict', 'Nomor ini sudah dipakai atau dibatalkan. Buka lagi halaman ini.');
}
