import { redirect } from '@sveltejs/kit';
import { commentStateWords } from '#lib/domain/comment.ts';
import { formatDateTime } from '#lib/domain/dates-id.ts';
import { listOwnComments, withdrawComment } from '#lib/server/news/index.ts';
import { readVillage, withVillage } from '#lib/server/platform/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const own = await readVillage(village.id, (tx) => listOwnComments(tx, visitor));
  return {
    said: ['terkirim', 'ditarik'].find((word) => url.searchParams.has(word)),
    own: own.map(({ sentAt, state, ...comment }) => ({
      ...comment,
      state,
      words: commentStateWords[state],
      sent: formatDateTime(sentAt, village.timeZone),
    })),
  };
};

export const actions: Actions = {
  tarik: async ({ request, locals: { village, visitor } }) => {
    const form = await request.formData();
    return act(form, async () => {
      const id = requireId(typedValues(form).komentar);
      await withVillage(village.id, (tx) => withdrawComment(tx, village.id, visitor, id));
      redirect(303, '/layanan-mandiri/komentar?ditarik');
    });
  },
};
