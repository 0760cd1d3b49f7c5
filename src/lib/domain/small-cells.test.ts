import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hideSmallCells, SMALLEST_SHOWN } from './small-cells.ts';

const told = (counts: readonly number[]) => JSON.stringify(hideSmallCells(counts));
const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);

/** All tables of that many cells with that total. */
function* tables(cells: number, total: number): Generator<number[]> {
  if (cells === 1) return yield [total];
  for (let first = 0; first <= total; first += 1)
    for (const rest of tables(cells - 1, total - first)) yield [first, ...rest];
}

test('what is shown is never of fewer than three', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9), { minLength: 1, maxLength: 12 }), (counts) => {
      hideSmallCells(counts)?.forEach((cell, i) => {
        if (cell.shown) expect(cell.count).toBe(counts[i]);
        expect(cell.shown && cell.count < SMALLEST_SHOWN).toBe(false);
      });
    }),
  );
});

test('nothing is hidden where nothing is small', () => {
  expect(hideSmallCells([3, 40, 7])!.every((cell) => cell.shown)).toBe(true);
});

test('who knows the total and the rule still learns no cell of one or two people', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(6), { minLength: 2, maxLength: 5 }), (counts) => {
      fc.pre(hideSmallCells(counts) !== undefined);
      const published = told(counts);
      const possible = [...tables(counts.length, sum(counts))].filter((t) => told(t) === published);
      counts.forEach((count, i) => {
        if (count === 0 || count >= SMALLEST_SHOWN) return;
        expect(new Set(possible.map((table) => table[i])).size).toBeGreaterThan(1);
      });
    }),
    { numRuns: 150 },
  );
});

test('a lone small cell takes the next one with it, several hide each other', () => {
  const shown = (counts: number[]) =>
    hideSmallCells(counts)!.map((cell) => (cell.shown ? cell.count : cell.few ? '< 3' : '–'));
  expect(shown([500, 2, 30, 8])).toEqual([500, '< 3', '–', 8]);
  expect(shown([500, 30, 1])).toEqual([500, '–', '< 3']);
  expect(shown([2600, 1, 0, 0])).toEqual([2600, '< 3', '< 3', '< 3']);
  expect(shown([9, 2, 2, 7])).toEqual([9, '< 3', '< 3', '–']);
  expect(hideSmallCells([2, 0, 1])).toBeUndefined();
});
