import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toRoman } from './roman.ts';

it.each([
  [1, 'I'],
  [4, 'IV'],
  [9, 'IX'],
  [11, 'XI'],
  [12, 'XII'],
  [1994, 'MCMXCIV'],
  [3999, 'MMMCMXCIX'],
])('%i is %s', (value, roman) => {
  expect(toRoman(value)).toBe(roman);
});

it('reads back as the same number', () => {
  const worth: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3999 }), (value) => {
      const digits = [...toRoman(value)].map((numeral) => worth[numeral]!);
      const sum = digits.reduce(
        (total, digit, index) => total + (digit < (digits[index + 1] ?? 0) ? -digit : digit),
        0,
      );
      expect(sum).toBe(value);
    }),
  );
});

it.each([0, -1, 4000, 1.5, Number.NaN])('refuses %d', (value) => {
  expect(() => toRoman(value)).toThrow(RangeError);
});
