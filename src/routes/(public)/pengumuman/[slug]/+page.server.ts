import { villageDate } from '#lib/domain/dates-id.ts';
import { now } from '#lib/server/platform/index.ts';
import { loadArticle } from '#lib/server/web/article-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const loaded = await loadArticle(locals, url, 'notice', params.slug);
  const { endsOn } = loaded.article;
  return {
    ...loaded,
    over: endsOn !== null && endsOn < villageDate(now(), locals.village.timeZone),
  };
};
