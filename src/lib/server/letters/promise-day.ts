import type { LetterType } from '#lib/domain/letter-type.ts';
import { addWorkingDays, arrivalDay } from '#lib/domain/working-days.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { officeCalendar, type VillageContext } from '#lib/server/villages/index.ts';

/**
 * The day by which a letter asked for now is ready, 'YYYY-MM-DD': the type's working days after the
 * day on which the office can first see it.
 * @param more working days that somebody else may take first
 */
export async function promiseDay(
  tx: VillageTx,
  village: VillageContext,
  { workingDays }: Pick<LetterType, 'workingDays'>,
  more = 0,
): Promise<string> {
  const calendar = await officeCalendar(tx, village);
  return addWorkingDays(
    arrivalDay(now(), village.timeZone, calendar),
    workingDays + more,
    calendar,
  );
}
