import type { LetterMistake } from '../letter-mistake.ts';
import type { LetterType } from '../letter-type.ts';
import { whenMistakes } from '../when-mistakes.ts';
import { officialForm } from './form-codes.ts';

type Formed = Pick<LetterType, 'form' | 'forms' | 'fields' | 'body'>;

/** The forms of a type, the one that is the letter itself among them. */
const formsIn = ({ form, forms }: Pick<LetterType, 'form' | 'forms'>) => [
  ...(form ? [form] : []),
  ...forms.map((one) => one.form),
];

/**
 * What is wrong with a type's forms: a letter is either a text or a form, a form's condition looks at
 * questions that are there, and what a form reads is asked in the way in which it reads it.
 */
export function formMistakes(type: Formed): LetterMistake[] {
  const mistakes: LetterMistake[] = type.forms.flatMap((one, index) =>
    whenMistakes(one.when, type.fields, ['forms', index, 'when']),
  );
  if (Boolean(type.form) === (type.body !== ''))
    mistakes.push({ code: 'text-or-form', path: ['body'] });
  for (const found of formsIn(type)) {
    for (const [key, as] of Object.entries(officialForm(found).reads)) {
      const field = type.fields.find((one) => one.key === key);
      const kind = field?.type === 'person' || field?.type === 'group' ? field.type : 'plain';
      if (field && kind !== as)
        mistakes.push({ code: 'form-reads-otherwise', path: ['fields', key], found });
    }
  }
  return mistakes;
}

/** The questions that a type's forms read, or that say whether one of them goes along. */
export function readByForms(type: Pick<LetterType, 'form' | 'forms'>): ReadonlySet<string> {
  return new Set([
    ...formsIn(type).flatMap((code) => Object.keys(officialForm(code).reads)),
    ...type.forms.flatMap(({ when }) => (when ? [when.field] : [])),
  ]);
}
