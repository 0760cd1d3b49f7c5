import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAlarming } from './sign-in-alarm.ts';

test.each([
  [19, [], false],
  [20, [], true],
  [20, [1, 2, 3], true],
  [49, [10, 2, 30], false],
  [50, [10, 2, 30], true],
  [24, [4, 6], false],
  [25, [4, 6], true],
])('%i in the last hour against %j: %s', (lastHour, usual, alarming) => {
  expect(isAlarming(lastHour, usual)).toBe(alarming);
});

test('a single wild hour before does not hide the next one', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 3 }), (quiet) => {
      expect(isAlarming(25, [...quiet, 5000])).toBe(true);
    }),
  );
});
