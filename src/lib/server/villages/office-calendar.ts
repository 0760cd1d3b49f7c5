import type { OfficeCalendar } from '#lib/domain/working-days.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findHolidays } from './store.ts';
import type { VillageContext } from './village-context.ts';

/** When the village's office works. */
export async function officeCalendar(
  tx: VillageTx,
  village: VillageContext,
): Promise<OfficeCalendar> {
  return { hours: village.officeHours, holidays: new Set(await findHolidays(tx)) };
}
