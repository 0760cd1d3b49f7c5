import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTemporaryNik, maskNik, nikProblem, nikWarnings, temporaryNik } from './nik.ts';

const birthDates = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** A NIK as SIAK makes it. */
function issued(date: string, sex: 1 | 2, serial: number, district = '520702'): string {
  const day = Number(date.slice(8, 10)) + (sex === 2 ? 40 : 0);
  return (
    district +
    String(day).padStart(2, '0') +
    date.slice(5, 7) +
    date.slice(2, 4) +
    String(serial).padStart(4, '0')
  );
}

describe('the hard rule', () => {
  it.each([
    ['520702151180000', '16 angka'],
    ['52070215118000033', '16 angka'],
    ['520702151180000A', '16 angka'],
    ['5555555555555555', 'angka yang sama'],
    ['5207021511800000', '0000'],
  ])('refuses %s', (nik, reason) => {
    expect(nikProblem(nik)).toContain(reason);
  });

  it('takes any prefix, since newcomers keep theirs and a number is never issued again', () => {
    expect(nikProblem('9171013002990001')).toBeUndefined();
    expect(nikProblem('3201019999990001')).toBeUndefined();
  });
});

describe('the soft rules', () => {
  it('have nothing to say about a number that fits its person', () => {
    fc.assert(
      fc.property(
        birthDates,
        fc.constantFrom(1 as const, 2 as const),
        fc.integer({ min: 1, max: 9999 }),
        (birthDate, sex, serial) => {
          const nik = issued(birthDate, sex, serial);
          expect(nikProblem(nik)).toBeUndefined();
          expect(nikWarnings(nik, { sex, birthDate })).toEqual([]);
        },
      ),
    );
  });

  it('notice the other sex and another birth date', () => {
    fc.assert(
      fc.property(birthDates, birthDates, (birthDate, other) => {
        fc.pre(birthDate.slice(2) !== other.slice(2));
        const nik = issued(birthDate, 1, 1);
        expect(nikWarnings(nik, { sex: 2, birthDate })).toHaveLength(1);
        expect(nikWarnings(nik, { sex: 1, birthDate: other })).toHaveLength(1);
      }),
    );
  });

  it('notice days, months and provinces that do not exist', () => {
    expect(nikWarnings('5207023512800001')).toEqual([
      'tanggal dalam NIK (35) bukan 01–31 atau 41–71',
    ]);
    expect(nikWarnings('5207027212800001')).toHaveLength(1);
    expect(nikWarnings('5207021513800001')).toEqual(['bulan dalam NIK (13) bukan 01–12']);
    expect(nikWarnings('9907021512800001')).toEqual([
      'dua angka pertama NIK (99) bukan kode provinsi',
    ]);
  });

  it('do not complete the century: a child and a centenarian may share six digits', () => {
    const nik = issued('2021-03-04', 1, 7);
    expect(nikWarnings(nik, { birthDate: '1921-03-04' })).toEqual([]);
  });
});

describe('a temporary NIK', () => {
  it('is 0, the village and a serial, keeps the hard rule and gets no warnings', () => {
    expect(temporaryNik('5207022015', 12)).toBe('0520702201500012');
    expect(isTemporaryNik('0520702201500012')).toBe(true);
    expect(isTemporaryNik('5207021511800003')).toBe(false);
    expect(nikWarnings('0520702201500012', { sex: 2, birthDate: '2020-01-01' })).toEqual([]);
  });

  it('is never made of a serial that the hard rule refuses', () => {
    for (const serial of [0, -1, 10_000, 90_000, 100_000, 1.5]) {
      expect(() => temporaryNik('5207022015', serial)).toThrow(RangeError);
    }
    expect(() => temporaryNik('520702', 1)).toThrow(RangeError);
  });
});

it('is masked to its first and last four digits', () => {
  expect(maskNik('5207021511800003')).toBe('5207••••••••0003');
});
