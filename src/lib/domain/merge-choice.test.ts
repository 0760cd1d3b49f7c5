import { expect, it } from 'vitest';
import { likelierSide, type MergeSide } from './merge-choice.ts';

const side = (name: string, day: number, nik_temporary = false, more: object = {}): MergeSide => ({
  name,
  nik: nik_temporary ? '0520702201500006' : '5207024708840001',
  nik_temporary,
  updated_at: new Date(Date.UTC(2026, 10, day)),
  ...more,
});

it.each<[string, MergeSide, MergeSide, 'a' | 'b' | undefined]>([
  ['both say the same', side('SITI', 1), side('SITI', 2), undefined],
  ['one says nothing', side('', 9), side('SITI', 1, true), 'b'],
  ['one has a NIK of Dukcapil', side('SITI', 1), side('SITTI', 9, true), 'a'],
  ['one was worked on last', side('SITI', 1), side('SITTI', 9), 'b'],
])('takes a name from the likelier record where %s', (_where, a, b, taken) => {
  expect(likelierSide(a, b, 'name')).toBe(taken);
});

it('takes a NIK of Dukcapil before a temporary one, whichever was worked on last', () => {
  expect(likelierSide(side('SITI', 9, true), side('SITI', 1), 'nik')).toBe('b');
});
