import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayStart, villageDate } from './dates-id.ts';
import { deliveryLife, longestTry, mostTries, nextTry } from './delivery-state.ts';
import { afterQuiet, isTime, type QuietHours } from './quiet-hours.ts';

const zone = fc.constantFrom('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura');
const time = fc
  .integer({ min: 0, max: 24 * 60 - 1 })
  .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`);
const hours: fc.Arbitrary<QuietHours> = fc.record({ from: time, to: time });
const instant = fc.date({
  min: new Date('2026-01-01'),
  max: new Date('2030-01-01'),
  noInvalidDate: true,
});
const night: QuietHours = { from: '21:00', to: '06:00' };

/** The wall clock of a zone, minute by minute: an independent way to ask whether it is quiet. */
function isQuiet(at: Date, { from, to }: QuietHours, timeZone: string): boolean {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
  return from <= to ? clock >= from && clock < to : clock >= from || clock < to;
}

describe('quiet hours', () => {
  test('nothing falls into them, and nothing waits longer than it must', () => {
    fc.assert(
      fc.property(instant, hours, zone, (at, quiet, timeZone) => {
        const then = afterQuiet(at, quiet, timeZone);
        expect(isQuiet(then, quiet, timeZone)).toBe(false);
        if (!isQuiet(at, quiet, timeZone)) expect(then).toEqual(at);
        else {
          expect(then.getTime()).toBeGreaterThan(at.getTime());
          expect(isQuiet(new Date(then.getTime() - 1), quiet, timeZone)).toBe(true);
          expect(then.getTime() - at.getTime()).toBeLessThan(24 * 3_600_000);
        }
      }),
    );
  });

  test.each([
    ['2026-11-23T20:59:00+08:00', '2026-11-23T20:59:00+08:00'],
    ['2026-11-23T21:00:00+08:00', '2026-11-24T06:00:00+08:00'],
    ['2026-11-24T05:59:59+08:00', '2026-11-24T06:00:00+08:00'],
    ['2026-11-24T06:00:00+08:00', '2026-11-24T06:00:00+08:00'],
  ])('at %s it is sent at %s', (at, then) =>
    expect(afterQuiet(new Date(at), night, 'Asia/Makassar')).toEqual(new Date(then)),
  );

  test('the same hour twice is no quiet hour', () => {
    const at = new Date('2026-11-23T21:00:00+08:00');
    expect(afterQuiet(at, { from: '21:00', to: '21:00' }, 'Asia/Makassar')).toEqual(at);
  });

  test('times are read strictly', () => {
    for (const good of ['00:00', '23:59']) expect(isTime(good)).toBe(true);
    for (const bad of ['24:00', '9:00', '12:60', '']) expect(isTime(bad)).toBe(false);
  });
});

describe('trying again', () => {
  test('waits longer each time, never ends at night, and ends', () => {
    fc.assert(
      fc.property(instant, hours, zone, (at, quiet, timeZone) => {
        let last = 0;
        for (let attempt = 1; attempt < mostTries; attempt++) {
          const next = nextTry(attempt, at, quiet, timeZone)!;
          expect(isQuiet(next, quiet, timeZone)).toBe(false);
          expect(next.getTime()).toBeGreaterThanOrEqual(last);
          last = next.getTime();
        }
        expect(nextTry(mostTries, at, quiet, timeZone)).toBeUndefined();
        expect(nextTry(mostTries + 1, at, quiet, timeZone, 10)).toBeUndefined();
      }),
    );
  });

  test('not before the service allows it, and not later than a day for its sake', () => {
    const at = dayStart(
      villageDate(new Date('2026-11-23T08:00:00Z'), 'Asia/Jakarta'),
      'Asia/Jakarta',
    );
    const none = { from: '00:00', to: '00:00' };
    const after = (seconds: number) =>
      nextTry(1, at, none, 'Asia/Jakarta', seconds)!.getTime() - at.getTime();
    expect(after(0)).toBe(60_000);
    expect(after(90)).toBe(90_000);
    expect(after(1e9)).toBe(24 * 3_600_000);
  });

  test('all tries fit into the time for which news is news', () => {
    let at = new Date('2026-11-23T20:00:00+08:00');
    const start = at.getTime();
    for (let attempt = 1; attempt < mostTries; attempt++)
      at = new Date(nextTry(attempt, at, night, 'Asia/Makassar')!.getTime() + longestTry);
    expect(at.getTime() - start).toBeLessThan(deliveryLife);
  });
});
