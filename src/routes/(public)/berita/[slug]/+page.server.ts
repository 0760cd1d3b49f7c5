import { loadArticle } from '#lib/server/web/article-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadArticle(locals, url, 'news', params.slug);
