import type { Insertable, Updateable } from 'kysely';
import type { GivenNumber } from '#lib/domain/letter-counter.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

/** Where a number stands: in which counter and year, at which place. Plain ones have suffix ''. */
export interface NumberPlace {
  counter: string;
  year: number;
  sequence: number;
  suffix: string;
}

export interface CounterState {
  counter: string;
  year: number;
  /** The year's first number. */
  start: number;
  /** The last one given out; one less than the first before any was. */
  last: number;
}

/**
 * A counter in a year, locked until the transaction ends: numbers are handed out one after another, and
 * what fails gives its number back.
 */
export async function lockCounter(
  tx: VillageTx,
  villageId: number,
  counter: string,
  year: number,
): Promise<CounterState> {
  return tx
    .insertInto('letter_counter')
    .values({ village_id: villageId, counter, year, last: 0 })
    .onConflict((oc) =>
      oc
        .columns(['village_id', 'counter', 'year'])
        .doUpdateSet((eb) => ({ last: eb.ref('letter_counter.last') })),
    )
    .returning(['counter', 'year', 'start', 'last'])
    .executeTakeFirstOrThrow();
}

export async function updateCounter(
  tx: VillageTx,
  { counter, year }: Pick<CounterState, 'counter' | 'year'>,
  values: { last: number; start?: number },
): Promise<void> {
  await tx
    .updateTable('letter_counter')
    .set(values)
    .where('counter', '=', counter)
    .where('year', '=', year)
    .execute();
}

export async function findCounters(tx: VillageTx, year: number): Promise<CounterState[]> {
  return tx
    .selectFrom('letter_counter')
    .select(['counter', 'year', 'start', 'last'])
    .where('year', '=', year)
    .orderBy('counter')
    .execute();
}

export async function insertNumbers(
  tx: VillageTx,
  rows: readonly Insertable<DB['letter_number']>[],
): Promise<void> {
  await tx.insertInto('letter_number').values(rows).execute();
}

const numbers = (tx: VillageTx) =>
  tx
    .selectFrom('letter_number')
    .select([
      'counter',
      'year',
      'sequence',
      'suffix',
      'state',
      'used_for',
      'number',
      'subject',
      'reason',
      'void_reason',
      'on_date',
    ]);

export type NumberRow = NonNullable<Awaited<ReturnType<typeof findNumberLocked>>>;

/** A number, locked. */
export async function findNumberLocked(tx: VillageTx, place: NumberPlace) {
  return numbers(tx)
    .where('counter', '=', place.counter)
    .where('year', '=', place.year)
    .where('sequence', '=', place.sequence)
    .where('suffix', '=', place.suffix)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateNumber(
  tx: VillageTx,
  place: NumberPlace,
  values: Updateable<DB['letter_number']>,
): Promise<void> {
  await tx
    .updateTable('letter_number')
    .set(values)
    .where('counter', '=', place.counter)
    .where('year', '=', place.year)
    .where('sequence', '=', place.sequence)
    .where('suffix', '=', place.suffix)
    .execute();
}

/** All numbers of a counter in a year, with their days. */
export async function findGiven(
  tx: VillageTx,
  { counter, year }: Pick<CounterState, 'counter' | 'year'>,
): Promise<GivenNumber[]> {
  return tx
    .selectFrom('letter_number')
    .select(['sequence', 'suffix'])
    .select('on_date as date')
    .where('counter', '=', counter)
    .where('year', '=', year)
    .execute();
}

/** Whether a number was given out in that year. */
export async function isNumberGiven(tx: VillageTx, year: number): Promise<boolean> {
  const row = await tx
    .selectFrom('letter_number')
    .select('sequence')
    .where('year', '=', year)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The newest numbers of a year, of one counter or of all. */
export async function findNumbers(
  tx: VillageTx,
  at: { year: number; counter?: string; limit: number },
): Promise<NumberRow[]> {
  return numbers(tx)
    .where('year', '=', at.year)
    .$if(at.counter !== undefined, (q) => q.where('counter', '=', at.counter!))
    .orderBy('counter')
    .orderBy('sequence', 'desc')
    .orderBy('suffix', 'desc')
    .limit(at.limit)
    .execute();
}

/** Numbers that are set aside, of one counter or of all; the oldest first. */
export async function findReserved(tx: VillageTx, counter?: string): Promise<NumberRow[]> {
  return numbers(tx)
    .where('state', '=', 'reserved')
    .$if(counter !== undefined, (q) => q.where('counter', '=', counter!))
    .orderBy('year')
    .orderBy('counter')
    .orderBy('sequence')
    .execute();
}

/** How many numbers of a year there are, by counter and what became of them. */
export async function countNumbers(tx: VillageTx, year: number) {
  return tx
    .selectFrom('letter_number')
    .select((eb) => [
      'counter',
      eb.fn.countAll<number>().filterWhere('suffix', '=', '').as('plain'),
      eb.fn.countAll<number>().filterWhere('suffix', '<>', '').as('between'),
      eb.fn.countAll<number>().filterWhere('state', '=', 'reserved').as('reserved'),
      eb.fn.countAll<number>().filterWhere('state', '=', 'void').as('void'),
    ])
    .where('year', '=', year)
    .groupBy('counter')
    .execute();
}
