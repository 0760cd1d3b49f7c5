import { missingQuestion, outsiderQuestions, personQuestion, readAsked } from './letter-person.ts';
import type { PersonDetail } from './person-details.ts';
import type { LetterSubject } from './letter-subject.ts';
import type {
  GroupField,
  LetterField,
  LetterType,
  PeriodField,
  PersonField,
  PlainField,
} from './letter-type.ts';

/**
 * A letter's form as it is asked: groups with their items, persons with their details, and whether a
 * condition holds. Every single question has a path, under which its answer is kept:
 * `purpose`, `buyer.nik`, `heirs.2.name`, `stay.from`.
 */

/** What was typed or is kept, by path. */
export type RawAnswers = Readonly<Record<string, string | undefined>>;

/** A question with one answer; its field's key is its path. */
export interface Question {
  field: PlainField;
  /** Whether its condition holds with the present answers. */
  asked: boolean;
  /** On what it depends. */
  when?: QuestionCondition;
}

export interface QuestionCondition {
  /** The path of the question on which it depends. */
  path: string;
  /** The answers that call for it; any when absent. */
  is?: readonly string[];
  /** For a reader who sees all questions: "Diisi bila Dipakai untuk: Sekolah atau kuliah". */
  words: string;
}

/** Questions under one heading: a person, a period, one item of a group. */
export interface QuestionSet {
  path: string;
  label: string;
  hint?: string;
  optional: boolean;
  asked: boolean;
  when?: QuestionCondition;
  /** Whether a person of one's own family may be taken over. */
  takes: boolean;
  /** Which details of a person are asked in it. */
  details: readonly PersonDetail[];
  questions: Question[];
}

export type FormPart =
  | { kind: 'question'; question: Question }
  | { kind: 'set'; set: QuestionSet }
  | {
      kind: 'group';
      path: string;
      label: string;
      hint?: string;
      item: string;
      asked: boolean;
      when?: QuestionCondition;
      items: QuestionSet[];
      mayAdd: boolean;
      mayRemove: boolean;
    };

export type Fields = Pick<LetterType, 'fields'>;

/** The answer to "which?" where none of a choice's own fits. */
export const OTHER = 'lain';

/** The form with the present answers. */
export function formParts({ fields }: Fields, raw: RawAnswers): FormPart[] {
  const asked = new Map<string, boolean>();
  const look = { raw, asked, fields, prefix: '' };
  return fields.flatMap((field): FormPart[] => {
    const when = conditionOf(look, field);
    const holds = isAsked(look, field);
    asked.set(field.key, holds);
    const head = { path: field.key, label: field.label, asked: holds, when, hint: field.hint };
    switch (field.type) {
      case 'group':
        return [groupPart(field, head, raw)];
      case 'period':
        return [
          {
            kind: 'set',
            set: { ...head, ...plainSet(periodQuestions(field), holds, !field.required) },
          },
        ];
      case 'person': {
        const blank = !field.required && isBlank(raw, field.key);
        const questions = personQuestions(field, field.key, blank);
        const set = plainSet(questions, holds, !field.required);
        return [
          {
            kind: 'set',
            set: {
              ...head,
              ...set,
              takes: field.from === 'family',
              details: field.asks.map((one) => readAsked(one).detail),
            },
          },
        ];
      }
      default:
        return choiceWithOther(field, raw).map((question): FormPart => {
          const own = question.key === field.key;
          return {
            kind: 'question',
            question: {
              field: question,
              asked: holds && (own || raw[field.key] === OTHER),
              ...(own ? when && { when } : { when: otherCondition(field) }),
            },
          };
        });
    }
  });
}

/** Every question of the form in its order. */
export function questionsOf(type: Fields, raw: RawAnswers): Question[] {
  return formParts(type, raw).flatMap((part) =>
    part.kind === 'question'
      ? [part.question]
      : part.kind === 'set'
        ? part.set.questions
        : part.items.flatMap(({ questions }) => questions),
  );
}

interface Look {
  raw: RawAnswers;
  asked: ReadonlyMap<string, boolean>;
  fields: readonly LetterField[];
  /** Of the item within a group; '' at the top. */
  prefix: string;
}

function isAsked({ raw, asked, prefix }: Look, { when }: Pick<LetterField, 'when'>): boolean {
  if (!when) return true;
  const path = `${prefix}${when.field}`;
  const answer = raw[path]?.trim() ?? '';
  if (asked.get(path) === false) return false;
  return when.is ? when.is.includes(answer) : answer !== '';
}

function conditionOf(
  { fields, prefix }: Look,
  { when }: Pick<LetterField, 'when'>,
): QuestionCondition | undefined {
  if (!when) return undefined;
  const on = fields.find(({ key }) => key === when.field);
  const label = on?.label ?? when.field;
  const choices = on?.type === 'choice' ? on.choices : [];
  const words = when.is?.map((value) => choices.find((one) => one.value === value)?.label ?? value);
  return {
    path: `${prefix}${when.field}`,
    ...(when.is && { is: when.is }),
    words: words ? `Diisi bila ${label}: ${words.join(' atau ')}.` : `Diisi bila ${label} diisi.`,
  };
}

const otherCondition = (field: PlainField): QuestionCondition => ({
  path: field.key,
  is: [OTHER],
  words: `Diisi bila ${field.label}: Lainnya.`,
});

/** A choice that allows an answer of one's own, as two questions. */
function choiceWithOther(field: PlainField, raw: RawAnswers): PlainField[] {
  if (field.type !== 'choice' || !field.other) return [field];
  const { other, choices, ...rest } = field;
  return [
    { ...rest, choices: [...choices, { value: OTHER, label: 'Lainnya' }] },
    {
      type: 'text',
      key: `${field.key}.other`,
      label: other,
      required: raw[field.key] === OTHER,
      example: field.example,
      sensitive: field.sensitive,
      officeOnly: field.officeOnly,
      minLength: 2,
      maxLength: 120,
    },
  ];
}

const plainSet = (fields: PlainField[], asked: boolean, optional: boolean) => ({
  optional,
  takes: false,
  details: [] as PersonDetail[],
  questions: fields.map((field) => ({ field, asked })),
});

function periodQuestions({
  key,
  min,
  max,
  required,
  sensitive,
  officeOnly,
}: PeriodField): PlainField[] {
  const shared = { type: 'date', required, sensitive, officeOnly, min, max } as const;
  return [
    { ...shared, key: `${key}.from`, label: 'Mulai', example: '1 Desember 2026' },
    { ...shared, key: `${key}.until`, label: 'Sampai', example: '5 Desember 2026' },
  ];
}

const personQuestions = (
  { asks = [] }: Pick<PersonField | GroupField, 'asks'>,
  path: string,
  blank: boolean,
): PlainField[] =>
  asks
    .map(readAsked)
    .map(({ detail, required }) => personQuestion(detail, path, required && !blank));

type Head = Pick<QuestionSet, 'path' | 'label' | 'hint' | 'asked' | 'when'>;

function groupPart(field: GroupField, head: Head, raw: RawAnswers): FormPart {
  const rows = shownRows(field, raw);
  return {
    kind: 'group',
    ...head,
    item: field.item,
    mayAdd: rows < field.max,
    mayRemove: rows > field.min,
    items: Array.from({ length: rows }, (_, index) => itemSet(field, head, raw, index + 1)),
  };
}

function itemSet(field: GroupField, head: Head, raw: RawAnswers, number: number): QuestionSet {
  const path = `${field.key}.${number}`;
  // An item over the fewest that is left blank is as if it were not there.
  const blank = (number > field.min || !field.required) && isBlank(raw, path);
  const asked = new Map<string, boolean>();
  const look = { raw, asked, fields: field.of, prefix: `${path}.` };
  const own = field.of.flatMap((one) => {
    const holds = head.asked && isAsked(look, one);
    asked.set(`${path}.${one.key}`, holds);
    const placed = { ...one, key: `${path}.${one.key}`, required: one.required && !blank };
    return choiceWithOther(placed, raw).map((question): Question => {
      const first = question.key === placed.key;
      const when = first ? conditionOf(look, one) : otherCondition(placed);
      return {
        field: question,
        asked: holds && (first || raw[placed.key] === OTHER),
        ...(when && { when }),
      };
    });
  });
  const person = personQuestions(field, path, blank).map((question) => ({
    field: question,
    asked: head.asked,
  }));
  return {
    path,
    label: `${capital(field.item)} ${number}`,
    optional: number > field.min || !field.required,
    asked: head.asked,
    takes: field.from === 'family' && person.length > 0,
    details: (field.asks ?? []).map((one) => readAsked(one).detail),
    questions: [...person, ...own],
  };
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Whether nothing is answered under a path. */
export const isBlank = (raw: RawAnswers, path: string) =>
  !Object.entries(raw).some(([key, value]) => key.startsWith(`${path}.`) && value?.trim());

/** How many items of a group have answers: the number of the last that has one. Blanks before count. */
export function lastItem(key: string, raw: RawAnswers): number {
  const numbers = Object.entries(raw).map(([path, value]) => {
    const [group, number] = path.split('.');
    return group === key && value?.trim() && /^\d{1,2}$/.test(number ?? '') ? Number(number) : 0;
  });
  return Math.max(0, ...numbers);
}

export function shownRows({ key, min, max }: GroupField, raw: RawAnswers): number {
  const wanted = Number(raw[`${key}.rows`] ?? 0) || 0;
  return Math.min(max, Math.max(min, 1, wanted, lastItem(key, raw)));
}

/** The type as it is asked about this person: with questions for what it needs and the register lacks. */
export function askMissing<T extends Pick<LetterType, 'fields' | 'ask'>>(
  type: T,
  subject: LetterSubject,
): T {
  const missing = type.ask.filter((detail) => subject[detail] === '').map(missingQuestion);
  return { ...type, fields: [...missing, ...type.fields] };
}

/** The type as it is asked about somebody who is not on the register: with questions about the person. */
export const askOutsider = <T extends Pick<LetterType, 'fields'>>(type: T): T => ({
  ...type,
  fields: [...outsiderQuestions(), ...type.fields],
});
