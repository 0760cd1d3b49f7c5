import { describeHours, officeStatus } from '#lib/domain/office-hours.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { findHolidays } from '#lib/server/villages/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village } }) => {
  const holidays = await withVillage(village.id, findHolidays);
  return {
    office: officeStatus(village.officeHours, now(), village.timeZone, new Set(holidays)).text,
    hours: describeHours(village.officeHours),
  };
};
