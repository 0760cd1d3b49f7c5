import { listPublic } from '#lib/server/news/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { pageNumber, shortParameter } from '#lib/server/web/article-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village }, url }) => {
  const search = shortParameter(url, 'cari');
  const category = shortParameter(url, 'kategori');
  return {
    origin: url.origin,
    search,
    category,
    documents: await withVillage(village.id, (tx) =>
      listPublic(tx, 'document', { page: pageNumber(url), search, category }),
    ),
  };
};
