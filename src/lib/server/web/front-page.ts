import { publicTypes, serviceFigures } from '#lib/server/letters/index.ts';
import { newsOnFront } from '#lib/server/news/index.ts';
import { readVillage, remember } from '#lib/server/platform/index.ts';
import { officialsServing, officeNow, type VillageContext } from '#lib/server/villages/index.ts';

/** Officials by their faces on the front page; the rest stands on their own page. */
const mostFaces = 6;

const service = remember(10_000, (village: VillageContext) =>
  readVillage(village.id, async (tx) => {
    const officials = await officialsServing(tx, village);
    return {
      letters: (await publicTypes(tx))
        .slice(0, 5)
        .map(({ slug, name, purpose }) => ({ slug, name, purpose })),
      service: (await serviceFigures(tx, village)).all,
      officials: officials.slice(0, mostFaces),
      moreOfficials: officials.length > mostFaces,
    };
  }),
);

/**
 * All that the village's front page shows. It is the same for everybody, and everybody opens it: what
 * the office changes shows after some seconds, what it publishes at once.
 */
export async function frontPage(village: VillageContext) {
  const [news, served] = await Promise.all([newsOnFront(village), service.of(village)]);
  return { ...news, ...served, office: officeNow(village) };
}
