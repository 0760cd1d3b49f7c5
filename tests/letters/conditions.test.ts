import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readableAnswers, readAnswer } from '../../src/lib/domain/letter-answers.ts';
import { addItem, groupsOf } from '../../src/lib/domain/letter-items.ts';
import { questionsOf } from '../../src/lib/domain/letter-questions.ts';
import type { LetterType, PlainField } from '../../src/lib/domain/letter-type.ts';
import { letterValues } from '../../src/lib/domain/letter-values.ts';
import { shippedTypes } from '../../src/lib/server/letters/index.ts';
import { composeLetter } from '../../src/lib/server/letters/rendering/compose-letter.ts';
import { sampleLetterInput } from '../../src/lib/server/letters/rendering/sample-facts.ts';

const conditional = [...shippedTypes().values()].filter(({ fields }) =>
  fields.some((field) => field.when ?? ('other' in field && field.other)),
);

/** Every question that a form can ask, with two items in each group. */
function allQuestions(type: LetterType): PlainField[] {
  let raw: Record<string, string> = {};
  for (const { key } of groupsOf(type)) raw = addItem(type, raw, key);
  return questionsOf(type, raw).map(({ field }) => field);
}

/** Words that stand in no letter by themselves. */
const mark = (at: number) => `zq${at}qz`;

/** What may be kept of one question: nothing, or something that can be told from the others. */
function answer(field: PlainField, at: number): fc.Arbitrary<string> {
  if (field.type === 'choice')
    return fc.constantFrom('', ...field.choices.map(({ value }) => value));
  if (isText(field)) return fc.constantFrom('', mark(at).padEnd(field.minLength, 'x'));
  const read = readAnswer(field, field.example, sampleDay);
  if (!read.ok) throw new Error(read.message);
  return fc.constantFrom('', read.value);
}

const isText = (field: PlainField): field is Extract<PlainField, { type: 'text' | 'longtext' }> =>
  field.type === 'text' || field.type === 'longtext';
const sampleDay = '2026-11-23';

describe.each(conditional)('$code, $name', (type) => {
  const questions = allQuestions(type);

  it('keeps and prints what it asks, whatever was answered, and nothing else', () => {
    const input = sampleLetterInput(type);
    fc.assert(
      fc.property(fc.tuple(...questions.map(answer)), (answers) => {
        const given = questions.map(({ key }, at) => [key, answers[at]!] as const);
        const raw = Object.fromEntries(given.filter(([, value]) => value !== ''));
        const asked = new Set(
          questionsOf(type, raw).flatMap((one) => (one.asked ? [one.field.key] : [])),
        );
        const kept = readableAnswers(type, raw);
        expect(Object.keys(kept).filter((key) => !asked.has(key))).toEqual([]);
        // Not even from answers that nobody judged.
        const facts = { ...input.facts, answers: raw };
        const printed = JSON.stringify([
          letterValues(type, facts),
          composeLetter({ ...input, facts }),
        ]);
        questions.forEach((field, at) => {
          if (!isText(field) || !raw[field.key]) return;
          if (!asked.has(field.key)) expect(printed).not.toContain(mark(at));
          else if (field.type === 'longtext' || !field.pattern)
            expect(kept[field.key]).toContain(mark(at));
        });
      }),
      { numRuns: 60 },
    );
  });
});
