import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, 'css');

/** Names that a sheet gives a look of its own, wherever on a page they stand. */
const namesIn = (sheet: string) =>
  new Set(
    [...readFileSync(join(folder, sheet), 'utf8').matchAll(/^\.([a-z][\w-]*) \{/gm)].map(
      ([, name]) => name!,
    ),
  );

test('a class means one thing: the office wears all sheets at once', () => {
  const sheets = readdirSync(folder).filter((name) => name.endsWith('.css'));
  const byName = new Map<string, string[]>();
  for (const sheet of sheets)
    for (const name of namesIn(sheet)) byName.set(name, [...(byName.get(name) ?? []), sheet]);
  expect(byName.size).toBeGreaterThan(100);
  expect([...byName].filter(([, places]) => places.length > 1)).toEqual([]);
});
