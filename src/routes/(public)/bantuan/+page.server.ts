import { aidLevels } from '#lib/domain/aid-programme.ts';
import { listPublicProgrammes } from '#lib/server/assistance/index.ts';
import { readVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village }, setHeaders }) => {
  setHeaders({ 'x-robots-tag': 'noindex, nofollow' });
  const programmes = await readVillage(village.id, listPublicProgrammes);
  return {
    programmes: programmes.map(({ id, name, level, count }) => ({
      id,
      name,
      level: aidLevels[level],
      count,
    })),
  };
};
