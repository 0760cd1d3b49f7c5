import { changeText, textFormOf } from '#lib/domain/edit-letter-text.ts';
import { letterMenu } from '#lib/domain/letter-menu.ts';
import { typedForm } from '#lib/domain/typed-form.ts';
import { checkText } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { typedValues } from '#lib/server/web/act.ts';
import { editing, loadType } from '../../type-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { head, opened } = await loadType(event);
  return {
    head,
    saved: event.url.searchParams.has('disimpan'),
    values: textFormOf(opened.type),
    menu: letterMenu(opened.type.fields),
    mistakes: opened.mistakes.filter(({ part }) => part === 'isi'),
    unused: head.mistakes.filter(({ part }) => part === 'pertanyaan'),
  };
};

export const actions: Actions = {
  simpan: editing('isi', changeText, () => 'isi?disimpan=1'),
  /** Says what is wrong with the words that are being typed, without keeping them. */
  periksa: async ({ request, locals: { village, visitor }, params: { slug } }) => {
    const form = await request.formData();
    const mistakes = await withVillage(village.id, (tx) =>
      checkText(tx, visitor, slug, typedForm(form)),
    );
    return { typed: typedValues(form), mistakes };
  },
};
