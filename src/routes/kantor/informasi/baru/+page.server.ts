import { redirect } from '@sveltejs/kit';
import { kindNamed } from '#lib/domain/article.ts';
import { villageDate } from '#lib/domain/dates-id.ts';
import { listCategories } from '#lib/server/news/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import { keepArticle } from '#lib/server/web/article-form.ts';
import type { Actions, PageServerLoad } from './$types';

const kindOf = (url: URL) => kindNamed(url.searchParams.get('jenis')) ?? 'news';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const kind = kindOf(url);
  return {
    kind,
    categories: await withVillage(village.id, (tx) => listCategories(tx, visitor, kind)),
    today: villageDate(now(), village.timeZone),
  };
};

export const actions: Actions = {
  default: async ({ request, url, locals: { village, visitor } }) => {
    const form = await request.formData();
    return act(form, async () => {
      const kind = kindOf(url);
      const { id } = await keepArticle(village.id, visitor, form, { kind });
      redirect(
        303,
        form.has('lihat')
          ? `/kantor/informasi/${id}/pratinjau`
          : `/kantor/informasi/${id}?disimpan`,
      );
    });
  },
};
