import { publicTypes, serviceFigures } from '#lib/server/letters/index.ts';
import { listAgenda, listNotices, listPages, listPublic } from '#lib/server/news/index.ts';
import { readVillage } from '#lib/server/platform/index.ts';
import { officeNow, officialsServing } from '#lib/server/villages/index.ts';
import type { PageServerLoad } from './$types';

/** Officials by their faces on the front page; the rest stands on their own page. */
const mostFaces = 6;

export const load: PageServerLoad = async ({ locals: { village }, url }) => ({
  width: 'front',
  origin: url.origin,
  office: officeNow(village),
  ...(await readVillage(village.id, async (tx) => {
    const officials = await officialsServing(tx, village);
    return {
      letters: (await publicTypes(tx))
        .slice(0, 5)
        .map(({ slug, name, purpose }) => ({ slug, name, purpose })),
      notices: await listNotices(tx, village, 3),
      news: (await listPublic(tx, 'news', { page: 1 })).lines.slice(0, 3),
      agenda: await listAgenda(tx, village, { limit: 4, times: 1 }),
      pages: (await listPages(tx)).slice(0, 4),
      service: (await serviceFigures(tx, village)).all,
      officials: officials.slice(0, mostFaces),
      moreOfficials: officials.length > mostFaces,
    };
  })),
});
