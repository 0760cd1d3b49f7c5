import { findLetterType } from '../../src/lib/server/letters/index.ts';

/** Answers every question of a type with its example. */
export function examples(slug: string): Record<string, string> {
  const { fields } = findLetterType(slug)!;
  return Object.fromEntries(
    fields.map((f) => [f.key, f.type === 'choice' ? f.choices[0]!.value : f.example]),
  );
}
