import { listPublic } from '#lib/server/news/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { pageNumber, shortParameter } from '#lib/server/web/article-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village }, url }) => {
  const search = shortParameter(url, 'cari');
  const category = shortParameter(url, 'kategori');
  return {
    width: 'wide',
    origin: url.origin,
    search,
    category,
    news: await withVillage(village.id, (tx) =>
      listPublic(tx, 'news', { page: pageNumber(url), search, category }),
    ),
  };
};
