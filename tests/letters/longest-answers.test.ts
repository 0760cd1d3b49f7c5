import { expect, it } from 'vitest';
import { shippedTypes } from '../../src/lib/server/letters/index.ts';
import { fullestInput } from './golden-letters.ts';
import { setLetter } from './set-letter.ts';

it.each([...shippedTypes().values()])('$name has room for every answer at its longest', (type) => {
  const { lost, misplaced } = setLetter(fullestInput(type));
  expect(lost).toEqual([]);
  expect(misplaced).toEqual([]);
});
