import { addDays, villageDate } from '#lib/domain/dates-id.ts';
import { listAgenda } from '#lib/server/news/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

/** How far ahead the page looks: what repeats would fill it otherwise. */
const daysAhead = 92;

export const load: PageServerLoad = async ({ locals: { village }, url }) => ({
  origin: url.origin,
  agenda: await withVillage(village.id, (tx) =>
    listAgenda(tx, village, {
      limit: 40,
      until: addDays(villageDate(now(), village.timeZone), daysAhead),
    }),
  ),
});
