import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  absentFor,
  authoritiesOn,
  authorityOn,
  clashingMandate,
  overlaps,
  signerOn,
  type Absence,
  type Mandate,
  type MandateCapacity,
  type SigningBooks,
} from './signing-authority.ts';

const day = '2026-11-23';
const head = { officialId: 'head', from: '2022-01-01', until: '2028-01-01' };
const mandate = (
  officialId: string,
  capacity: MandateCapacity,
  change: Partial<Mandate> = {},
): Mandate => ({
  id: `${officialId}-${capacity}`,
  officialId,
  capacity,
  whenAbsent: capacity === 'an' || capacity === 'ub',
  from: '2026-01-01',
  until: '2026-12-31',
  ...change,
});
const away = (officialId: string, standInId: string): Absence => ({
  officialId,
  standInId,
  from: '2026-11-20',
  until: '2026-11-25',
});
const books = (change: Partial<SigningBooks> = {}): SigningBooks => ({
  heads: [head],
  mandates: [mandate('secretary', 'an'), mandate('clerk', 'ub')],
  absences: [],
  ...change,
});
const capacity = (of: SigningBooks, officialId: string, on = day) =>
  authorityOn(of, officialId, on)?.capacity;

describe('who may sign, as what', () => {
  it('the head alone while there', () => {
    expect(authoritiesOn(books(), day)).toEqual([
      { officialId: 'head', capacity: 'head', mandateId: undefined },
    ]);
  });

  it('the secretary on behalf of an absent head; the head still may', () => {
    const of = books({ absences: [away('head', 'secretary')] });
    expect(capacity(of, 'secretary')).toBe('an');
    expect(capacity(of, 'clerk')).toBeUndefined();
    expect(capacity(of, 'head')).toBe('head');
    expect(signerOn(of, day)).toEqual({
      officialId: 'secretary',
      capacity: 'an',
      mandateId: 'secretary-an',
    });
    expect(capacity(of, 'secretary', '2026-11-26')).toBeUndefined();
  });

  it('the clerk by order when both are absent, or when named to stand in', () => {
    const both = books({ absences: [away('head', 'secretary'), away('secretary', 'clerk')] });
    expect(capacity(both, 'clerk')).toBe('ub');
    expect(signerOn(both, day)?.officialId).toBe('clerk');
    expect(capacity(books({ absences: [away('head', 'clerk')] }), 'clerk')).toBe('ub');
  });

  it('at any time where the mandate says so', () => {
    const of = books({ mandates: [mandate('secretary', 'an', { whenAbsent: false })] });
    expect(capacity(of, 'secretary')).toBe('an');
    expect(signerOn(of, day)?.officialId).toBe('head');
  });

  it('whoever acts for a vacant post instead of its holder', () => {
    const of = books({ mandates: [mandate('secretary', 'plt')] });
    expect(capacity(of, 'secretary')).toBe('plt');
    expect(capacity(of, 'head')).toBeUndefined();
  });

  it('whoever acts by the day beside the head', () => {
    const of = books({
      mandates: [mandate('secretary', 'plh'), mandate('secretary', 'an'), mandate('clerk', 'an')],
      absences: [away('head', 'secretary')],
    });
    expect(capacity(of, 'secretary')).toBe('plh');
    expect(signerOn(of, day)?.capacity).toBe('plh');
    // Somebody leads: nothing is signed on the head's behalf meanwhile.
    expect(capacity(of, 'clerk')).toBeUndefined();
  });

  it.each([
    ['an expired decree', { until: '2026-11-22' }],
    ['a decree still to come', { from: '2026-11-24' }],
  ])('nobody by %s', (_, term) => {
    const of = books({ heads: [], mandates: [mandate('secretary', 'plt', term)] });
    expect(authoritiesOn(of, day)).toEqual([]);
    expect(signerOn(of, day)).toBeUndefined();
  });

  it('nobody after the head’s term, unless a mandate holds', () => {
    const of = books({ heads: [{ ...head, until: '2026-11-22' }], mandates: [] });
    expect(authoritiesOn(of, day)).toEqual([]);
    // A vacant post is an absent head.
    expect(capacity({ ...of, mandates: [mandate('secretary', 'an')] }, 'secretary')).toBe('an');
  });

  it('never by a mandate outside its days, whatever else there is', () => {
    const ids = fc.constantFrom('head', 'secretary', 'clerk');
    const dayOf = fc
      .integer({ min: 1, max: 28 })
      .map((n) => `2026-11-${String(n).padStart(2, '0')}`);
    const term = fc
      .tuple(dayOf, dayOf)
      .map(([a, b]) => ({ from: a < b ? a : b, until: a < b ? b : a }));
    const someMandate = fc
      .tuple(ids, fc.constantFrom<MandateCapacity>('plt', 'plh', 'an', 'ub'), term, fc.boolean())
      .map(([id, kind, t, whenAbsent]) => mandate(id, kind, { ...t, whenAbsent }));
    const someAbsence = fc
      .tuple(ids, ids, term)
      .map(([officialId, standInId, t]) => ({ officialId, standInId, ...t }));
    fc.assert(
      fc.property(
        fc.array(someMandate, { maxLength: 5 }),
        fc.array(someAbsence, { maxLength: 4 }),
        dayOf,
        (mandates, absences, on) => {
          const of = { heads: [head], mandates, absences };
          const all = authoritiesOn(of, on);
          for (const one of all.filter(({ capacity }) => capacity !== 'head')) {
            const due = mandates.filter(
              (m) => m.officialId === one.officialId && m.capacity === one.capacity,
            );
            expect(due.some((m) => m.from! <= on && on <= m.until!)).toBe(true);
          }
          // Whoever takes the pen may sign.
          const pen = signerOn(of, on);
          if (pen) expect(all).toContainEqual(pen);
          else expect(all).toEqual([]);
        },
      ),
    );
  });
});

describe('what is given twice', () => {
  const wanted = (capacity: MandateCapacity, officialId = 'other') =>
    mandate(officialId, capacity, { from: '2026-12-31', until: null });
  it.each([
    ['plt', 'plt', true],
    ['plh', 'plt', true],
    ['plt', 'plh', true],
    ['an', 'an', true],
    ['an', 'plh', false],
    ['ub', 'ub', false],
  ] as const)('%s beside %s of another: %s', (given, want, clashes) => {
    expect(Boolean(clashingMandate([mandate('one', given)], wanted(want)))).toBe(clashes);
  });
  it('a person has no capacity twice at a time, and may have it again after', () => {
    const given = [mandate('one', 'ub')];
    expect(clashingMandate(given, wanted('ub', 'one'))).toBe(given[0]);
    expect(
      clashingMandate(given, mandate('one', 'ub', { from: '2027-01-01', until: null })),
    ).toBeUndefined();
  });
  it('open ends reach everywhere', () => {
    expect(overlaps({ from: null, until: null }, { from: day, until: day })).toBe(true);
    expect(overlaps({ from: null, until: '2026-11-22' }, { from: day, until: null })).toBe(false);
  });
});

it('a stand-in stands in on the days of the absence', () => {
  const of = books({ absences: [away('secretary', 'clerk')] });
  expect(absentFor(of, 'clerk', '2026-11-20')).toEqual(['secretary']);
  expect(absentFor(of, 'clerk', '2026-11-26')).toEqual([]);
});
