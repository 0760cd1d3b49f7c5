import { loadWorklist } from '#lib/server/web/worklist-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
  list: await loadWorklist(locals, url, 'semua'),
});
