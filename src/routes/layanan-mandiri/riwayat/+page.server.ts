import { listOwnRequests } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
  requests: await withVillage(locals.village.id, (tx) => listOwnRequests(tx, locals.visitor)),
  kept: url.searchParams.has('disimpan'),
});
