import { listAgenda, listNotices, listPublic } from '#lib/server/news/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { village } }) =>
  withVillage(village.id, async (tx) => ({
    notices: await listNotices(tx, village, 5),
    agenda: await listAgenda(tx, village, { limit: 4, times: 1 }),
    news: (await listPublic(tx, 'news', { page: 1 })).lines.slice(0, 4),
  }));
