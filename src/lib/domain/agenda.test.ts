import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  eventTimes,
  occurrences,
  ordinalOf,
  repeats,
  repeatWords,
  type EventDays,
} from './agenda.ts';
import { addDays, addMonths } from './dates-id.ts';

const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();
const day = fc.integer({ min: 0, max: 365 * 12 }).map((n) => addDays('2024-01-01', n));
const event: fc.Arbitrary<EventDays> = fc.record({
  startsOn: day,
  repeats: fc.constantFrom(...repeats),
  repeatsUntil: fc.option(day),
});

describe('when an event takes place', () => {
  it('is in order, from the day asked for, never before it began or after its end', () => {
    fc.assert(
      fc.property(event, day, fc.integer({ min: 1, max: 40 }), (it, from, limit) => {
        const days = occurrences(it, from, limit);
        expect(days.length).toBeLessThanOrEqual(limit);
        expect(days).toEqual([...new Set(days)].sort());
        for (const one of days) {
          expect(one >= from && one >= it.startsOn).toBe(true);
          if (it.repeatsUntil) expect(one <= it.repeatsUntil).toBe(true);
        }
      }),
    );
  });

  it('asked from a later day, is the rest of the same days', () => {
    fc.assert(
      fc.property(event, fc.integer({ min: 0, max: 900 }), (it, ahead) => {
        const from = addDays(it.startsOn, ahead);
        const all = occurrences(it, it.startsOn, 200);
        const rest = all.filter((one) => one >= from);
        expect(occurrences(it, from, 200).slice(0, rest.length)).toEqual(rest);
      }),
    );
  });

  it('keeps its weekday, its date, or its weekday within the month', () => {
    fc.assert(
      fc.property(event, (it) => {
        const [first, ...later] = occurrences({ ...it, repeatsUntil: null }, it.startsOn, 30);
        expect(first).toBe(it.startsOn);
        later.forEach((one, index) => {
          if (it.repeats === 'weekly') expect(one).toBe(addDays(it.startsOn, 7 * (index + 1)));
          if (it.repeats === 'monthly-date') expect(one).toBe(addMonths(it.startsOn, index + 1));
          if (it.repeats === 'monthly-weekday') {
            expect(weekday(one)).toBe(weekday(it.startsOn));
            const wanted = ordinalOf(it.startsOn);
            if (wanted > 0) expect(ordinalOf(one)).toBe(wanted);
            // The last of its weekday: a week later is another month.
            else expect(addDays(one, 7).slice(0, 7)).not.toBe(one.slice(0, 7));
            expect(one.slice(0, 7)).toBe(
              addMonths(`${it.startsOn.slice(0, 7)}-01`, index + 1).slice(0, 7),
            );
          }
        });
        if (it.repeats === 'once') expect(later).toEqual([]);
      }),
    );
  });

  it('has a month’s last day where the month has no such date', () => {
    const days = { startsOn: '2026-10-31', repeats: 'monthly-date', repeatsUntil: null } as const;
    expect(occurrences(days, '2026-11-01', 4)).toEqual([
      '2026-11-30',
      '2026-12-31',
      '2027-01-31',
      '2027-02-28',
    ]);
  });

  it('is told in words', () => {
    const told = (startsOn: string, how: EventDays['repeats']) =>
      repeatWords({ startsOn, repeats: how, repeatsUntil: null });
    expect(told('2026-11-23', 'once')).toBe('');
    expect(told('2026-11-23', 'weekly')).toBe('Setiap hari Senin');
    expect(told('2026-11-10', 'monthly-date')).toBe('Setiap tanggal 10');
    expect(told('2026-11-12', 'monthly-weekday')).toBe('Setiap Kamis kedua tiap bulan');
    expect(told('2026-11-30', 'monthly-weekday')).toBe('Setiap Senin terakhir tiap bulan');
    expect(eventTimes('08:00', '10:30', 'WITA')).toBe('08.00–10.30 WITA');
    expect(eventTimes('08:00', null, 'WITA')).toBe('08.00 WITA');
    expect(eventTimes(null, null, 'WITA')).toBe('Sepanjang hari');
  });
});
