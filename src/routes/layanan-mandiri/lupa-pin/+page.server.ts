import { describeHours } from '#lib/domain/office-hours.ts';
import { officeNow } from '#lib/server/villages/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { village } }) => {
  return {
    office: officeNow(village).text,
    hours: describeHours(village.officeHours),
  };
};
