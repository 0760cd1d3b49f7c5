import { moveQuestion, removeQuestion } from '#lib/domain/edit-letter-questions.ts';
import { questionKinds } from '#lib/domain/letter-question-kinds.ts';
import { formParts } from '#lib/domain/letter-questions.ts';
import { addingQuestion, editing, loadType } from '../../type-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { head, opened } = await loadType(event);
  const { fields } = opened.type;
  const conditions = new Map(
    formParts({ fields }, {}).map((part) => {
      const [path, when] =
        part.kind === 'question'
          ? [part.question.field.key, part.question.when]
          : part.kind === 'set'
            ? [part.set.path, part.set.when]
            : [part.path, part.when];
      return [path, when?.words];
    }),
  );
  return {
    head,
    saved: event.url.searchParams.has('disimpan'),
    questions: fields.map(({ key, label, type, required, officeOnly }) => ({
      key,
      label,
      kind: questionKinds[type].name,
      required,
      officeOnly,
      when: conditions.get(key) ?? '',
    })),
    kinds: Object.entries(questionKinds).map(([value, { name, about }]) => ({
      value,
      label: name,
      hint: about,
    })),
  };
};

export const actions: Actions = {
  tambah: (event) => addingQuestion(event),
  naik: editing(
    'pertanyaan',
    (draft, typed) => moveQuestion(draft, typed.line('pertanyaan'), -1),
    back,
  ),
  turun: editing(
    'pertanyaan',
    (draft, typed) => moveQuestion(draft, typed.line('pertanyaan'), 1),
    back,
  ),
  hapus: editing(
    'pertanyaan',
    (draft, typed) => removeQuestion(draft, typed.line('pertanyaan')),
    back,
  ),
};

function back() {
  return 'pertanyaan?disimpan=1';
}
