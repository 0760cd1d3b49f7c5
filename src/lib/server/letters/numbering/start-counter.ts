import type { Counted } from '#lib/domain/letter-counter.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { typedLine } from '#lib/domain/typed-text.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { requireOfficer } from '../policy.ts';
import { today } from '../request-context.ts';
import { lockCounter, updateCounter } from './number-store.ts';
import { requireCounter } from './reserve-numbers.ts';

const highest = 99_999;

/**
 * Lets a counter of this year begin at another number than 1: the village goes on from its own book.
 * The next year begins at 1 again.
 * @param wish.start as typed
 * @throws Refusal 'invalid' for what is no number, 'conflict' once the counter has given one out
 */
export async function startCounterAt(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  wish: Counted & { start: string },
): Promise<void> {
  requireOfficer(visitor, 'letters.number');
  const start = Number(typedLine(wish.start) || NaN);
  if (!Number.isInteger(start) || start < 1 || start > highest) {
    const message = `Isi nomor pertama, 1 sampai ${highest}.`;
    throw new Refusal('invalid', message, { mulai: message });
  }
  const counter = requireCounter(village, wish);
  const year = Number(today(village).slice(0, 4));
  const state = await lockCounter(tx, village.id, counter, year);
  if (state.last >= state.start)
    throw new Refusal(
      'conflict',
      `Urutan ini sudah memberi nomor tahun ${year}, jadi nomor pertamanya tidak bisa diganti lagi.`,
    );
  await updateCounter(tx, { counter, year }, { start, last: start - 1 });
  await recordEvent(tx, village.id, visitor, {
    action: 'letters.start-counter',
    details: { counter, year, start },
  });
}
