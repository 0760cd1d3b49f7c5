import { letterGroups } from '#lib/domain/letter-type.ts';
import { letterTypes } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village } }) => {
  const types = [...(await withVillage(village.id, letterTypes)).values()];
  return {
    width: 'wide',
    groups: Object.entries(letterGroups)
      .map(([key, name]) => ({
        name,
        letters: types
          .filter((type) => type.group === key)
          .map(({ slug, name, purpose, workingDays, signature }) => ({
            slug,
            name,
            purpose,
            workingDays,
            signature,
          })),
      }))
      .filter((group) => group.letters.length > 0),
  };
};
