import { listPages } from '#lib/server/news/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village }, url }) => ({
  origin: url.origin,
  pages: await withVillage(village.id, listPages),
});
