import { addDays, formatDateLong, villageDate } from '#lib/domain/dates-id.ts';
import { serviceFigures } from '#lib/server/letters/index.ts';
import { visitsSince } from '#lib/server/news/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { decimals, publicSatisfaction } from '#lib/server/surveys/index.ts';
import { publicVoiceService } from '#lib/server/voices/index.ts';
import type { PageServerLoad } from './$types';

/** Visits are told of the last thirty days. */
const days = 30;

export const load: PageServerLoad = async ({ locals: { village }, url }) => {
  const today = villageDate(now(), village.timeZone);
  const { services, satisfaction, voices, visits } = await withVillage(village.id, async (tx) => ({
    services: await serviceFigures(tx, village),
    satisfaction: await publicSatisfaction(tx, village),
    voices: await publicVoiceService(tx, village),
    visits: await visitsSince(tx, addDays(today, -days)),
  }));
  return {
    origin: url.origin,
    today: formatDateLong(today),
    services,
    satisfaction: satisfaction && { ...satisfaction, index: decimals(satisfaction.index) },
    voices,
    visits,
  };
};
