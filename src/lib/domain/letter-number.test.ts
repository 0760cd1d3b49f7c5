import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatLetterNumber, parseLetterNumberPattern, shows } from './letter-number.ts';

const parts = {
  classification: '500.2.2.4',
  typeCode: 'SKU',
  sequence: 12,
  suffix: '',
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

it('puts the letter of an earlier date behind the number', () => {
  const number = formatLetterNumber(pattern('{nomor,3}/{tahun}'), { ...parts, suffix: 'b' });
  expect(number).toBe('012.b/2026');
});

const separator = fc.constantFrom('/', '.', '-', ' / ', '/DS/');
const written = fc
  .tuple(
    fc.shuffledSubarray(
      ['{kode}', '{kode_surat}', '{singkatan_desa}', '{bulan}', '{bulan_romawi}'],
      { minLength: 0 },
    ),
    fc.constantFrom('{nomor}', '{nomor,3}', '{nomor, 5}'),
    fc.array(separator, { minLength: 8, maxLength: 8 }),
    fc.nat(5),
  )
  .map(([tokens, nomor, separators, place]) => {
    const all = [...tokens.slice(0, place), nomor, ...tokens.slice(place), '{tahun}'];
    return all.map((token, index) => token + (separators[index] ?? '')).join('');
  })
  .filter((text) => text.trim().length <= 80);

it('a number says its sequence and year whatever the pattern', () => {
  const sequence = fc.integer({ min: 1, max: 99_999 });
  const suffix = fc.constantFrom('', 'a', 'z');
  fc.assert(
    fc.property(written, sequence, suffix, (text, value, letter) => {
      const read = pattern(text);
      const number = formatLetterNumber(read, { ...parts, sequence: value, suffix: letter });
      const escape = (words: string) => words.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
      // The others are known: an archive code has dots of its own, which may also part the tokens.
      const shape: Record<string, string> = {
        nomor: '0*(\\d+?)(?:\\.([a-z]))?',
        tahun: '(\\d{4})',
        kode: escape(parts.classification),
        kode_surat: parts.typeCode,
        singkatan_desa: parts.villageCode,
        bulan: '11',
        bulan_romawi: 'XI',
      };
      const whole = read
        .map((part) => ('text' in part ? escape(part.text) : shape[part.token]!))
        .join('');
      const found = new RegExp(`^${whole}$`).exec(number)!;
      expect(found).not.toBeNull();
      const [, first, second, third] = found;
      const order = read.findIndex((p) => 'token' in p && p.token === 'nomor');
      const year = read.findIndex((p) => 'token' in p && p.token === 'tahun');
      expect(order).toBeLessThan(year);
      expect([Number(first), second ?? '', third]).toEqual([value, letter, '2026']);
    }),
  );
});

it('numbers of one year differ when their sequences do', () => {
  const width = fc.constantFrom('', ',1', ',3', ',5');
  const place = fc.record({
    sequence: fc.integer({ min: 1, max: 99_999 }),
    suffix: fc.constantFrom('', 'a', 'b'),
  });
  fc.assert(
    fc.property(width, place, place, (digits, one, other) => {
      const read = pattern(`{kode}/{nomor${digits}}/{bulan_romawi}/{tahun}`);
      const number = (value: typeof one) => formatLetterNumber(read, { ...parts, ...value });
      expect(number(one) === number(other)).toBe(
        one.sequence === other.sequence && one.suffix === other.suffix,
      );
    }),
  );
});

it('says whether a pattern tells letter types or codes apart', () => {
  expect(shows(pattern('{kode_surat}/{nomor}/{tahun}'), 'kode_surat')).toBe(true);
  expect(shows(pattern('{kode}/{nomor}/{tahun}'), 'kode_surat')).toBe(false);
  expect(shows(pattern('{kode}/{nomor}/{tahun}'), 'kode')).toBe(true);
});
