import { officeStatus } from '#lib/domain/office-hours.ts';
import type { OfficeCalendar } from '#lib/domain/working-days.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { findHolidays } from './store.ts';
import type { VillageContext } from './village-context.ts';

/** When the village's office works, for what is promised. */
export async function officeCalendar(
  tx: VillageTx,
  village: VillageContext,
): Promise<OfficeCalendar> {
  return { hours: village.officeHours, holidays: new Set(await findHolidays(tx)) };
}

/** Whether the village's office is open now, and a sentence that says so. */
export const officeNow = (village: VillageContext) =>
  officeStatus(village.officeHours, now(), village.timeZone, village.holidays);
