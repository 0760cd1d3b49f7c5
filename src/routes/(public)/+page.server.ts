import { frontPage } from '#lib/server/web/front-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village }, url }) => ({
  width: 'front',
  origin: url.origin,
  ...(await frontPage(village)),
});
