import { articlePath } from '#lib/domain/article.ts';
import { villageDate } from '#lib/domain/dates-id.ts';
import { now, readVillage, remember } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findUrgent } from './public-store.ts';
import { listAgenda, listNotices, listPages, listPublic } from './public-view.ts';

/** An announcement that stands on every page. */
export interface UrgentNotice {
  title: string;
  path: string;
}

const lifetime = 30_000;

const urgent = remember(lifetime, async (village: VillageContext): Promise<UrgentNotice[]> => {
  const at = now();
  const rows = await readVillage(village.id, (tx) =>
    findUrgent(tx, at, villageDate(at, village.timeZone)),
  );
  return rows.map(({ title, slug }) => ({ title, path: articlePath('notice', slug!) }));
});

const front = remember(lifetime, (village: VillageContext) =>
  readVillage(village.id, async (tx) => ({
    notices: await listNotices(tx, village, 3),
    news: (await listPublic(tx, 'news', { page: 1 })).lines.slice(0, 3),
    agenda: await listAgenda(tx, village, { limit: 4, times: 1 }),
    pages: (await listPages(tx)).slice(0, 4),
  })),
);

/** The urgent announcements of a village. Every page asks: kept for half a minute. */
export const urgentNotices = (village: VillageContext): Promise<UrgentNotice[]> =>
  urgent.of(village);

/** What the front page tells: the first of announcements, news, events and pages. Kept as long. */
export const newsOnFront = (village: VillageContext) => front.of(village);

/** Something was published or withdrawn: what this process keeps of it is asked anew. */
export function forgetNews(villageId: number): void {
  urgent.forget(villageId);
  front.forget(villageId);
}
