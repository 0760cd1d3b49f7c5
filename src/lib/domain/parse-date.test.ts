import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from './cell.ts';
import { parseDate } from './parse-date.ts';

const dateOf = (cell: Cell, date1904 = false) => {
  const read = parseDate(cell, { date1904 });
  return read.ok ? read.value : `? ${read.expected}`;
};

const days = fc
  .date({ min: new Date('1911-01-01'), max: new Date('2050-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const MONTHS = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
];

it('reads every day in every form it is written in', () => {
  fc.assert(
    fc.property(days, (day) => {
      const [y, m, d] = day.split('-').map(Number) as [number, number, number];
      const forms: Cell[] = [
        `${day.slice(8)}-${day.slice(5, 7)}-${y}`,
        `${d}/${m}/${y}`,
        `${d}.${m}.${y}`,
        `${d} ${MONTHS[m - 1]} ${y}`,
        `${d} ${MONTHS[m - 1]!.slice(0, 3).toUpperCase()} ${y}`,
        `${d}-${MONTHS[m - 1]!.slice(0, 3)}-${y}`,
        `${day} 00:00:00`,
        day,
        new Date(`${day}T00:00:00Z`),
        new Date(y, m - 1, d),
        new Date(y, m - 1, d, 0, 0, -12),
        (Date.parse(day) - Date.UTC(1899, 11, 30)) / 86_400_000,
      ];
      for (const form of forms) expect(dateOf(form), String(form)).toBe(day);
      expect(dateOf((Date.parse(day) - Date.UTC(1904, 0, 1)) / 86_400_000, true)).toBe(day);
    }),
  );
});

it.each([
  ['Sabtu, 23 Nopember 1980', '1980-11-23'],
  ['1 Peb 2001', '2001-02-01'],
  ['17 Agt. 1945', '1945-08-17'],
  ["'23-11-1980", '1980-11-23'],
  ['29548', '1980-11-23'],
])('reads %s', (written, day) => {
  expect(dateOf(written)).toBe(day);
});

it.each(['', '-', null, undefined, '00-00-0000', '0000-00-00'])(
  'takes "%s" for no date',
  (cell) => {
    expect(dateOf(cell)).toBeUndefined();
  },
);

describe('never guesses', () => {
  it.each([
    ['23-11-80', 'empat angka'],
    ['23 Nov 80', 'empat angka'],
    ['11/23/1980', 'tanggal dahulu'],
    ['31-02-1980', 'tidak ada di kalender'],
    ['29-02-1900', 'tidak ada di kalender'],
    ['23 Foo 1980', 'Foo'],
    ['45-45-1980', 'bulan ke-45'],
    ['1980', 'bukan hanya tahun'],
    [1980, 'bukan hanya tahun'],
    ['1980-11-22T17:00:00.000Z', 'tanggal seperti'],
    ['kemarin', 'tanggal seperti'],
    [true, 'tanggal seperti'],
    [23_111_980, 'tanggal seperti'],
    [-5, 'tanggal seperti'],
    [Number.NaN, 'tanggal seperti'],
    [new Date(Number.NaN), 'tanggal seperti'],
  ])('%s', (cell, reason) => {
    expect(dateOf(cell)).toMatch(new RegExp(`^\\? .*${reason}`));
  });
});

it('gives a day of the calendar or a sentence for whatever it is handed', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double(), fc.date(), fc.boolean()), (cell) => {
      const read = parseDate(cell);
      if (!read.ok) expect(read.expected).not.toBe('');
      else if (read.value !== undefined) {
        expect(new Date(`${read.value}T00:00:00Z`).toISOString().slice(0, 10)).toBe(read.value);
      }
    }),
  );
});
