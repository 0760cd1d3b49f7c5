import { counterOf, type Counted } from '#lib/domain/letter-counter.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { typedLine } from '#lib/domain/typed-text.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { requireOfficer } from '../policy.ts';
import { today } from '../request-context.ts';
import { requireNumberReason } from './number-reason.ts';
import { patternOf } from './number-pattern.ts';
import { insertNumbers, lockCounter, updateCounter } from './number-store.ts';

/** As many as an office sets aside for a day at the most. */
const most = 20;

/**
 * Sets the next numbers of a counter aside, for letters written by hand or still to come.
 * @param wish.count as typed
 * @returns the first and the last
 * @throws Refusal 'invalid' for a count or a reason that does not do, 'forbidden'
 */
export async function reserveNumbers(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  wish: Counted & { count: string; reason: string },
): Promise<{ counter: string; from: number; to: number }> {
  requireOfficer(visitor, 'letters.number');
  const count = Number(typedLine(wish.count) || NaN);
  if (!Number.isInteger(count) || count < 1 || count > most) {
    const message = `Isi berapa nomor yang dicadangkan, 1 sampai ${most}.`;
    throw new Refusal('invalid', message, { banyak: message });
  }
  const reason = requireNumberReason(wish.reason, 'untuk apa nomor ini dicadangkan', 'alasan');
  const counter = requireCounter(village, wish);
  const date = today(village);
  const year = Number(date.slice(0, 4));
  const { last } = await lockCounter(tx, village.id, counter, year);
  const from = last + 1;
  const to = last + count;
  await updateCounter(tx, { counter, year }, { last: to });
  await insertNumbers(
    tx,
    Array.from({ length: count }, (_, index) => ({
      village_id: village.id,
      counter,
      year,
      sequence: from + index,
      state: 'reserved',
      on_date: date,
      reason,
      given_by: visitor.staffId,
      given_at: now(),
    })),
  );
  await recordEvent(tx, village.id, visitor, {
    action: 'letters.reserve-number',
    details: { counter, year, from, to, reason },
  });
  return { counter, from, to };
}

/**
 * The counter that is meant.
 * @throws Refusal 'invalid' where the village counts by type or code and none is named
 */
export function requireCounter(village: VillageContext, named: Counted): string {
  const { counterScope } = village;
  const missing =
    counterScope === 'type'
      ? named.typeCode === ''
      : counterScope === 'classification' && named.classification === '';
  if (missing) {
    const message = 'Pilih urutan nomornya.';
    throw new Refusal('invalid', message, { urutan: message });
  }
  return counterOf(counterScope, patternOf(village), named);
}
