import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatRupiah,
  largestAmount,
  numberWords,
  parseRupiah,
  rupiahWords,
} from './money-words.ts';

it.each([
  [0, 'nol'],
  [1, 'satu'],
  [10, 'sepuluh'],
  [11, 'sebelas'],
  [17, 'tujuh belas'],
  [20, 'dua puluh'],
  [21, 'dua puluh satu'],
  [100, 'seratus'],
  [111, 'seratus sebelas'],
  [999, 'sembilan ratus sembilan puluh sembilan'],
  [1000, 'seribu'],
  [1001, 'seribu satu'],
  [2000, 'dua ribu'],
  [11_000, 'sebelas ribu'],
  [100_000, 'seratus ribu'],
  [101_000, 'seratus satu ribu'],
  [1_000_000, 'satu juta'],
  [1_001_000, 'satu juta seribu'],
  [1_250_000, 'satu juta dua ratus lima puluh ribu'],
  [1_000_000_000, 'satu miliar'],
  [2_000_000_000_000, 'dua triliun'],
])('%i is %s', (value, words) => {
  expect(numberWords(value)).toBe(words);
});

/** Reads the words back by their own grammar, written the other way round. */
function valueOf(words: string): number {
  const small: Record<string, number> = {
    nol: 0,
    satu: 1,
    dua: 2,
    tiga: 3,
    empat: 4,
    lima: 5,
    enam: 6,
    tujuh: 7,
    delapan: 8,
    sembilan: 9,
    sepuluh: 10,
    sebelas: 11,
    seratus: 100,
  };
  const scale: Record<string, number> = { ribu: 1e3, juta: 1e6, miliar: 1e9, triliun: 1e12 };
  let total = 0;
  let group = 0;
  let digit = 0;
  for (const word of words.split(' ')) {
    if (word === 'seribu') total += 1000;
    else if (word === 'belas') [group, digit] = [group + digit + 10, 0];
    else if (word === 'puluh') [group, digit] = [group + digit * 10, 0];
    else if (word === 'ratus') [group, digit] = [group + digit * 100, 0];
    else if (word in scale) [total, group, digit] = [total + (group + digit) * scale[word]!, 0, 0];
    else [group, digit] = [group + digit, small[word] ?? Number.NaN];
  }
  return total + group + digit;
}

it('every number reads back from its words', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: largestAmount }), (value) => {
      expect(valueOf(numberWords(value))).toBe(value);
    }),
  );
});

it.each([-1, 1.5, largestAmount + 1, Number.NaN])('has no words for %d', (value) => {
  expect(() => numberWords(value)).toThrow(RangeError);
});

describe('rupiah', () => {
  it('are written and spelled', () => {
    expect(formatRupiah(1_250_000)).toBe('Rp1.250.000');
    expect(formatRupiah(0)).toBe('Rp0');
    expect(rupiahWords(750_000)).toBe('tujuh ratus lima puluh ribu rupiah');
  });

  it('are read back as written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: largestAmount }), (amount) => {
        expect(parseRupiah(formatRupiah(amount))).toBe(amount);
      }),
    );
  });

  it.each([
    ['1500000', 1_500_000],
    [' Rp 1.500.000 ', 1_500_000],
    ['rp. 1.500.000,-', 1_500_000],
    ['1.500.000,00', 1_500_000],
    ['1 500 000', 1_500_000],
    ['0', 0],
  ])('%s are %i', (written, amount) => {
    expect(parseRupiah(written)).toBe(amount);
  });

  it.each(['', 'satu juta', '1,5 juta', '1.50.000', '1500.000', '-5', '1.5', '9'.repeat(16)])(
    '%j is no amount',
    (written) => {
      expect(parseRupiah(written)).toBeUndefined();
    },
  );
});
