import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './dates-id.ts';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from './working-days.ts';

const days = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const none = new Set<string>();
/** Some of the 60 days from a day on. */
const holidaysAfter = (day: string) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 25 })
    .map((offsets) => new Set(offsets.map((offset) => addDays(day, offset))));
const situation = days.chain((day) =>
  fc.tuple(fc.constant(day), fc.integer({ min: 0, max: 20 }), holidaysAfter(day)),
);

describe('examples', () => {
  // 23 November 2026 is a Monday.
  it.each([
    ['2026-11-23', 0, '2026-11-23'],
    ['2026-11-23', 2, '2026-11-25'],
    ['2026-11-27', 1, '2026-11-30'],
    ['2026-11-28', 0, '2026-11-30'],
    ['2026-11-28', 1, '2026-11-30'],
    ['2026-11-20', 5, '2026-11-27'],
  ])('%s and %i working days is %s', (day, count, due) => {
    expect(addWorkingDays(day, count, none)).toBe(due);
  });

  it('skips a holiday', () => {
    expect(addWorkingDays('2026-12-24', 1, new Set(['2026-12-25']))).toBe('2026-12-28');
  });
});

it('is due on a working day that many working days later', () => {
  fc.assert(
    fc.property(situation, ([day, count, holidays]) => {
      const due = addWorkingDays(day, count, holidays);
      expect(isWorkingDay(due, holidays)).toBe(true);
      if (count > 0) expect(workingDaysBetween(day, due, holidays)).toBe(count);
    }),
  );
});

it('is never due earlier when there are more days or more holidays', () => {
  fc.assert(
    fc.property(situation, ([day, count, holidays]) => {
      const due = addWorkingDays(day, count, holidays);
      expect(addWorkingDays(day, count + 1, holidays) >= due).toBe(true);
      expect(due >= addWorkingDays(day, count, none)).toBe(true);
    }),
  );
});

it('refuses a count that is not one', () => {
  expect(() => addWorkingDays('2026-11-23', -1, none)).toThrow(RangeError);
  expect(() => addWorkingDays('2026-11-23', 0.5, none)).toThrow(RangeError);
});
