import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './dates-id.ts';
import type { OfficeHours } from './office-hours.ts';
import { addWorkingDays, arrivalDay, isWorkingDay, workingDaysBetween } from './working-days.ts';

const days = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const weekdays = Object.fromEntries(
  [1, 2, 3, 4, 5].map((day) => [day, ['08:00', '15:00'] as const]),
);
const calendar = (holidays: Iterable<string> = [], hours: OfficeHours = weekdays) => ({
  hours,
  holidays: new Set(holidays),
});
const none = calendar();
/** Some of the 60 days from a day on. */
const holidaysAfter = (day: string) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 25 })
    .map((offsets) => calendar(offsets.map((offset) => addDays(day, offset))));
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
    expect(addWorkingDays('2026-12-24', 1, calendar(['2026-12-25']))).toBe('2026-12-28');
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

describe('the village’s own calendar', () => {
  it('counts Saturday where the office opens on it, and no day where it never opens', () => {
    const six = { ...weekdays, 6: ['08:00', '12:00'] as const };
    expect(addWorkingDays('2026-11-27', 1, calendar([], six))).toBe('2026-11-28');
    expect(addWorkingDays('2026-11-27', 1, calendar([], {}))).toBe('2026-11-30');
  });

  it.each([
    ['before it opens', '2026-11-23T06:00:00+08:00', '2026-11-23'],
    ['while it is open', '2026-11-23T14:59:00+08:00', '2026-11-23'],
    ['at closing time', '2026-11-23T15:00:00+08:00', '2026-11-24'],
    ['on Friday evening', '2026-11-27T20:00:00+08:00', '2026-11-30'],
    ['on Sunday', '2026-11-29T09:00:00+08:00', '2026-11-30'],
    ['before a holiday', '2026-11-23T20:00:00+08:00', '2026-11-25'],
  ])('what comes in %s', (when, instant, day) => {
    const days = when === 'before a holiday' ? calendar(['2026-11-24']) : none;
    expect(arrivalDay(new Date(instant), 'Asia/Makassar', days)).toBe(day);
  });
});
