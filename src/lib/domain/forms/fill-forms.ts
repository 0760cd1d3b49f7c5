import { ageOn } from '../dates-id.ts';
import type { LetterType } from '../letter-type.ts';
import * as civil from './civil-forms.ts';
import * as family from './family-forms.ts';
import { type FormCode, officialForm } from './form-codes.ts';
import type { FormFacts } from './form-facts.ts';
import * as marriage from './marriage-forms.ts';
import * as move from './move-forms.ts';

/** How each form is filled: plain data for its layout, never markup; '' is left to the pen. */
const fillers = {
  n1: marriage.n1,
  n2: marriage.n2,
  n4: marriage.n4,
  n5: marriage.n5,
  n6: marriage.n6,
  sps: marriage.sps,
  swn: marriage.swn,
  'f-1.01': family.f101,
  'f-1.02': family.f102,
  'f-1.03': move.f103,
  'f-1.06': family.f106,
  'f-1.08': move.f108,
  'f-1.15': family.f115,
  'f-1.16': family.f116,
  'f-1.25': move.f125,
  'f-1.27': move.f125,
  'f-2.01-kelahiran': civil.f201Birth,
  'f-2.01-lahir-mati': civil.f201Stillbirth,
  'f-2.01-perkawinan': civil.f201Marriage,
  'f-2.01-kematian': civil.f201Death,
  'f-2.03': civil.f203,
  'f-2.04': civil.f204,
  'f-2.12': civil.f212,
} as const satisfies Record<FormCode, (facts: FormFacts) => object>;

/** A filled form: what its layout needs beside the letter itself. */
export type FormDocument = {
  [Code in FormCode]: { code: Code; data: ReturnType<(typeof fillers)[Code]> };
}[FormCode];

/** Fills one form. */
export const fillForm = (code: FormCode, facts: FormFacts): FormDocument =>
  ({ code, data: fillers[code](facts) }) as FormDocument;

type Forms = Pick<LetterType, 'forms'>;

/** The forms that go along with this letter of the type, in their order. */
export function formsOf({ forms }: Forms, facts: Pick<FormFacts, 'subject' | 'answers' | 'date'>) {
  return forms.filter(({ when, under }) => {
    if (when) {
      const answer = facts.answers[when.field] ?? facts.answers[`${when.field}.name`] ?? '';
      if (when.is ? !when.is.includes(answer) : answer === '') return false;
    }
    // Somebody whose age is not known may be under it: the office takes the sheet out.
    const { birthDate } = facts.subject;
    return under === undefined || !birthDate || ageOn(birthDate, facts.date) < under;
  });
}

/** Whether the register's family must be known to make this type's forms. */
export const needsFamily = ({ form, forms }: Pick<LetterType, 'form' | 'forms'>): boolean =>
  [...(form ? [form] : []), ...forms.map((one) => one.form)].some(
    (code) => officialForm(code).family,
  );
