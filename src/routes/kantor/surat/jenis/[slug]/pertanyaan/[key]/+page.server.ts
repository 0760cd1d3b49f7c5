import { changeQuestion, choiceLines } from '#lib/domain/edit-letter-questions.ts';
import { questionKinds } from '#lib/domain/letter-question-kinds.ts';
import { personDetailNames, readAsked } from '#lib/domain/letter-person.ts';
import { OTHER } from '#lib/domain/letter-questions.ts';
import type { LetterField, LetterType } from '#lib/domain/letter-type.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { addingQuestion, editing, loadType } from '../../../type-page.ts';
import type { Actions, PageServerLoad } from './$types';

/** Kinds that may stand within a group: those with one answer. */
const plainKinds = Object.entries(questionKinds)
  .filter(([type]) => !['period', 'person', 'group'].includes(type))
  .map(([value, { name, about }]) => ({ value, label: name, hint: about }));

/** The question of a path, and those of the same form that stand before it. */
function locate(
  { fields }: LetterType,
  path: string,
): { field: LetterField; before: LetterField[] } {
  const [key, inner] = path.split('.');
  const outer = fields.find((field) => field.key === key);
  const among = inner === undefined ? fields : outer?.type === 'group' ? outer.of : [];
  const index = among.findIndex((field) => field.key === (inner ?? key));
  if (index < 0) throw new Refusal('not-found', 'Pertanyaan ini tidak ada lagi.');
  return { field: among[index]!, before: among.slice(0, index) };
}

export const load: PageServerLoad = async (event) => {
  const { head, opened } = await loadType(event);
  const path = event.params.key;
  const { field, before } = locate(opened.type, path);
  const mistakes = opened.mistakes.filter(
    ({ part, item }) => part === 'pertanyaan' && item === path,
  );
  return {
    head,
    path,
    saved: event.url.searchParams.has('disimpan'),
    label: field.label,
    kind: questionKinds[field.type].name,
    facts: questionKinds[field.type].facts,
    hasExample: 'example' in field,
    values: valuesOf(field),
    mistakes: Object.fromEntries(mistakes.map((one) => [one.field ?? '', one.message])),
    details: personDetailNames.map(({ detail, label }) => ({ value: detail, label })),
    days: daysOf(field),
    conditions: before.map(({ key, label }) => ({ value: key, label })),
    answers: before.flatMap((one) =>
      one.type === 'choice'
        ? [
            ...one.choices.map(({ value, label }) => ({
              value: `${one.key}=${value}`,
              label: `${one.label}: ${label}`,
            })),
            ...(one.other
              ? [{ value: `${one.key}=${OTHER}`, label: `${one.label}: lainnya` }]
              : []),
          ]
        : [],
    ),
    placeholder: field.key.startsWith('subject.') ? field.key : `answers.${path}`,
    group:
      field.type === 'group'
        ? {
            kinds: plainKinds,
            questions: field.of.map((one) => ({
              key: `${field.key}.${one.key}`,
              label: one.label,
              kind: questionKinds[one.type].name,
              required: one.required,
              officeOnly: false,
              when: '',
            })),
          }
        : null,
  };
};

/** Days that a bound may have: the day of filing, and one that it has already. */
function daysOf(field: LetterField) {
  const kept = [('min' in field && field.min) || '', ('max' in field && field.max) || ''];
  const days = kept.filter((day): day is string => typeof day === 'string' && /^\d{4}/.test(day));
  return [
    { value: 'today', label: 'Hari pengajuan' },
    ...[...new Set(days)].map((day) => ({ value: day, label: day })),
  ];
}

/** The form of a question, by the names of its fields. */
function valuesOf(field: LetterField): Record<string, string | string[]> {
  const asks = 'asks' in field ? (field.asks ?? []).map(readAsked) : [];
  const text = (key: string) => String((field as Record<string, unknown>)[key] ?? '');
  return {
    label: field.label,
    hint: field.hint ?? '',
    example: text('example'),
    required: field.required ? ['ya'] : [],
    sensitive: field.sensitive ? ['ya'] : [],
    officeOnly: field.officeOnly ? ['ya'] : [],
    when: field.when?.field ?? '',
    is: (field.when?.is ?? []).map((answer) => `${field.when?.field}=${answer}`),
    minLength: text('minLength'),
    maxLength: text('maxLength'),
    min: text('min'),
    max: text('max'),
    unit: text('unit'),
    item: text('item'),
    other: text('other'),
    choices: field.type === 'choice' ? choiceLines(field.choices) : '',
    asks: asks.map(({ detail }) => detail),
    open: asks.filter(({ required }) => !required).map(({ detail }) => detail),
    from: 'from' in field && field.from === 'family' ? ['ya'] : [],
  };
}

export const actions: Actions = {
  simpan: editing(
    'pertanyaan',
    (draft, typed, key) => changeQuestion(draft, key, typed),
    (key) => `pertanyaan/${key}?disimpan=1`,
  ),
  tambah: (event) => addingQuestion(event, event.params.key),
};
