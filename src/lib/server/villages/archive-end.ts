import { addMonths, dayStart, villageDate } from '#lib/domain/dates-id.ts';
import { now } from '#lib/server/platform/index.ts';
import type { VillageContext } from './village-context.ts';

/** The day, in the village, before which the time of scans and proofs has run out, `months` from now. */
export function archiveEnd(village: VillageContext, months = 0): Date {
  const day = villageDate(now(), village.timeZone);
  return dayStart(addMonths(day, months - 12 * village.archiveYears), village.timeZone);
}

/** Months ahead for which it is told what will go. */
export const archiveAhead = 3;
