import fc from 'fast-check';
import { expect, test } from 'vitest';
import { namesAlike, nikNeighbours, nikSlip } from './likely-double.ts';

const nik = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 16, maxLength: 16 });

test('one digit off, or two that changed places, is a slip; nothing and more are none', () => {
  expect(nikSlip('5207024708840001', '5207024708840002')).toBe('digit');
  expect(nikSlip('5207024708840001', '5207024780840001')).toBe('swap');
  expect(nikSlip('5207024708840001', '5207024708840001')).toBeUndefined();
  expect(nikSlip('5207024708840001', '5207024708840010')).toBe('swap');
  expect(nikSlip('5207024708840001', '5207024708841102')).toBeUndefined();
});

test('the neighbours are exactly the numbers that are one slip away', () => {
  fc.assert(
    fc.property(nik, nik, (a, b) => {
      const near = nikNeighbours(a);
      expect(near).not.toContain(a);
      expect(near.every((n) => nikSlip(a, n) !== undefined && nikSlip(n, a) !== undefined)).toBe(
        true,
      );
      expect(near.includes(b)).toBe(nikSlip(a, b) !== undefined);
      expect(near.length).toBeGreaterThanOrEqual(144);
    }),
  );
  fc.assert(
    fc.property(nik, fc.nat(15), fc.nat(15), fc.nat(9), (a, i, j, digit) => {
      const other = a.slice(0, i) + digit + a.slice(i + 1);
      const swapped = [...a];
      [swapped[i], swapped[j]] = [swapped[j]!, swapped[i]!];
      for (const b of [other, swapped.join('')]) if (b !== a) expect(nikNeighbours(a)).toContain(b);
    }),
  );
});

test.each([
  ['SITI RAHMAWATI', 'SITI RAHMAWTI'],
  ['SOEKARNO', 'SUKARNO'],
  ['DJOKO WIDODO', 'JOKO WIDODO'],
  ['MUHAMMAD ALI', 'M. ALI'],
  ['MUH. ALI', 'MOHAMAD ALI'],
  ['FATIMAH', 'PATIMA'],
  ['NUR AINI', "NUR'AINI"],
  ['NURAINI', 'NUR AINI'],
  ['SITI AMINAH', 'AMINAH'],
  ['ACHMAD ZAINAL', 'AHMAD SAENAL'],
  ['YUSUF', 'JUSUP'],
  ['LALU HENDRA PUTRA', 'LALU H. PUTRA'],
  ['AMINAH SITI', 'SITI AMINAH'],
])('%s and %s may be one', (a, b) => {
  expect(namesAlike(a, b)).toBe(true);
  expect(namesAlike(b, a)).toBe(true);
});

test.each([
  ['SITI RAHMAWATI', 'BUDI SANTOSO'],
  ['LALU HENDRA', 'SITI AMINAH'],
  ['ALI', 'ANI'],
  ['SITI AMINAH', 'SITI KHADIJAH'],
  ['', 'SITI'],
])('%s and %s are two', (a, b) => {
  expect(namesAlike(a, b)).toBe(false);
  expect(namesAlike(b, a)).toBe(false);
});

test('alike goes both ways, and a name is alike to itself and to itself with one letter mistyped', () => {
  const letters = fc.stringMatching(/^[A-Z]{3,9}( [A-Z]{2,9}){0,2}$/);
  fc.assert(
    fc.property(letters, letters, (a, b) => {
      expect(namesAlike(a, a)).toBe(true);
      expect(namesAlike(a, b)).toBe(namesAlike(b, a));
    }),
  );
  fc.assert(
    fc.property(letters, fc.nat(20), fc.constantFrom(...'AXK'), (name, at, letter) => {
      fc.pre(name.length >= 4 && at < name.length);
      expect(namesAlike(name, name.slice(0, at) + letter + name.slice(at + 1))).toBe(true);
    }),
  );
});
