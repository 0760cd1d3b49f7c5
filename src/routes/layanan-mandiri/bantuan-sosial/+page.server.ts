import { listOwnAid } from '#lib/server/assistance/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';
import { cardOf } from './aid-words.ts';

export const load: PageServerLoad = async ({ locals: { village, visitor } }) => {
  const aid = await withVillage(village.id, (tx) => listOwnAid(tx, village, visitor));
  return { aid: aid.map(cardOf) };
};
