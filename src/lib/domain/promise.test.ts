import { expect, test } from 'vitest';
import { daysUntil, keptWords, lateness, promiseWords } from './promise.ts';

test('a promise is told by its distance in days', () => {
  expect(daysUntil('2026-12-01', '2026-11-30')).toBe(1);
  expect(daysUntil('2026-11-23', '2026-11-25')).toBe(-2);
  expect(
    ['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25'].map((d) => lateness(d, '2026-11-23')),
  ).toEqual(['late', 'today', 'soon', 'fine']);
  expect([-2, 0, 1, 3].map(promiseWords)).toEqual([
    'terlambat 2 hari',
    'hari ini',
    'besok',
    '3 hari lagi',
  ]);
});

test('the applicant is told how it was kept, also when it was not', () => {
  expect([2, 0, -3].map(keptWords)).toEqual([
    'Selesai 2 hari lebih cepat dari janji.',
    'Selesai tepat pada hari yang dijanjikan.',
    'Selesai 3 hari setelah hari yang dijanjikan. Maaf atas keterlambatannya.',
  ]);
});
