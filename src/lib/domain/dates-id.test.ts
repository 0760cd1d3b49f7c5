import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  ageOn,
  dayStart,
  formatDateFull,
  formatDateLong,
  formatDateShort,
  formatDateTime,
  formatMonth,
  villageDate,
  weekdayName,
  zoneLabel,
  zoneOfProvince,
} from './dates-id.ts';
import { parseDate } from './parse-date.ts';
import { PROVINCES } from './region.ts';

const instants = fc.date({
  min: new Date('2000-01-01'),
  max: new Date('2099-12-30'),
  noInvalidDate: true,
});
const zones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'];
const days = instants.map((date) => date.toISOString().slice(0, 10));

describe('an instant', () => {
  it('is read on the village clock, not on the server clock', () => {
    const lateEvening = new Date('2026-11-23T16:30:00Z');
    expect(formatDateTime(lateEvening, 'Asia/Jakarta')).toBe('23 November 2026, 23.30 WIB');
    expect(formatDateTime(lateEvening, 'Asia/Makassar')).toBe('24 November 2026, 00.30 WITA');
    expect(formatDateTime(lateEvening, 'Asia/Jayapura')).toBe('24 November 2026, 01.30 WIT');
    expect(formatDateLong(lateEvening, 'Asia/Makassar')).toBe('24 November 2026');
    expect(formatDateShort(lateEvening, 'Asia/Jakarta')).toBe('23-11-2026');
  });

  it('begins its day at midnight on the village clock', () => {
    expect(dayStart('2026-11-24', 'Asia/Makassar').toISOString()).toBe('2026-11-23T16:00:00.000Z');
    fc.assert(
      fc.property(days, fc.constantFrom(...zones), (day, zone) => {
        const start = dayStart(day, zone);
        expect(villageDate(start, zone)).toBe(day);
        expect(villageDate(new Date(start.getTime() - 1), zone)).toBe(addDays(day, -1));
      }),
    );
  });

  it('agrees with the time zone database', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (instant, timeZone) => {
        const expected = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(instant);
        expect(villageDate(instant, timeZone)).toBe(expected);
      }),
    );
  });

  it('needs a zone of Indonesia to be a day', () => {
    expect(() => formatDateLong(new Date())).toThrow(TypeError);
    expect(() => villageDate(new Date(), 'Europe/London')).toThrow(RangeError);
  });
});

describe('a day', () => {
  it('is written long, full and as a month', () => {
    expect(formatDateLong('2026-01-05')).toBe('5 Januari 2026');
    expect(formatDateFull('2026-11-23')).toBe('Senin, 23 November 2026');
    expect(formatMonth('2019-08')).toBe('Agustus 2019');
    expect(formatMonth('2019')).toBe('2019');
  });

  it('reads back from what is written', () => {
    fc.assert(
      fc.property(days, (day) => {
        for (const written of [formatDateLong(day), formatDateShort(day)]) {
          expect(parseDate(written)).toEqual({ ok: true, value: day });
        }
      }),
    );
  });

  it('has the name that a calendar gives it', () => {
    expect(weekdayName('2026-11-22')).toBe('Minggu');
    expect(weekdayName('2026-11-27')).toBe('Jumat');
  });

  it('added and taken away again is the same', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -4000, max: 4000 }), (day, count) => {
        expect(addDays(addDays(day, count), -count)).toBe(day);
      }),
    );
  });

  it('a month later never runs into the month after', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2028-01-31', 1)).toBe('2028-02-29');
    expect(addMonths('2026-11-23', 6)).toBe('2027-05-23');
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 60 }), (day, count) => {
        const [year, month] = day.split('-').map(Number) as [number, number];
        const later = addMonths(day, count);
        expect(Number(later.slice(0, 4)) * 12 + Number(later.slice(5, 7))).toBe(
          year * 12 + month + count,
        );
      }),
    );
  });
});

it('counts years lived', () => {
  expect(ageOn('2009-11-23', '2026-11-22')).toBe(16);
  expect(ageOn('2009-11-23', '2026-11-23')).toBe(17);
  expect(ageOn('2008-02-29', '2026-02-28')).toBe(17);
});

it('gives every province its zone', () => {
  const labels = Object.groupBy([...PROVINCES.keys()], (code) => zoneLabel(zoneOfProvince(code)));
  expect(labels.WITA).toEqual('51 52 53 63 64 65 71 72 73 74 75 76'.split(' '));
  expect(labels.WIT).toEqual('81 82 91 92 93 94 95 96'.split(' '));
  expect(labels.WIB).toHaveLength(PROVINCES.size - 20);
});
