import { formatDateLong } from '../dates-id.ts';
import { formatAnswer, type LetterAnswers } from '../letter-answers.ts';
import { personQuestion } from '../letter-person.ts';
import { lastItem } from '../letter-questions.ts';
import type { LetterSubject } from '../letter-subject.ts';
import type { LetterSigner } from '../letter-values.ts';
import { type PersonDetail, personDetails } from '../person-details.ts';
import { codeFrom, type ReferenceList } from '../reference-codes.ts';
import type { VillageNames } from '../village-names.ts';
import type { FormFamily } from './form-family.ts';

/** Everything from which official forms are filled. */
export interface FormFacts {
  subject: LetterSubject;
  /** Undefined for somebody without a family on the register. */
  family: FormFamily | undefined;
  answers: Readonly<LetterAnswers>;
  village: VillageNames & { regionCode: string; postalCode: string };
  signer: LetterSigner;
  /** The letter's own number and day (`YYYY-MM-DD`). */
  number: string;
  date: string;
}

/** Somebody in words; '' where nothing is known. Days are `YYYY-MM-DD`. */
export type FormPerson = Readonly<Record<PersonDetail, string>>;

/** The answer to a question with one answer; ''. */
export const said = ({ answers }: Pick<FormFacts, 'answers'>, key: string): string =>
  answers[key] ?? '';

/** Somebody of whom the letter asked, at `path`: `father`, `witnesses.1`. */
export function personAt({ answers }: Pick<FormFacts, 'answers'>, path: string): FormPerson {
  const words = personDetails.map((detail) => {
    const answer = answers[`${path}.${detail}`] ?? '';
    const shown =
      answer && detail !== 'birthDate'
        ? formatAnswer(personQuestion(detail, path, false), answer)
        : answer;
    return [detail, shown];
  });
  return Object.fromEntries(words) as FormPerson;
}

/** The items of a group as persons, in their order. */
export const personsAt = (facts: Pick<FormFacts, 'answers'>, key: string): FormPerson[] =>
  Array.from({ length: lastItem(key, facts.answers) }, (_, index) =>
    personAt(facts, `${key}.${index + 1}`),
  );

/** The letter's subject as somebody in words. */
export function subjectPerson({ subject }: Pick<FormFacts, 'subject'>): FormPerson {
  return { ...subject, phone: '' };
}

/** "Taliwang, 1 Juni 1990", as far as known. */
export const birthOf = ({ birthPlace, birthDate }: FormPerson): string =>
  [birthPlace, birthDate && formatDateLong(birthDate)].filter(Boolean).join(', ');

/** The code of a word in a list, for a form's box; ''. */
export const codeIn = (list: ReferenceList, word: string): string =>
  word ? String(codeFrom(list, word) ?? '') : '';
