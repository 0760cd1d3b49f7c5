import { addItem, groupsOf } from './letter-items.ts';
import { type Fields, questionsOf } from './letter-questions.ts';
import type { PlainField } from './letter-type.ts';

/** The good answer to a question that its type names; a choice's may be named by its label. */
export function exampleOf(field: PlainField): string {
  if (field.type !== 'choice') return field.example;
  const named = field.choices.find(({ label, value }) => [label, value].includes(field.example));
  return named?.value ?? field.example;
}

/**
 * Good answers to the whole form: with `all` also to what may be left open, and two items of each
 * group where that many are allowed. `answerOf` gives other answers than the examples.
 */
export function exampleAnswers(
  type: Fields,
  all: boolean,
  answerOf: (field: PlainField) => string = exampleOf,
): Record<string, string> {
  let answers: Record<string, string> = {};
  if (all) for (const { key } of groupsOf(type)) answers = addItem(type, answers, key);
  // A condition may hold only once an earlier example is there.
  for (;;) {
    const open = questionsOf(type, answers).find(
      ({ field, asked }) => asked && (all || field.required) && !(field.key in answers),
    );
    if (!open) return answers;
    answers[open.field.key] = answerOf(open.field);
  }
}
