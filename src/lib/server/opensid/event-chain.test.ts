import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainEvents, readEvent } from './event-chain.ts';

const TODAY = '2026-11-23';
const row = (kode_peristiwa: number, tgl_peristiwa: string, more: Record<string, string> = {}) => ({
  id: '1',
  kode_peristiwa: String(kode_peristiwa),
  tgl_peristiwa: `${tgl_peristiwa} 00:00:00`,
  ...more,
});
const chain = (codes: readonly (readonly [number, string])[], basicStatus: number) =>
  chainEvents(
    codes.map(([code, day], at) => {
      const event = readEvent({ ...row(code, day), id: String(at + 1) }, TODAY);
      if (typeof event === 'string') throw new Error(event);
      return event;
    }),
    { basicStatus, birthDate: '1980-01-01' },
  );

describe('a row of the log', () => {
  it('is read with its details', () => {
    expect(
      readEvent(
        row(2, '2024-03-01', {
          tgl_lapor: '2024-03-02 09:00:00',
          meninggal_di: 'RSUD',
          jam_mati: '04:30',
          sebab: '1',
          penolong_mati: '9',
          catatan: 'dimakamkan di desa',
        }),
        TODAY,
      ),
    ).toEqual({
      id: '1',
      kind: 'death',
      occurredOn: '2024-03-01',
      reportedOn: '2024-03-02',
      details: { place: 'RSUD', time: '04:30', cause: 1, note: 'dimakamkan di desa' },
    });
  });

  it.each([
    [row(7, '2024-03-01'), 'tidak dikenal'],
    [row(2, '0000-00-00'), 'tidak terbaca'],
    [row(2, '2024-02-30'), 'tidak terbaca'],
    [row(2, '2027-01-01'), 'belum terjadi'],
  ])('that cannot have happened is refused', (data, words) => {
    expect(readEvent(data, TODAY)).toContain(words);
  });
});

describe('the events of one person', () => {
  it('are followed through leaving and coming back', () => {
    const found = chain(
      [
        [3, '2020-01-01'],
        [5, '2021-01-01'],
        [4, '2022-01-01'],
        [5, '2023-01-01'],
        [2, '2024-01-01'],
      ],
      2,
    );
    expect(found?.map(({ kind, effect }) => [kind, effect])).toEqual([
      ['departure', -1],
      ['arrival', 1],
      ['missing', -1],
      ['return', 1],
      ['death', -1],
    ]);
  });

  it.each([
    ['somebody dead who lives', [[2, '2024-01-01']], 1],
    [
      'somebody who dies twice',
      [
        [2, '2024-01-01'],
        [2, '2024-02-01'],
      ],
      2,
    ],
    [
      'somebody who moves after death',
      [
        [2, '2024-01-01'],
        [3, '2024-02-01'],
      ],
      3,
    ],
    ['somebody who came before being born', [[5, '1979-01-01']], 1],
    [
      'somebody born twice',
      [
        [1, '1980-01-01'],
        [1, '1980-01-02'],
      ],
      1,
    ],
  ] as const)('are not sound for %s', (_who, codes, status) => {
    expect(chain(codes, status)).toBeUndefined();
  });

  it('add up to who is there now, in whatever order the log has them', () => {
    const events = fc.uniqueArray(
      fc.record({ code: fc.integer({ min: 1, max: 6 }), day: fc.integer({ min: 10, max: 28 }) }),
      { selector: ({ day }) => day, minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(events, fc.constantFrom(1, 2, 3, 4, 6), (log, status) => {
        const found = chain(
          log.map(({ code, day }) => [code, `2020-01-${day}`] as const),
          status,
        );
        if (!found) return;
        const before = found[0]!.before === undefined ? 0 : 1;
        const sum = found.reduce((total, { effect }) => total + effect, before);
        expect(sum).toBe(status === 1 ? 1 : 0);
      }),
    );
  });
});
