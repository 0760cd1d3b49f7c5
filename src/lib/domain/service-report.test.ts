import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RequestStatus } from './request-status.ts';
import { sumRequests, sumVoices, type RequestCount, type RequestLine } from './service-report.ts';

const statuses: RequestStatus[] = [
  ...(['draft', 'waiting', 'returned', 'processing'] as const),
  ...(['approved', 'rejected', 'cancelled', 'withdrawn'] as const),
];
const counts: fc.Arbitrary<RequestCount[]> = fc.array(
  fc.record({
    slug: fc.constantFrom('a', 'b', 'c', 'd'),
    name: fc.constant('Surat'),
    status: fc.constantFrom(...statuses),
    count: fc.nat(500),
    late: fc.nat(5),
  }),
  { maxLength: 40 },
);
const figures = ['received', 'finished', 'refused', 'cancelled', 'open', 'late'] as const;

test('what was received is finished, refused, cancelled or open, of each kind and of all', () => {
  fc.assert(
    fc.property(counts, (given) => {
      const { lines, all } = sumRequests(given);
      for (const line of [...lines, all])
        expect(line.finished + line.refused + line.cancelled + line.open).toBe(line.received);
      for (const figure of figures)
        expect(lines.reduce((sum, line) => sum + line[figure], 0)).toBe(all[figure]);
      expect(all.received).toBe(
        given.reduce((sum, { status, count }) => sum + (status === 'draft' ? 0 : count), 0),
      );
    }),
  );
});

test('the order of what is counted changes nothing, and the most asked for comes first', () => {
  fc.assert(
    fc.property(counts, (given) => {
      const { lines, all } = sumRequests(given);
      const turned = sumRequests(given.toReversed());
      const bySize = (found: RequestLine[]) => found.map(({ received }) => received);
      expect(turned.all).toEqual(all);
      expect(bySize(turned.lines)).toEqual(bySize(lines));
      expect(bySize(lines)).toEqual(bySize(lines).toSorted((a, b) => b - a));
    }),
  );
});

test('a withdrawn letter was issued; what was sent back is still open', () => {
  const of = (status: RequestStatus) => ({ slug: 'a', name: 'Surat', status, count: 1, late: 0 });
  expect(sumRequests(statuses.map(of)).all).toEqual({
    name: 'Semua',
    received: 7,
    finished: 2,
    refused: 1,
    cancelled: 1,
    open: 3,
    late: 0,
  });
});

test('voices of all categories together', () => {
  const some = fc.record({
    category: fc.string(),
    received: fc.nat(50),
    inTime: fc.nat(50),
    late: fc.nat(50),
    waiting: fc.nat(50),
  });
  fc.assert(
    fc.property(fc.array(some), (given) => {
      const all = sumVoices(given);
      for (const figure of ['received', 'inTime', 'late', 'waiting'] as const)
        expect(all[figure]).toBe(given.reduce((sum, one) => sum + one[figure], 0));
    }),
  );
});
