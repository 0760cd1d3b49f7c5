import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from './dates-id.ts';
import { countedEvents, presentOn, type PresenceEvent } from './presence.ts';

const day = fc.integer({ min: 0, max: 40 }).map((n) => addDays('2026-01-01', n));
const life = fc.record({
  listedNow: fc.boolean(),
  events: fc.array(
    fc.record({ occurredOn: day, effect: fc.constantFrom(-1 as const, 0 as const, 1 as const) }),
    { maxLength: 6 },
  ),
});

test('start + in − out = end, whatever befell whom between any two days', () => {
  fc.assert(
    fc.property(fc.array(life, { maxLength: 8 }), day, day, (people, one, other) => {
      const [before, until] = one < other ? [one, other] : [other, one];
      const present = (on: string) =>
        people.filter(({ events, listedNow }) => presentOn(events, listedNow, on)).length;
      const moved = (effect: number) =>
        people
          .flatMap(({ events }) => countedEvents(events))
          .filter((e) => e.effect === effect && e.occurredOn > before && e.occurredOn <= until)
          .length;
      expect(present(before) + moved(1) - moved(-1)).toBe(present(until));
    }),
    { numRuns: 500 },
  );
});

test('the latest event decides, before the first one its opposite, without any the register', () => {
  const events: PresenceEvent[] = [
    { occurredOn: '2026-03-10', effect: 1 },
    { occurredOn: '2026-05-01', effect: 0 },
    { occurredOn: '2026-06-20', effect: -1 },
  ];
  const on = (day: string) => presentOn(events, false, day);
  expect(on('2026-03-09')).toBe(false);
  expect(on('2026-03-10')).toBe(true);
  expect(on('2026-06-19')).toBe(true);
  expect(on('2026-06-20')).toBe(false);
  expect(presentOn([{ occurredOn: '2026-06-20', effect: -1 }], false, '2020-01-01')).toBe(true);
  expect(presentOn([], true, '1990-01-01')).toBe(true);
});

test('an arrival of somebody who is there adds nobody', () => {
  const came = { occurredOn: '2026-03-10', effect: 1 } as const;
  const again = { occurredOn: '2026-04-10', effect: 1 } as const;
  expect(countedEvents([again, came])).toEqual([came]);
});
