import type { LetterAnswers } from './letter-answers.ts';
import { questionsOf, type Fields } from './letter-questions.ts';
import { maskNik } from './nik.ts';
import { maskPhone } from './phone.ts';

/** 16 digits in a row, wherever they were typed: a NIK or the number of a family card. */
const idNumber = /(?<!\d)\d{16}(?!\d)/g;

/**
 * Answers for readers who may not see a person's numbers whole: NIK, KK and telephone numbers only to
 * be recognised by.
 */
export function maskAnswers(type: Fields, answers: Readonly<LetterAnswers>): LetterAnswers {
  const phones = new Set(
    questionsOf(type, answers).flatMap(({ field }) => (field.type === 'phone' ? [field.key] : [])),
  );
  return Object.fromEntries(
    Object.entries(answers).map(([key, value]) => [
      key,
      phones.has(key) ? maskPhone(value) : value.replace(idNumber, maskNik),
    ]),
  );
}
