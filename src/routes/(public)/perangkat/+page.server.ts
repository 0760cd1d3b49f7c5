import { withVillage } from '#lib/server/platform/index.ts';
import { officialsServing } from '#lib/server/villages/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village } }) => ({
  width: 'wide',
  officials: await withVillage(village.id, (tx) => officialsServing(tx, village)),
});
