import { expect, it } from 'vitest';
import { isQuick } from './quick-pattern.ts';

it.each([
  String.raw`[A-Z]{1,2} \d{1,4} [A-Z]{1,3}`,
  '(a+)+$',
  '(a*)*',
  '(a|a)*b',
  '(x+x+)+y',
  String.raw`(a)\1`,
  '(?=a)b',
  '(?<n>a)\\k<n>',
  'a*a*a*b',
  'a{1,900}a{1,900}a{1,900}b',
  'a?'.repeat(30) + 'a'.repeat(30),
  '(a|a)'.repeat(20) + 'b',
])('%s could take for ever', (pattern) => {
  expect(isQuick(pattern)).toBe(false);
});

it.each([
  String.raw`\d{4}/\d{4}`,
  '[A-Z]{2,5}',
  String.raw`RT \d+`,
  '(?:ya|tidak)',
  String.raw`\(\d{3}\)+`,
])('%s is quick', (pattern) => {
  expect(isQuick(pattern)).toBe(true);
  const started = performance.now();
  new RegExp(`^(?:${pattern})$`, 'u').test('('.repeat(2000));
  expect(performance.now() - started).toBeLessThan(100);
});
