import type { z } from 'zod';
import type { LetterMistake } from './letter-mistake.ts';

/** What the schema says against something written, as a mistake with its place. */
export function schemaMistake(issue: z.core.$ZodIssue, written: unknown): LetterMistake {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  const value = path.reduce<unknown>(
    (inside, part) => (inside as Record<string | number, unknown> | undefined)?.[part],
    written,
  );
  const about = { path, detail: issue.message };
  if (value === undefined || value === null || value === '') return { code: 'missing', ...about };
  switch (issue.code) {
    case 'too_small':
      return { code: lowest[issue.origin] ?? 'misshapen', ...about, limit: Number(issue.minimum) };
    case 'too_big':
      return { code: highest[issue.origin] ?? 'misshapen', ...about, limit: Number(issue.maximum) };
    case 'unrecognized_keys':
      return { code: 'unknown-key', ...about, found: issue.keys.join(', ') };
    default:
      return {
        code: 'misshapen',
        ...about,
        ...(['string', 'number'].includes(typeof value) && { found: String(value).slice(0, 80) }),
      };
  }
}

const lowest: Partial<Record<string, LetterMistake['code']>> = {
  string: 'too-short',
  array: 'too-few',
  number: 'too-small',
  int: 'too-small',
};
const highest: Partial<Record<string, LetterMistake['code']>> = {
  string: 'too-long',
  array: 'too-many',
  number: 'too-large',
  int: 'too-large',
};
