import { redirect } from '@sveltejs/kit';
import { searchRegions } from '#lib/server/villages/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  // A village stands here: set-up is over.
  if (locals.village) redirect(303, '/');
  const words = (url.searchParams.get('cari') ?? '').slice(0, 100);
  const urban = url.searchParams.get('kelurahan') === 'ya';
  const { found, more } = await searchRegions(words, { urban });
  return { words, urban, found, more };
};
