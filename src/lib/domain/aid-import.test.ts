import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAidSheets, sameName } from './aid-import.ts';
import type { Cell } from './cell.ts';

const sheet = (...rows: Cell[][]) => [
  { rows: rows.map((cells, index) => ({ number: index + 1, cells })) },
];
const nik = '5207024106900003';
const kk = '5207020101200001';

describe('a sheet of recipients', () => {
  test('is found below titles, whatever order and spelling its headings have', () => {
    const rows = readAidSheets(
      [
        ...sheet(['Program', 'PKH'], ['Tahun', 2026]),
        ...sheet(
          ['DAFTAR PENERIMA', null],
          [],
          ['Nama Penerima', 'Nomor KK', 'N I K', 'No. Kartu', 'Desil', 'Tgl. Desil'],
          ['SITI', kk, nik, 'A-1', 2, '01-02-2026'],
          [null, null, null],
        ),
      ],
      'family',
    );
    expect(rows).toEqual([
      {
        number: 4,
        nik,
        kk,
        name: 'SITI',
        card: 'A-1',
        decile: 2,
        decileOn: '2026-02-01',
        group: '',
        problem: '',
      },
    ]);
  });

  test.each([
    ['person', nik, { nik, kk: '' }],
    ['family', kk, { nik: '', kk }],
  ] as const)('OpenSID’s “peserta” is what a programme for a %s goes by', (target, value, read) => {
    expect(readAidSheets(sheet(['peserta', 'kartu_nama'], [value, 'X']), target)).toMatchObject([
      { ...read, problem: '' },
    ]);
  });

  test.each([
    [['123456789012345', null, null], 'NIK'],
    [[null, '99', null], 'Nomor KK'],
    [[nik, null, '11'], 'Desil'],
    [[null, null, '3'], 'kosong'],
    [[520702410690.5, null, null], 'NIK'],
  ] as const)('says what is wrong with %j', (cells, word) => {
    const [row] = readAidSheets(sheet(['nik', 'no_kk', 'desil'], [...cells]), 'family')!;
    expect(row!.problem).toContain(word);
  });

  test('never gives a number that is not of 16 digits, whatever stands in the cells', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.date(),
      fc.stringMatching(/^\d{10,18}$/),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 8 }), (cells) => {
        const rows = readAidSheets(
          sheet(['nik', 'no_kk', 'desil', 'tgl desil'], ...cells),
          'family',
        );
        for (const row of rows ?? []) {
          expect(row.nik).toMatch(/^(\d{16})?$/);
          expect(row.kk).toMatch(/^(\d{16})?$/);
          if (!row.nik && !row.kk) expect(row.problem).not.toBe('');
          if (row.decile !== null) expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).toContain(row.decile);
        }
      }),
    );
  });

  test('without such headings is none', () => {
    expect(readAidSheets(sheet(['nama', 'umur'], ['ANI', 3]), 'person')).toBeUndefined();
    expect(readAidSheets([], 'person')).toBeUndefined();
  });
});

test('a name is the same without its title, signs and case, and not otherwise', () => {
  expect(sameName("Siti Nur'aini, S.Pd", 'SITI NURAINI')).toBe(true);
  expect(sameName('SITI NURAINI', 'SITI NURJANAH')).toBe(false);
});
