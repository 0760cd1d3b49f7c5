import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedTypes } from '../../src/lib/server/letters/index.ts';
import { type GoldenPerson, goldenPersons } from './golden-letters.ts';
import { setLetter } from './set-letter.ts';

const golden = join(import.meta.dirname, 'golden');
const types = [...shippedTypes().values()];
const persons = Object.keys(goldenPersons) as GoldenPerson[];

describe.each(types)('$code, $name', (type) => {
  it.each(persons)('with the %s person it reads as before, and nothing is lost', async (person) => {
    const { pages, lost, misplaced } = setLetter(goldenPersons[person](type));
    const text = pages.map((lines) => lines.join('\n')).join('\n— next page —\n');
    expect(text).not.toMatch(/[{}]{2}|undefined|null|NaN|\[object|\(\s*\)/);
    // What a letter may say of its signature: signature-wording.ts (PP 71/2019).
    expect(text).not.toMatch(/BSrE|BSSN|sah seperti|[^k] tersertifikasi/i);
    expect(lost).toEqual([]);
    expect(misplaced).toEqual([]);
    await expect(`${text}\n`).toMatchFileSnapshot(join(golden, `${type.slug}.${person}.txt`));
  });
});

it('no golden file is left of a letter that is gone', () => {
  const known = new Set(types.flatMap(({ slug }) => persons.map((one) => `${slug}.${one}.txt`)));
  expect(readdirSync(golden).filter((name) => !known.has(name))).toEqual([]);
});
