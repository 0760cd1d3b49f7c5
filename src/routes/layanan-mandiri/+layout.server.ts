import { readVillage } from '#lib/server/platform/index.ts';
import { countUnread } from '#lib/server/notices/index.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => {
  const { visitor, village } = locals;
  if (visitor.kind !== 'resident' || visitor.mustChangePin || visitor.mustAcceptTerms)
    return { resident: null };
  return {
    resident: {
      unread: await readVillage(village.id, (tx) => countUnread(tx, visitor.residentId)),
    },
  };
};
