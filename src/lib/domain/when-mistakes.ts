import type { LetterMistake } from './letter-mistake.ts';
import { OTHER } from './letter-questions.ts';
import type { LetterField } from './letter-type.ts';

/** What is wrong with a condition at `path`, that may look at the questions `among`. */
export function whenMistakes(
  when: LetterField['when'],
  among: readonly LetterField[],
  path: LetterMistake['path'],
): LetterMistake[] {
  if (!when) return [];
  const on = among.find(({ key }) => key === when.field);
  if (!on) return [{ code: 'condition-without-question', path, found: when.field }];
  if (!when.is) return [];
  if (on.type !== 'choice') return [{ code: 'condition-without-choice', path, found: when.field }];
  const offered = [...on.choices.map(({ value }) => value), ...(on.other ? [OTHER] : [])];
  return when.is
    .filter((value) => !offered.includes(value))
    .map((found) => ({ code: 'condition-without-answer', path, found }));
}
