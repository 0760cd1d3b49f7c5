import { counterName, counterOf, counterOfIncoming } from '#lib/domain/letter-counter.ts';
import type { LetterType } from '#lib/domain/letter-type.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { classificationOf } from '../classification/classification-of.ts';
import { requireOfficer } from '../policy.ts';
import { today } from '../request-context.ts';
import { patternOf } from './number-pattern.ts';
import {
  countNumbers,
  findCounters,
  findNumbers,
  findReserved,
  type NumberRow,
} from './number-store.ts';

/** How a counter stands in a year. */
export interface CounterLine {
  counter: string;
  name: string;
  start: number;
  /** The next number it gives. */
  next: number;
  /** How many plain numbers, how many in between (012.a), how many set aside and void. */
  given: number;
  between: number;
  reserved: number;
  void: number;
  /** Whether every number from the first to the last is accounted for. */
  whole: boolean;
}

export interface NumberBook {
  year: number;
  counters: CounterLine[];
  /** Numbers that are set aside, of any year. */
  reserved: NumberRow[];
  /** The newest. */
  numbers: NumberRow[];
}

/**
 * The book of numbers of a year: how each counter stands, what is set aside, the newest numbers.
 * @param at.counter only the newest of this one
 */
export async function listNumbers(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  at: { year?: number; counter?: string; limit: number },
): Promise<NumberBook> {
  requireOfficer(visitor, 'letters.number');
  const thisYear = Number(today(village).slice(0, 4));
  const year = at.year ?? thisYear;
  const counts = new Map((await countNumbers(tx, year)).map((row) => [row.counter, row]));
  const states = await findCounters(tx, year);
  // A village that counts everything together sees its counter before the first number.
  const sole = village.counterScope === 'village' ? counterOfIncoming(true) : undefined;
  if (sole && year === thisYear && !states.some(({ counter }) => counter === sole))
    states.unshift({ counter: sole, year, start: 1, last: 0 });
  return {
    year,
    counters: states.map(({ counter, start, last }) => {
      const count = counts.get(counter) ?? { plain: 0, between: 0, reserved: 0, void: 0 };
      return {
        counter,
        name: counterName(counter),
        start,
        next: last + 1,
        given: count.plain,
        between: count.between,
        reserved: count.reserved,
        void: count.void,
        whole: count.plain === last - start + 1,
      };
    }),
    reserved: await findReserved(tx),
    numbers: await findNumbers(tx, { year, counter: at.counter, limit: at.limit }),
  };
}

/** The numbers that are set aside in the counter of a letter type, for choosing one. */
export async function findReservedFor(
  tx: VillageTx,
  village: VillageContext,
  type: Pick<LetterType, 'slug' | 'code' | 'classification'>,
): Promise<NumberRow[]> {
  const counted = { classification: await classificationOf(tx, type), typeCode: type.code };
  return findReserved(tx, counterOf(village.counterScope, patternOf(village), counted));
}
