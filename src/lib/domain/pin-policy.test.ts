import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commonPins } from './common-pins.ts';
import { pinProblem, readPin } from './pin-policy.ts';

const nobody = { nik: '9988776655443322' };
const sixDigits = fc.stringMatching(/^\d{6}$/);

describe('a PIN is read as it was typed', () => {
  const space = fc.constantFrom('', ' ', '  ', '-', ' - ', '\u2013', '\u00a0', '\t');
  test('whatever space or hyphen parts its digits', () => {
    fc.assert(
      fc.property(sixDigits, fc.array(space, { minLength: 7, maxLength: 7 }), (pin, spaces) => {
        const typed = spaces[6]! + [...pin].map((digit, i) => digit + spaces[i]!).join('');
        expect(readPin(typed)).toBe(pin);
      }),
    );
  });

  test.each(['384.719', '384719a', '38471', '384+719'])('%j stays what it is', (typed) => {
    expect(readPin(typed)).toBe(typed);
  });
});

describe('a PIN is refused', () => {
  test.each([
    ['123456', 'a run up'],
    ['654321', 'a run down'],
    ['890123', 'a run over nine'],
    ['246802', 'a run by twos'],
    ['111111', 'one digit'],
    ['121212', 'two digits'],
    ['123123', 'a half twice'],
    ['427724', 'a half mirrored'],
    ['112233', 'pairs'],
    ['448800', 'any pairs'],
    ['777751', 'a digit four times'],
    ['123789', 'two short runs'],
  ])('%s: %s', (pin) => {
    expect(pinProblem(pin, nobody)).toMatch(/berurutan, kembar, atau berulang/);
  });

  test.each(['12345', '1234567', '12345a', '', '１２３４５６'])('%j is not six digits', (pin) => {
    expect(pinProblem(pin, nobody)).toBe('PIN terdiri dari tepat 6 angka.');
  });

  test('each of the hundred most common', () => {
    expect(commonPins.size).toBeGreaterThanOrEqual(100);
    for (const pin of commonPins) expect(pinProblem(pin, nobody), pin).toBeDefined();
  });

  const born = { ...nobody, birthDate: '1978-06-25' };
  test.each([
    ['250678', 'DDMMYY'],
    ['780625', 'YYMMDD'],
    ['062578', 'MMDDYY'],
    ['782506', 'YYDDMM'],
    ['251978', 'day and year'],
    ['250619', 'the first six of DDMMYYYY'],
    ['061978', 'month and year'],
    ['197806', 'year and month'],
    ['197825', 'year and day'],
    ['781978', 'the year twice'],
    ['876052', 'DDMMYY backwards'],
  ])('%s follows from the birth date (%s)', (pin) => {
    expect(pinProblem(pin, born)).toMatch(/tanggal lahir/);
  });

  test('when it stands anywhere in NIK, KK or phone number, in either direction', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{16}$/),
        fc.nat(10),
        fc.boolean(),
        fc.constantFrom('nik', 'kk', 'phone'),
        (number, start, back, where) => {
          const facts = {
            ...nobody,
            ...(where === 'phone' ? { phone: '+628' + number.slice(0, 10) } : { [where]: number }),
          };
          const source = where === 'phone' ? '08' + number.slice(0, 10) : number;
          fc.pre(source.length >= start + 6);
          const part = source.slice(start, start + 6);
          const pin = back ? [...part].reverse().join('') : part;
          expect(pinProblem(pin, facts)).toBeDefined();
        },
      ),
    );
  });
});

test('a refusal for one person is no refusal for another: 384719 is refused only where it is known', () => {
  expect(pinProblem('384719', nobody)).toBeUndefined();
  expect(pinProblem('384719', { nik: '5207023847190001' })).toMatch(/NIK/);
  expect(pinProblem('384719', { ...nobody, phone: '0812-3847-1900' })).toMatch(/nomor HP/);
});

test('most numbers remain: at least 95 in 100 are good for a given person', () => {
  const person = {
    nik: '5207026506780003',
    kk: '5207020101050007',
    birthDate: '1978-06-25',
    phone: '+6281234567899',
  };
  let good = 0;
  for (let n = 0; n < 1_000_000; n += 7)
    if (!pinProblem(String(n).padStart(6, '0'), person)) good += 7;
  expect(good).toBeGreaterThan(950_000);
});

test('never throws, and always answers with a sentence', () => {
  fc.assert(
    fc.property(fc.oneof(sixDigits, fc.string()), fc.string(), fc.string(), (pin, a, b) => {
      const problem = pinProblem(pin, { nik: a, kk: b, birthDate: a, phone: b });
      if (problem !== undefined) expect(problem).toMatch(/\.$/);
    }),
  );
});
