import { publicTypes } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { letterCatalogue } from '#lib/server/web/letter-catalogue.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals: { village } }) => ({
  catalogue: letterCatalogue(
    await withVillage(village.id, publicTypes),
    url.searchParams.get('cari'),
  ),
});
