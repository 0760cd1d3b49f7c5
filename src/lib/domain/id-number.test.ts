import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIGITS_LOST, maskIdNumber, normaliseIdNumber } from './id-number.ts';

const sixteen = fc
  .tuple(fc.integer({ min: 11, max: 96 }), fc.integer({ min: 0, max: 99_999_999_999_999 }))
  .map(([province, rest]) => `${province}${String(rest).padStart(14, '0')}`);

const digitsOf = (cell: Parameters<typeof normaliseIdNumber>[0]): string => {
  const read = normaliseIdNumber(cell);
  return read.ok ? read.value.digits : read.expected;
};

describe('text', () => {
  it('gives its digits back whatever stands between them', () => {
    const noise = fc.constantFrom('', ' ', '.', '-', '\u00a0', "'", '\u200b', '  ');
    fc.assert(
      fc.property(sixteen, fc.array(noise, { minLength: 16, maxLength: 16 }), (digits, between) => {
        const written = [...digits].map((digit, index) => between[index]! + digit).join('');
        expect(digitsOf(written)).toBe(digits);
      }),
    );
  });

  it.each([
    ["'5207021511800003", '5207021511800003'],
    ['52.07.02.151180.0003', '5207021511800003'],
    ['5207021511800003.0', '5207021511800003'],
    ['5207021511800003,00', '5207021511800003'],
    ['5,207021511800003E+15', '5207021511800003'],
    ['0', '0'],
    ['', ''],
  ])('%s is %s', (cell, digits) => {
    expect(digitsOf(cell)).toBe(digits);
  });

  it('with letters in it is refused, an O for a 0 too', () => {
    expect(digitsOf('52O7021511800003')).toContain('tanpa huruf');
  });

  it('in scientific notation is refused when digits are missing from it', () => {
    expect(digitsOf('5.20702E+15')).toBe(DIGITS_LOST);
    expect(digitsOf('5,2070215118E+15')).toBe(DIGITS_LOST);
  });
});

describe('a number', () => {
  it('keeps its sixteen digits up to 2^53 and proves it unless the last is 0', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_100_000_000_000_000, max: Number.MAX_SAFE_INTEGER }),
        (value) => {
          const ends = value % 10;
          expect(normaliseIdNumber(value)).toEqual({
            ok: true,
            value: {
              digits: String(value),
              lastDigitDoubtful: ends === 0,
              provesSixteenDigits: ends !== 0,
            },
          });
        },
      ),
    );
  });

  it('above 2^53 is refused: that is every NIK of Papua', () => {
    expect(digitsOf(Number('9101011511800003'))).toBe(DIGITS_LOST);
    expect(digitsOf(Number('9671011511800004'))).toBe(DIGITS_LOST);
  });

  it('with a fraction, negative or none at all is refused', () => {
    for (const value of [1.5, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(normaliseIdNumber(value).ok).toBe(false);
    }
  });
});

it('is masked without a digit of the middle, and wholly when short', () => {
  expect(maskIdNumber('5207021511800003')).toBe('5207••••••••0003');
  expect(maskIdNumber('12345')).toBe('•••••');
});
