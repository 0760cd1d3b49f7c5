import { bookKeys, registerBooks } from '#lib/domain/register-books.ts';
import { may } from '#lib/domain/roles.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { countDoubtful } from '#lib/server/population/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { village, visitor } = locals;
  return {
    books: bookKeys.map((key) => {
      const { code, title, about } = registerBooks[key];
      return { key, code, title, about };
    }),
    doubtful: await withVillage(village.id, (tx) => countDoubtful(tx, village, visitor)),
    mayRecord: visitor.kind === 'staff' && may(visitor.roles, 'events.record'),
  };
};
