import { articlePath } from '#lib/domain/article.ts';
import { villageDate } from '#lib/domain/dates-id.ts';
import { now, readVillage } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findUrgent } from './public-store.ts';

/** An announcement that stands on every page. */
export interface UrgentNotice {
  title: string;
  path: string;
}

const lifetime = 30_000;
const cache = new Map<number, { notices: UrgentNotice[]; until: number }>();

/** Forgets what is cached of a village, after something was published or withdrawn. */
export function refreshUrgent(villageId: number): void {
  cache.delete(villageId);
}

/**
 * The urgent announcements of a village. Every page asks: cached for half a minute; a change in this
 * process shows at once.
 */
export async function urgentNotices(village: VillageContext): Promise<UrgentNotice[]> {
  const hit = cache.get(village.id);
  if (hit && hit.until > performance.now()) return hit.notices;
  const at = now();
  const rows = await readVillage(village.id, (tx) =>
    findUrgent(tx, at, villageDate(at, village.timeZone)),
  );
  const notices = rows.map(({ title, slug }) => ({ title, path: articlePath('notice', slug!) }));
  cache.set(village.id, { notices, until: performance.now() + lifetime });
  return notices;
}
