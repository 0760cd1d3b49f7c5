import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast } from '../domain/contrast.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const [lightPart = '', darkPart = ''] = css.split('@media');
const read = (part: string) =>
  Object.fromEntries(
    [...part.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((m) => [m[1]!, m[2]!]),
  );
const light = read(lightPart);
const themes = { light, dark: { ...light, ...read(darkPart) } };

/** Words on their grounds: 4.5 (WCAG 1.4.3 AA). */
const words: [string, string][] = [
  ...['paper', 'surface', 'sunk'].flatMap((ground) =>
    ['ink', 'ink-soft', 'accent', 'red'].map((word): [string, string] => [word, ground]),
  ),
  ...['accent-soft', 'gold-soft', 'red-soft', 'blue-soft'].map((ground): [string, string] => [
    'ink',
    ground,
  ]),
  ['accent', 'accent-soft'],
  ['ink-soft', 'accent-soft'],
  ['gold', 'gold-soft'],
  ['gold', 'paper'],
  ['gold', 'accent-soft'],
  ['red', 'red-soft'],
  ['red', 'accent-soft'],
  ['blue', 'blue-soft'],
  ['on-accent', 'accent'],
  ['on-red', 'red'],
  ['on-band', 'band'],
  ['on-band', 'band-deep'],
  ['on-band-soft', 'band'],
];

/** What must be seen though it is not read (borders of controls, icons, rings): 3 (WCAG 1.4.11). */
const seen: [string, string][] = [
  ['edge', 'surface'],
  ['edge', 'paper'],
  ['accent', 'line'],
  ['gold-line', 'band-deep'],
  ['gold-line', 'ink'],
];

describe.each(Object.entries(themes))('%s theme', (name, tokens) => {
  it.each(words)('%s reads on %s', (word, ground) => {
    expect(contrast(tokens[word]!, tokens[ground]!)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(seen.filter(([one]) => name === 'light' || one !== 'gold-line'))(
    '%s shows on %s',
    (one, other) => {
      expect(contrast(tokens[one]!, tokens[other]!)).toBeGreaterThanOrEqual(3);
    },
  );
  it('writes white on a pressed button', () => {
    for (const ground of ['accent-deep', 'red-deep'])
      expect(contrast('#ffffff', tokens[ground]!)).toBeGreaterThanOrEqual(4.5);
  });
});

it('keeps its colours in tokens.css and no dark theme of its own elsewhere', () => {
  expect(Object.keys(light).length).toBeGreaterThan(20);
  expect(Object.keys(read(darkPart)).length).toBeGreaterThan(20);
});
