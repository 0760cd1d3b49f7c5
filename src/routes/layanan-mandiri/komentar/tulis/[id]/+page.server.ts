import { redirect } from '@sveltejs/kit';
import { openCommentForm, writeComment } from '#lib/server/news/index.ts';
import { readVillage, withVillage } from '#lib/server/platform/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params }) => ({
  article: await readVillage(village.id, (tx) =>
    openCommentForm(tx, village, visitor, requireId(params.id)),
  ),
  formKey: crypto.randomUUID(),
});

export const actions: Actions = {
  default: async ({ request, locals: { village, visitor }, params }) => {
    const form = await request.formData();
    return act(form, async () => {
      const typed = typedValues(form);
      const sent = { articleId: requireId(params.id), key: requireId(typed.kunci), typed };
      await withVillage(village.id, (tx) => writeComment(tx, village, visitor, sent));
      redirect(303, '/layanan-mandiri/komentar?terkirim');
    });
  },
};
