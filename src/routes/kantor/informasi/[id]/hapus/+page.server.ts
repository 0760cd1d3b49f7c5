import { redirect } from '@sveltejs/kit';
import { requireOfficer } from '#lib/domain/authority.ts';
import { openArticle, removeArticle } from '#lib/server/news/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params }) => {
  requireOfficer(visitor, 'news.publish');
  const { id, content, state } = await withVillage(village.id, (tx) =>
    openArticle(tx, visitor, requireId(params.id)),
  );
  return { id, title: content.title, shown: state === 'public' };
};

export const actions: Actions = {
  default: async ({ request, params, locals: { village, visitor } }) => {
    const form = await request.formData();
    return act(form, async () => {
      await removeArticle(village, visitor, requireId(params.id));
      redirect(303, '/kantor/informasi?dihapus');
    });
  },
};
