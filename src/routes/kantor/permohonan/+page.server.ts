import { certificateState, countSignable } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { loadWorklist } from '#lib/server/web/worklist-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { village, visitor } = locals;
  const list = await loadWorklist(locals, url);
  return withVillage(village.id, async (tx) => ({
    list,
    certificate: await certificateState(tx),
    signable: await countSignable(tx, village, visitor),
  }));
};
