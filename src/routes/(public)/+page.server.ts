import { publicTypes } from '#lib/server/letters/index.ts';
import { readVillage } from '#lib/server/platform/index.ts';
import { officeNow } from '#lib/server/villages/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village } }) => ({
  width: 'front',
  office: officeNow(village),
  letters: (await readVillage(village.id, publicTypes))
    .slice(0, 5)
    .map(({ slug, name, purpose }) => ({ slug, name, purpose })),
});
