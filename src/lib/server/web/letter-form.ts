import { readDateParts } from '#lib/domain/date-parts.ts';
import type { LetterType } from '#lib/domain/letter-type.ts';

/** What was typed into a letter's form, by field key; a date's three boxes as one text. */
export function typedAnswers(
  form: FormData,
  type: Pick<LetterType, 'fields'>,
): Record<string, string> {
  const typed: Record<string, string> = {};
  for (const field of type.fields) {
    if (field.type === 'date') {
      if (form.has(`${field.key}.tahun`))
        typed[field.key] = readDateParts((name) => form.get(name), field.key).typed;
      continue;
    }
    const value = form.get(field.key);
    if (typeof value === 'string') typed[field.key] = value;
  }
  return typed;
}
