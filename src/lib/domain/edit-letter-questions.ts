import {
  type Draft,
  keyFrom,
  listIn,
  moveIn,
  numeric,
  put,
  slugFrom,
  withFront,
  type Written,
} from './letter-edit.ts';
import { type QuestionFact, questionKinds, type QuestionType } from './letter-question-kinds.ts';
import { personDetails } from './person-details.ts';
import type { TypedForm } from './typed-form.ts';

/**
 * The form builder's operations. A question is named by its path: `use`, or `heirs.relation` within a
 * group.
 */

/** The list that a question stands in, and where; undefined where there is none of that path. */
function find(front: Written, path: string): { list: Written[]; index: number } | undefined {
  const [key, inner] = path.split('.');
  const fields = listIn(front, 'fields');
  const outer = fields.findIndex((field) => field.key === key);
  if (outer < 0) return undefined;
  if (inner === undefined) return { list: fields, index: outer };
  const list = listIn(fields[outer]!, 'of');
  const index = list.findIndex((field) => field.key === inner);
  return index < 0 ? undefined : { list, index };
}

/** The question of a path as it is written. */
export function writtenQuestion({ front }: Draft, path: string): Written | undefined {
  const found = find(structuredClone(front), path);
  return found?.list[found.index];
}

/**
 * Puts a new question at the end of the form, or of a group.
 * @returns the draft, and the question's path
 */
export function addQuestion(
  draft: Draft,
  type: QuestionType,
  label: string,
  group?: string,
): { draft: Draft; path: string } {
  let path = '';
  const changed = withFront(draft, (front) => {
    const fields = listIn(front, 'fields');
    const within = group === undefined ? undefined : fields.find(({ key }) => key === group);
    const list = within ? listIn(within, 'of') : fields;
    const taken = [
      ...list.map(({ key }) => String(key)),
      ...(within ? personDetails : listIn(front, 'requirements').map(({ key }) => String(key))),
    ];
    const key = keyFrom(label, taken);
    path = within ? `${group}.${key}` : key;
    list.push({ key, type, label, ...beginning(type) });
  });
  return { draft: changed, path };
}

function beginning(type: QuestionType): Written {
  const { example } = questionKinds[type];
  if (type === 'choice')
    return {
      choices: [
        { value: 'pertama', label: 'Pilihan pertama' },
        { value: 'kedua', label: 'Pilihan kedua' },
      ],
      example,
    };
  if (type === 'group') return { item: 'orang', asks: ['name', 'nik?'] };
  return example === undefined ? {} : { example };
}

/** Takes a question out of the form; the text that used it is shown as a mistake. */
export const removeQuestion = (draft: Draft, path: string): Draft =>
  withFront(draft, (front) => {
    const found = find(front, path);
    found?.list.splice(found.index, 1);
  });

export const moveQuestion = (draft: Draft, path: string, step: -1 | 1): Draft =>
  withFront(draft, (front) => {
    const found = find(front, path);
    if (found) moveIn(found.list, found.index, step);
  });

/** Writes what the form of one question says; keys that the form does not ask about stay. */
export const changeQuestion = (draft: Draft, path: string, typed: TypedForm): Draft =>
  withFront(draft, (front) => {
    const found = find(front, path);
    if (!found) return;
    const field = found.list[found.index]!;
    put(field, 'label', typed.line('label'));
    put(field, 'hint', typed.line('hint'));
    put(field, 'required', typed.all('required').length ? undefined : false);
    put(field, 'sensitive', typed.all('sensitive').length ? true : undefined);
    put(field, 'officeOnly', typed.all('officeOnly').length ? true : undefined);
    const on = typed.line('when');
    const is = typed.all('is').filter((answer) => answer.startsWith(`${on}=`));
    const answers = is.map((answer) => answer.slice(on.length + 1));
    put(field, 'when', on ? { field: on, ...(answers.length && { is: answers }) } : undefined);
    const { facts, example } = questionKinds[field.type as QuestionType];
    if (example !== undefined) put(field, 'example', typed.line('example'));
    for (const fact of facts) change[fact](field, typed);
  });

const change: Record<QuestionFact, (field: Written, typed: TypedForm) => void> = {
  length: (field, typed) => putNumbers(field, typed, ['minLength', 'maxLength']),
  range: (field, typed) => putNumbers(field, typed, ['min', 'max']),
  count: (field, typed) => putNumbers(field, typed, ['min', 'max']),
  unit: (field, typed) => put(field, 'unit', typed.line('unit')),
  item: (field, typed) => put(field, 'item', typed.line('item')),
  days: (field, typed) => {
    put(field, 'min', typed.line('min'));
    put(field, 'max', typed.line('max'));
  },
  choices: (field, typed) => {
    const old = Array.isArray(field.choices) ? (field.choices as Written[]) : [];
    field.choices = readChoices(typed.lines('choices'), old);
    put(field, 'other', typed.line('other'));
    // An example that is offered no longer gives way to the first answer.
    const labels = (field.choices as Written[]).map(({ label }) => label);
    if (!labels.includes(field.example)) put(field, 'example', labels[0]);
  },
  asks: (field, typed) => {
    const open = typed.all('open');
    const asks = personDetails
      .filter((detail) => typed.all('asks').includes(detail))
      .map((detail) => (open.includes(detail) ? `${detail}?` : detail));
    put(field, 'asks', asks);
  },
  from: (field, typed) => put(field, 'from', typed.all('from').length ? 'family' : undefined),
  // A group's own questions are changed one by one.
  of: () => undefined,
};

function putNumbers(field: Written, typed: TypedForm, keys: readonly string[]) {
  for (const key of keys) put(field, key, numeric(typed.line(key)));
}

/**
 * Choices from lines of "label" or "label | as the letter says it". An answer keeps its value, by which
 * conditions and kept answers know it, also when only its words changed.
 */
function readChoices(lines: readonly string[], old: readonly Written[]): Written[] {
  const written = lines.map((line) => {
    const [label = '', text = ''] = line.split('|').map((part) => part.trim());
    return { label, text };
  });
  const same = (label: string) => old.find((choice) => choice.label === label);
  const left = old.filter((choice) => !written.some(({ label }) => label === choice.label));
  const renamed = written.length === old.length;
  const values = old.map(({ value }) => String(value));
  return written.map(({ label, text }, index) => {
    const kept =
      same(label) ?? (renamed ? left.find((choice) => choice === old[index]) : undefined);
    const value = kept ? String(kept.value) : slugFrom(label, values);
    if (!kept) values.push(value);
    return { value, label, ...(text && { text }) };
  });
}

/** The lines that readChoices reads. */
export const choiceLines = (choices: readonly { label: string; text?: string | undefined }[]) =>
  choices.map(({ label, text }) => (text ? `${label} | ${text}` : label)).join('\n');
