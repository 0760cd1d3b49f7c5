import { officeStatus } from '#lib/domain/office-hours.ts';
import { publicTypes } from '#lib/server/letters/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { findHolidays } from '#lib/server/villages/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { village } = locals;
  const { types, holidays } = await withVillage(village.id, async (tx) => ({
    types: await publicTypes(tx),
    holidays: new Set(await findHolidays(tx)),
  }));
  return {
    width: 'front',
    office: officeStatus(village.officeHours, now(), village.timeZone, holidays),
    letters: types.slice(0, 5).map(({ slug, name, purpose }) => ({ slug, name, purpose })),
  };
};
