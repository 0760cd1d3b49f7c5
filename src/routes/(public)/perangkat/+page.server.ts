import { villageDate } from '#lib/domain/dates-id.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { findOfficials } from '#lib/server/villages/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const today = villageDate(now(), locals.village.timeZone);
  const officials = await withVillage(locals.village.id, findOfficials);
  return {
    officials: officials
      .filter(
        (one) =>
          (!one.serves_from || String(one.serves_from) <= today) &&
          (!one.serves_until || String(one.serves_until) >= today),
      )
      .map(({ id, name, position }) => ({ id, name, position })),
  };
};
