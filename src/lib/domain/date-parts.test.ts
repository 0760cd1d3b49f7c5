import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinDateParts, readDateParts, splitDateText } from './date-parts.ts';

const form = (values: Record<string, unknown>) => (name: string) => values[name] ?? null;

describe('a date in three boxes', () => {
  it('gives back every day of the calendar', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }),
        (day) => {
          const text = day.toISOString().slice(0, 10);
          expect(joinDateParts(splitDateText(text))).toBe(text);
        },
      ),
    );
  });

  it.each([
    ['31', '2', '2021'],
    ['29', '2', '2023'],
    ['0', '1', '2021'],
    ['1', '13', '2021'],
    ['1', '1', '21'],
    ['satu', '1', '2021'],
    ['1', '', '2021'],
  ])('refuses %s/%s/%s', (day, month, year) => {
    expect(joinDateParts({ day, month, year })).toBeUndefined();
  });

  it('reads what DateField posts', () => {
    const read = readDateParts(form({ 'a.hari': ' 1', 'a.bulan': '6', 'a.tahun': '1990' }), 'a');
    expect(read).toEqual({ date: '1990-06-01', typed: '1990-06-01', empty: false });
  });

  it('keeps what was typed wrongly, box by box', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 6 }), fc.string({ maxLength: 6 }), (day, year) => {
        const { typed } = readDateParts(
          form({ 'a.hari': day, 'a.bulan': '2', 'a.tahun': year }),
          'a',
        );
        const clean = (text: string) => text.trim().replaceAll('-', '').trim();
        const zeroless = (text: string) => text.replace(/^0(?=.)/, '');
        const back = splitDateText(typed);
        expect(zeroless(back.day)).toBe(zeroless(zeroless(clean(day))));
        expect(back.month).toBe('2');
        expect(back.year.trim()).toBe(clean(year));
      }),
    );
  });

  it('tells nothing typed from not a date', () => {
    expect(readDateParts(form({}), 'a')).toEqual({ date: undefined, typed: '', empty: true });
    expect(readDateParts(form({ 'a.hari': new Blob([]) }), 'a').empty).toBe(true);
  });
});
