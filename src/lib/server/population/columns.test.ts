import { expect, it } from 'vitest';
import { COLUMNS, columnOfHeading, columnTitle } from './columns.ts';

it('has the 43 columns of the spreadsheet, found by heading or title in any spelling', () => {
  expect(COLUMNS).toHaveLength(43);
  for (const key of COLUMNS) {
    for (const heading of [
      key,
      key.toUpperCase(),
      ` ${key.replaceAll('_', ' ')} *`,
      columnTitle(key),
    ]) {
      expect(columnOfHeading(heading), heading).toBe(key);
    }
  }
});

it.each([
  ['NO. KK', 'no_kk'],
  ['Nama Lengkap', 'nama'],
  ['L/P', 'sex'],
  ['Hub. Keluarga', 'kk_level'],
  ['Tgl Lahir', 'tanggallahir'],
  ['No', undefined],
  ['Baris', undefined],
  ['Masalah', undefined],
  ['', undefined],
])('%s is %s', (heading, key) => {
  expect(columnOfHeading(heading)).toBe(key);
});
