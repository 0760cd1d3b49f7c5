import {
  counterOf,
  counterOfIncoming,
  placeDated,
  type Counted,
} from '#lib/domain/letter-counter.ts';
import { formatLetterNumber } from '#lib/domain/letter-number.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { today } from '../request-context.ts';
import { requireLetterDay } from './letter-day.ts';
import { patternOf } from './number-pattern.ts';
import {
  findGiven,
  findNumberLocked,
  insertNumbers,
  lockCounter,
  updateCounter,
  updateNumber,
  type NumberPlace,
} from './number-store.ts';

/** A number other than the next one, or a day other than today. */
export interface ChosenNumber {
  /** One that was set aside. */
  reserved?: NumberPlace;
  /** The letter's day where it is not today, 'YYYY-MM-DD'. */
  date?: string;
  /** Why it bears an earlier day. */
  reason?: string;
}

export interface NumberWish extends Counted {
  /** A letter that was asked for, or one that the office writes of itself. */
  usedFor: 'letter' | 'office';
  /** What the letter is about, for the list of numbers; nothing personal. */
  subject: string;
  /** The officer. */
  by: string;
  chosen?: ChosenNumber;
}

export interface AllottedNumber extends NumberPlace {
  /** "500.2.2.4/012/BTP/XI/2026" */
  number: string;
  /** The letter's day, 'YYYY-MM-DD'. */
  date: string;
}

/**
 * The number of a letter: the next of its counter, one that was set aside, or for an earlier day one
 * between two others (letter-counter.ts). The counter stays locked until the transaction ends; where that
 * fails, no number was used.
 * @throws Refusal 'invalid' for a day or reason that does not do, 'conflict' for a number that is no
 *   longer set aside, 'unavailable' where the pattern is broken
 */
export async function allotNumber(
  tx: VillageTx,
  village: VillageContext,
  wish: NumberWish,
): Promise<AllottedNumber> {
  const pattern = patternOf(village);
  const counter = counterOf(village.counterScope, pattern, wish);
  const { reserved } = wish.chosen ?? {};
  const day = requireLetterDay(wish.chosen ?? {}, today(village));
  const place = reserved
    ? await takeReserved(tx, counter, reserved, day.date)
    : await takePlace(tx, village.id, counter, day);
  const number = formatLetterNumber(pattern, {
    ...wish,
    ...place,
    villageCode: village.shortCode,
    date: day.date,
  });
  const values = {
    state: 'used',
    used_for: wish.usedFor,
    number,
    on_date: day.date,
    subject: wish.subject,
    given_by: wish.by,
    given_at: now(),
  };
  if (reserved) await updateNumber(tx, place, values);
  else
    await insertNumbers(tx, [
      { village_id: village.id, ...place, ...values, reason: day.reason ?? null },
    ]);
  return { ...place, number, date: day.date };
}

/**
 * The agenda's number of a letter that came in: of the village's one counter where both are counted
 * together, else of a counter for what comes in.
 */
export async function allotIncomingNumber(
  tx: VillageTx,
  village: VillageContext,
  wish: Pick<NumberWish, 'subject' | 'by'>,
): Promise<NumberPlace> {
  const date = today(village);
  const place = await takePlace(tx, village.id, counterOfIncoming(village.counterShared), { date });
  await insertNumbers(tx, [
    {
      village_id: village.id,
      ...place,
      state: 'used',
      used_for: 'incoming',
      on_date: date,
      subject: wish.subject,
      given_by: wish.by,
      given_at: now(),
    },
  ]);
  return place;
}

async function takePlace(
  tx: VillageTx,
  villageId: number,
  counter: string,
  day: { date: string; reason?: string },
): Promise<NumberPlace> {
  const year = Number(day.date.slice(0, 4));
  const { last } = await lockCounter(tx, villageId, counter, year);
  const dated = day.reason && placeDated(await findGiven(tx, { counter, year }), day.date);
  if (dated === 'full') {
    const message = 'Sisipan untuk tanggal ini sudah habis (a sampai z). Pilih tanggal lain.';
    throw new Refusal('invalid', message, { tanggalSurat: message });
  }
  if (dated && dated !== 'next') return { counter, year, ...dated };
  await updateCounter(tx, { counter, year }, { last: last + 1 });
  return { counter, year, sequence: last + 1, suffix: '' };
}

async function takeReserved(tx: VillageTx, counter: string, place: NumberPlace, date: string) {
  const found = await findNumberLocked(tx, place);
  if (found?.state !== 'reserved')
    throw new Refusal('conflict', 'Nomor cadangan ini sudah dipakai. Pilih nomor lain.');
  if (found.counter !== counter) {
    const message = 'Nomor cadangan ini bukan dari urutan surat ini. Pilih nomor lain.';
    throw new Refusal('invalid', message, { nomor: message });
  }
  if (String(found.year) !== date.slice(0, 4)) {
    const message = `Nomor cadangan tahun ${found.year} hanya untuk surat bertanggal ${found.year}. Isi tanggal suratnya.`;
    throw new Refusal('invalid', message, { tanggalSurat: message });
  }
  const { year, sequence, suffix } = found;
  return { counter, year, sequence, suffix };
}
