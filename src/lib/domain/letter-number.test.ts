import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatLetterNumber, namesLetterType, parseLetterNumberPattern } from './letter-number.ts';

const parts = {
  classification: '500.2.2.4',
  typeCode: 'SKU',
  sequence: 12,
  villageCode: 'BTP',
  date: '2026-11-23',
};

function pattern(written: string) {
  const read = parseLetterNumberPattern(written);
  if (!read.ok) throw new Error(read.problem);
  return read.pattern;
}
const problem = (written: string) => {
  const read = parseLetterNumberPattern(written);
  return read.ok ? '' : read.problem;
};

it.each([
  ['{kode}/{nomor,3}/{singkatan_desa}/{bulan_romawi}/{tahun}', '500.2.2.4/012/BTP/XI/2026'],
  ['{kode}/{nomor}/Batu Putih/{tahun}', '500.2.2.4/12/Batu Putih/2026'],
  ['{nomor,3}.{kode_surat}-{bulan}.{tahun}', '012.SKU-11.2026'],
])('%s gives %s', (written, number) => {
  expect(formatLetterNumber(pattern(written), parts)).toBe(number);
});

it('does not cut a sequence that has outgrown its width', () => {
  const number = formatLetterNumber(pattern('{nomor,3}/{tahun}'), { ...parts, sequence: 12_345 });
  expect(number).toBe('12345/2026');
});

describe('a pattern is refused', () => {
  it.each([
    ['{kode}/{tahun}', '{nomor} tepat satu kali'],
    ['{nomor}/{nomor}/{tahun}', '{nomor} tepat satu kali'],
    ['{nomor}', '{tahun} tepat satu kali'],
    ['{nomor}/{tahun}/{desa}', '{desa} tidak dikenal'],
    ['{nomor}/{tahun,2}', '{tahun,2} tidak dikenal'],
    ['{nomor,0}/{tahun}', '{nomor,0} tidak dikenal'],
    ['{nomor/{tahun}', 'tidak dikenal'],
    ['{kode}{nomor}/{tahun}', 'tanda pemisah'],
    ['{nomor}/{tahun}/<b>', 'hanya boleh huruf'],
    ['{nomor}/{tahun}' + '/A'.repeat(50), 'paling panjang'],
    ['', '{nomor} tepat satu kali'],
    ['{constructor}/{nomor}/{tahun}', 'tidak dikenal'],
  ])('%s', (written, reason) => {
    expect(problem(written)).toContain(reason);
  });
});

it('numbers of one year differ when their sequences do', () => {
  const width = fc.constantFrom('', ',1', ',3', ',5');
  const sequence = fc.integer({ min: 1, max: 99_999 });
  fc.assert(
    fc.property(width, sequence, sequence, (digits, one, other) => {
      const read = pattern(`{kode}/{nomor${digits}}/{bulan_romawi}/{tahun}`);
      const number = (value: number) => formatLetterNumber(read, { ...parts, sequence: value });
      expect(number(one) === number(other)).toBe(one === other);
    }),
  );
});

it('says whether a pattern tells letter types apart', () => {
  expect(namesLetterType(pattern('{kode_surat}/{nomor}/{tahun}'))).toBe(true);
  expect(namesLetterType(pattern('{kode}/{nomor}/{tahun}'))).toBe(false);
});
